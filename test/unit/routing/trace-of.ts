import { BACKEND_TLS_POLICY, GATEWAY } from '../../../src/gateway-api/kinds.ts';
import { loadPatterns } from '../../../src/app/trace/load-patterns.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import type { ObjectRef } from '../../../src/model/ref.ts';
import { makeRequest } from '../../../src/routing/make-request.ts';
import type { RequestParts } from '../../../src/routing/make-request.ts';
import { routingWorld } from '../../../src/routing/routing-world.ts';
import type { RoutingWorld } from '../../../src/routing/routing-world.ts';
import type { Trace } from '../../../src/routing/trace.ts';
import { traceRequest } from '../../../src/routing/trace-request.ts';
import { NS, snapshotOf } from '../../support/world.ts';
import type { World } from '../../support/world.ts';
import { policyKind } from '../policy/world.ts';

const compile = await loadPatterns();

const KINDS = [
  policyKind(BACKEND_TLS_POLICY.kind, { ...BACKEND_TLS_POLICY, class: 'Direct', label: 'Direct' }),
  policyKind('TimeoutPolicy'),
];

/** The world of routing over some objects. */
export function routingOf(objects: readonly KubernetesObject[], world: World = {}): RoutingWorld {
  return routingWorld(snapshotOf(objects, world), KINDS, compile);
}

/** A reference to the Gateway of these tests. */
export const WEB: ObjectRef = { ...GATEWAY, namespace: NS, name: 'web' };

const FEW = { looked: 100, told: 5 };

/** What becomes of one request at the Gateway web, or at another parent. */
export function traceOf(world: RoutingWorld, parts: RequestParts, parent: ObjectRef | undefined = WEB): Trace {
  const [trace] = traceRequest(world, { request: makeRequest(parts), parent, address: undefined }, FEW);
  if (trace === undefined) throw new Error('no trace');
  return trace;
}

/** `route rule match` of the row that answers, or undefined. */
export function winnerOf({ route, rule, match }: Trace): string | undefined {
  return route === undefined ? undefined : `${route.name} ${rule?.index ?? 0} ${match ?? 0}`;
}
