import { parentOf, readParentRefs, sameParentRef } from '../../gateway-api/parent-ref.ts';
import type { ParentRef } from '../../gateway-api/parent-ref.ts';
import { GATEWAY, ROUTE_KINDS, SERVICE } from '../../gateway-api/kinds.ts';
import { DEFAULT_GATEWAYS } from '../../gateway-api/references.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { DEFAULT_GATEWAYS_PATH, defaultGateways, isDefaultGateway, usesDefaultGateways } from './default-gateways.ts';
import { rememberEach } from '../remember.ts';

/** A route's claim to attach to a parent: one of its parentRefs, or a default Gateway. */
export interface RouteClaim {
  readonly parentRef: ParentRef;
  /** `spec.parentRefs[0]` or `spec.useDefaultGateways`. */
  readonly path: string;
}

/** The claims of a route: its parentRefs in their order, then the default Gateways that no parentRef names as a whole. */
export const claimsOf = rememberEach((snapshot: Snapshot, route: KubernetesObject): readonly RouteClaim[] => {
  const claims: RouteClaim[] = readParentRefs(route).map((parentRef, index) => ({
    parentRef,
    path: `spec.parentRefs[${index}]`,
  }));
  if (!usesDefaultGateways(route)) return claims;
  const explicit = claims.map(({ parentRef }) => parentRef);
  for (const gateway of defaultGateways(snapshot)) {
    const parentRef = wholeGateway(gateway);
    if (!explicit.some((other) => sameParentRef(other, parentRef)))
      claims.push({ parentRef, path: DEFAULT_GATEWAYS_PATH });
  }
  return claims;
});

/** The claims of a route to one parent. */
export function claimsTo(route: KubernetesObject, parent: KubernetesObject): readonly ParentRef[] {
  const ref = refOf(parent);
  const key = refKey(ref);
  const explicit = readParentRefs(route).filter((parentRef) => refKey(parentOf(parentRef)) === key);
  const isDefault = sameGroupKind(ref, GATEWAY) && usesDefaultGateways(route) && isDefaultGateway(parent);
  return isDefault ? [...explicit, wholeGateway(parent)] : explicit;
}

function wholeGateway(gateway: KubernetesObject): ParentRef {
  return {
    ...GATEWAY,
    namespace: namespaceOf(gateway),
    name: gateway.metadata.name,
    sectionName: undefined,
    port: undefined,
  };
}

/** The routes that claim a parent, each once, by kind and then by namespace and name. @param kinds only these are looked for. */
export function claimantsOf(
  snapshot: Snapshot,
  parent: KubernetesObject,
  kinds: readonly GroupKind[] = ROUTE_KINDS,
): readonly KubernetesObject[] {
  const ref = refOf(parent);
  const direct = kinds.flatMap((kind) => snapshot.referrers(kind, ref).filter((route) => isClaimed(route, ref)));
  if (!sameGroupKind(ref, GATEWAY) || !isDefaultGateway(parent)) return direct;
  const ofDefaults = kinds.flatMap((kind) => snapshot.referrers(kind, DEFAULT_GATEWAYS));
  return [...new Set([...direct, ...ofDefaults])];
}

/** Whether all routes of a kind that could claim a parent were read. */
export function knowsClaimants(snapshot: Snapshot, kind: GroupKind, parent: KubernetesObject): boolean {
  if (!snapshot.knowsReferrers(kind, refOf(parent))) return false;
  return !isDefaultGateway(parent) || snapshot.knowsReferrers(kind, DEFAULT_GATEWAYS);
}

/** A Service may be a backend of a route and not its parent. */
function isClaimed(route: KubernetesObject, parent: ObjectRef): boolean {
  if (!sameGroupKind(parent, SERVICE)) return true;
  const key = refKey(parent);
  return readParentRefs(route).some((parentRef) => refKey(parentOf(parentRef)) === key);
}
