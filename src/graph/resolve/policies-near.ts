import { NAMESPACE, SPECIFICATION_POLICY_KINDS, isRouteKind } from '../../gateway-api/kinds.ts';
import type { LabelClaim, NameClaim, TargetClaim, TargetingKind } from '../../gateway-api/policy-claims.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { namespacesGranted } from './reference-grants.ts';

/**
 * The namespaces of the policies of a kind that may attach to an object or a section of it: its own, and those whose policies
 * a ReferenceGrant lets in (semantics.md 5.2).
 * @returns undefined where any may: what lies in no namespace may be the target of all.
 */
export function placesOfPolicies(
  snapshot: Snapshot,
  kind: TargetingKind,
  target: ObjectRef,
): readonly string[] | undefined {
  if (!mayTarget(kind, target)) return [];
  const namespace = sameGroupKind(target, NAMESPACE) ? target.name : target.namespace;
  if (kind.namespaced === false || namespace === undefined) return undefined;
  // The policies of the specification only know targets of their own namespace (LocalPolicyTargetReference).
  const isLocal = SPECIFICATION_POLICY_KINDS.some((own) => sameGroupKind(own, kind));
  const granted = isLocal ? [] : namespacesGranted(snapshot, kind, target);
  return granted.length === 0 ? [namespace] : [namespace, ...granted].toSorted();
}

/** The policies of a kind that may attach to an object or a section of it. */
export function policiesNear(snapshot: Snapshot, kind: TargetingKind, target: ObjectRef): readonly KubernetesObject[] {
  const places = placesOfPolicies(snapshot, kind, target);
  return places === undefined ? snapshot.list(kind) : places.flatMap((place) => snapshot.listIn(kind, place));
}

/** Whether policies of a kind may attach to objects of a type. */
export function mayTarget({ targets = [], entry }: TargetingKind, target: GroupKind): boolean {
  if (targets.length === 0 || targets.some((type) => sameGroupKind(type, target))) return true;
  return entry?.extensionFilter === true && isRouteKind(target);
}

/** Whether a policy writes a target of a type that its kind may not have. */
export function isImpossible(kind: TargetingKind, claim: TargetClaim): claim is NameClaim | LabelClaim {
  if (claim.by === 'name') return !mayTarget(kind, claim.ref);
  return claim.by === 'labels' && !mayTarget(kind, claim.type);
}
