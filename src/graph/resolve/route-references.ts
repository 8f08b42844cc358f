import { readRouteBackends } from '../../gateway-api/route.ts';
import type { RouteBackend } from '../../gateway-api/route.ts';
import { parentOf } from '../../gateway-api/parent-ref.ts';
import type { ParentRef } from '../../gateway-api/parent-ref.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import { SERVICE } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf, sameGroupKind } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { resolveBackend } from './backend-resolution.ts';
import type { BackendResolution } from './backend-resolution.ts';
import { combineConditions } from '../condition.ts';
import { conditionOf } from './reference.ts';
import { rememberEach } from '../remember.ts';
import { claimsOf } from './route-claims.ts';

/** A backend of a route with its outcome. */
export interface ResolvedBackend extends RouteBackend {
  readonly resolution: BackendResolution;
}

/** The backends of a route as its Gateways see them. */
const behindGateways = rememberEach((snapshot: Snapshot, route: KubernetesObject) => resolveAll(snapshot, route, true));

/** The backends of a route as a mesh sees them: references may cross namespaces without a grant (semantics.md 3.5). */
const behindServices = rememberEach((snapshot: Snapshot, route: KubernetesObject) =>
  resolveAll(snapshot, route, false),
);

function resolveAll(snapshot: Snapshot, route: KubernetesObject, needsGrant: boolean): readonly ResolvedBackend[] {
  const from = refOf(route);
  return readRouteBackends(route).map(({ ref, use, path, ruleIndex }) => ({
    ref,
    use,
    path,
    ruleIndex,
    resolution: resolveBackend(snapshot, ref, { from, needsGrant }),
  }));
}

/** The backends of a route; with Gateways and Services as parents the Gateways' stricter rules count. */
export function backendsOf(snapshot: Snapshot, route: KubernetesObject): readonly ResolvedBackend[] {
  const claims = claimsOf(snapshot, route);
  const isMeshOnly = claims.length > 0 && claims.every(({ parentRef }) => sameGroupKind(parentOf(parentRef), SERVICE));
  return isMeshOnly ? behindServices(snapshot, route) : behindGateways(snapshot, route);
}

/** ResolvedRefs of a route for one parent: over all its backends, mirrors and authorization services. */
export function resolvedRefsOf(snapshot: Snapshot, route: KubernetesObject, parentRef: ParentRef): ComputedCondition {
  return sameGroupKind(parentOf(parentRef), SERVICE)
    ? resolvedInMesh(snapshot, route)
    : resolvedAtGateways(snapshot, route);
}

const resolvedAtGateways = rememberEach((snapshot: Snapshot, route: KubernetesObject) =>
  combine(behindGateways(snapshot, route)),
);

const resolvedInMesh = rememberEach((snapshot: Snapshot, route: KubernetesObject) =>
  combine(behindServices(snapshot, route)),
);

function combine(backends: readonly ResolvedBackend[]): ComputedCondition {
  return combineConditions(
    'ResolvedRefs',
    backends.map(({ resolution }) => conditionOf(resolution)),
  );
}
