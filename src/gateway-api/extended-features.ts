import type { KubernetesObject } from '../model/object.ts';
import { readPath, readRecord, readRecords, readString } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { readParentRefs } from './parent-ref.ts';

/** A feature that not every implementation has, and the field that needs it. */
export interface NeededFeature {
  readonly feature: string;
  readonly path: string;
}

/** Fields of filters by their types, and the features that they need (GEP-2162; the names of pkg/features). */
const OF_FILTERS: Readonly<Record<string, readonly (readonly [field: string, feature: string])[]>> = {
  URLRewrite: [
    ['urlRewrite.hostname', 'HTTPRouteHostRewrite'],
    ['urlRewrite.path', 'HTTPRoutePathRewrite'],
  ],
  RequestRedirect: [
    ['requestRedirect.scheme', 'HTTPRouteSchemeRedirect'],
    ['requestRedirect.port', 'HTTPRoutePortRedirect'],
    ['requestRedirect.path', 'HTTPRoutePathRedirect'],
  ],
  ResponseHeaderModifier: [['responseHeaderModifier', 'HTTPRouteResponseHeaderModification']],
  RequestMirror: [
    ['requestMirror', 'HTTPRouteRequestMirror'],
    ['requestMirror.percent', 'HTTPRouteRequestPercentageMirror'],
    ['requestMirror.fraction', 'HTTPRouteRequestPercentageMirror'],
  ],
  CORS: [['cors', 'HTTPRouteCORS']],
};

const OF_STATUS_CODES: ReadonlySet<unknown> = new Set([303, 307, 308]);

/**
 * The extended features that a route needs by its fields, each once; those that releases before v1.7 had no name for are left out,
 * since a class cannot list them.
 */
export function neededFeatures(route: KubernetesObject): readonly NeededFeature[] {
  const found = new Map<string, NeededFeature>();
  const need = (feature: string, path: string): void => {
    if (!found.has(feature)) found.set(feature, { feature, path });
  };
  const rules = readRecords(readPath(route, 'spec', 'rules'));
  if (route.kind === 'HTTPRoute') {
    for (const [index, { port }] of readParentRefs(route).entries()) {
      if (port !== undefined) need('HTTPRouteParentRefPort', `spec.parentRefs[${index}].port`);
    }
    for (const [index, rule] of rules.entries()) needOfRule(rule, `spec.rules[${index}]`, need);
  }
  if (route.kind === 'HTTPRoute' || route.kind === 'GRPCRoute') {
    const index = rules.findIndex(({ name }) => readString(name) !== undefined);
    if (index >= 0) need(`${route.kind}NamedRouteRule`, `spec.rules[${index}].name`);
  }
  return [...found.values()];
}

type Need = (feature: string, path: string) => void;

function needOfRule(rule: JsonRecord, path: string, need: Need): void {
  for (const [index, match] of readRecords(rule['matches']).entries()) {
    const at = `${path}.matches[${index}]`;
    if (match['method'] !== undefined) need('HTTPRouteMethodMatching', `${at}.method`);
    if (readRecords(match['queryParams']).length > 0) need('HTTPRouteQueryParamMatching', `${at}.queryParams`);
  }
  const filters = readRecords(rule['filters']);
  for (const [index, filter] of filters.entries()) needOfFilter(filter, `${path}.filters[${index}]`, need);
  if (filters.filter(({ type }) => type === 'RequestMirror').length > 1) {
    need('HTTPRouteRequestMultipleMirrors', `${path}.filters`);
  }
  const { request, backendRequest } = readRecord(rule['timeouts']);
  if (request !== undefined) need('HTTPRouteRequestTimeout', `${path}.timeouts.request`);
  if (backendRequest !== undefined) need('HTTPRouteBackendTimeout', `${path}.timeouts.backendRequest`);
  if (readPath(rule, 'retry', 'codes') !== undefined) need('HTTPRouteRetryCodes', `${path}.retry.codes`);
  for (const [index, backend] of readRecords(rule['backendRefs']).entries()) {
    const at = readRecords(backend['filters']).findIndex(({ type }) => type === 'RequestHeaderModifier');
    if (at >= 0) need('HTTPRouteBackendRequestHeaderModification', `${path}.backendRefs[${index}].filters[${at}]`);
  }
}

function needOfFilter(filter: JsonRecord, path: string, need: Need): void {
  const type = readString(filter['type']) ?? '';
  for (const [field, feature] of Object.hasOwn(OF_FILTERS, type) ? (OF_FILTERS[type] ?? []) : []) {
    if (readPath(filter, ...field.split('.')) !== undefined) need(feature, `${path}.${field}`);
  }
  const statusCode = readPath(filter, 'requestRedirect', 'statusCode');
  if (OF_STATUS_CODES.has(statusCode)) {
    need(`HTTPRoute${String(statusCode)}RedirectStatusCode`, `${path}.requestRedirect.statusCode`);
  }
}

/** Names that a feature had in earlier releases. */
const FORMER_NAMES: Readonly<Record<string, string>> = { HTTPRouteRetryCodes: 'HTTPRouteRetry' };

/**
 * Whether the features that a class lists leave one of routes of a kind out. A class that lists nothing of that kind says nothing
 * about it.
 */
export function leavesOut(features: ReadonlySet<string>, routeKind: string, feature: string): boolean {
  if (!features.has(routeKind) || features.has(feature)) return false;
  return !Object.hasOwn(FORMER_NAMES, feature) || !features.has(FORMER_NAMES[feature] ?? '');
}
