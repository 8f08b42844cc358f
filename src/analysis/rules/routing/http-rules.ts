import { GRPC_ROUTE, HTTP_ROUTE } from '../../../gateway-api/kinds.ts';
import { readRules } from '../../../gateway-api/route.ts';
import type { RouteRule } from '../../../gateway-api/route.ts';
import type { KubernetesObject } from '../../../model/object.ts';
import type { JsonRecord } from '../../../model/read.ts';
import { readRecords } from '../../../model/read.ts';
import { refOf } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import type { RuleWorld } from '../rule-world.ts';

/** A rule of an HTTPRoute or GRPCRoute, and where it stands. */
export interface HttpRule {
  readonly route: KubernetesObject;
  readonly subject: ObjectRef;
  readonly rule: RouteRule;
  /** `spec.rules[0]` */
  readonly path: string;
}

/** A filter of a rule, or of one of its backendRefs. */
export interface HttpFilter extends HttpRule {
  readonly filter: JsonRecord;
}

/** The rules of all HTTPRoutes and GRPCRoutes under analysis. */
export function* httpRules(world: RuleWorld): Generator<HttpRule> {
  for (const kind of [HTTP_ROUTE, GRPC_ROUTE]) {
    for (const route of world.snapshot.list(kind)) {
      if (!world.wants(route)) continue;
      const subject = refOf(route);
      for (const rule of readRules(route)) yield { route, subject, rule, path: `spec.rules[${rule.index}]` };
    }
  }
}

/** Their filters, with the place of each: of rules, then of backendRefs. */
export function* httpFilters(world: RuleWorld): Generator<HttpFilter> {
  for (const at of httpRules(world)) {
    for (const [index, filter] of at.rule.filters.entries()) {
      yield { ...at, filter, path: `${at.path}.filters[${index}]` };
    }
    for (const [backend, { source }] of at.rule.backendRefs.entries()) {
      for (const [index, filter] of readRecords(source['filters']).entries()) {
        yield { ...at, filter, path: `${at.path}.backendRefs[${backend}].filters[${index}]` };
      }
    }
  }
}
