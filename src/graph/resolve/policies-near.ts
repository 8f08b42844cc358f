import { NAMESPACE, SPECIFICATION_POLICY_KINDS, isRouteKind } from '../../gateway-api/kinds.ts';
import { readTargetClaims } from '../../gateway-api/policy-claims.ts';
import type { LabelClaim, NameClaim, TargetClaim, TargetingKind } from '../../gateway-api/policy-claims.ts';
import { addTo } from '../../model/add-to.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindKey, refKey, sameGroupKind, wholeOf } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { rememberOnce } from '../remember.ts';
import { namespacesGranted } from './reference-grants.ts';

/**
 * The namespaces of the policies of a kind that may attach to an object or a section of it: its own, and those whose policies
 * a ReferenceGrant lets in (semantics.md 5.2).
 * @returns undefined where any may: what lies in no namespace may be the target of all.
 */
function placesOfPolicies(snapshot: Snapshot, kind: TargetingKind, target: ObjectRef): readonly string[] | undefined {
  if (!mayTarget(kind, target)) return [];
  const namespace = sameGroupKind(target, NAMESPACE) ? target.name : target.namespace;
  if (kind.namespaced === false || namespace === undefined) return undefined;
  const granted = isOfSpecification(kind) ? [] : namespacesGranted(snapshot, kind, target);
  return granted.length === 0 ? [namespace] : [namespace, ...granted].toSorted();
}

/**
 * Whether the targets that policies of a kind name are of their own namespace (LocalPolicyTargetReference); what they select
 * may lie elsewhere.
 */
export function targetsLocally(kind: TargetingKind): boolean {
  return kind.entry?.localTargets === true || isOfSpecification(kind);
}

function isOfSpecification(kind: TargetingKind): boolean {
  return SPECIFICATION_POLICY_KINDS.some((own) => sameGroupKind(own, kind));
}

/**
 * The policies of a kind that may attach to an object or a section of it, in the order of namespace and name. Of those that
 * name their targets only those that name the object: of five hundred policies of a namespace few concern one route.
 */
export function policiesNear(snapshot: Snapshot, kind: TargetingKind, target: ObjectRef): readonly KubernetesObject[] {
  const namespaces = placesOfPolicies(snapshot, kind, target);
  if (namespaces === undefined) return claiming(openPlace(snapshot, kind, undefined), target);
  return namespaces.flatMap((place) => claiming(openPlace(snapshot, kind, place), target));
}

/** The policies of a kind in one place by what they say of their targets. */
interface PlacedPolicies {
  readonly all: readonly KubernetesObject[];
  /** The places in `all` of the policies that name an object, by its key. */
  readonly naming: ReadonlyMap<string, readonly number[]>;
  /** Those of the policies that attach by other means too, with what they say: labels, annotations, filters. */
  readonly others: readonly { readonly at: number; readonly claims: readonly TargetClaim[] }[];
}

function claiming({ all, naming, others }: PlacedPolicies, target: ObjectRef): readonly KubernetesObject[] {
  const key = refKey(wholeOf(target));
  const named = naming.get(key) ?? [];
  const possible = others.filter(({ claims }) => claims.some((claim) => mayMean(claim, target))).map(({ at }) => at);
  const places = possible.length === 0 ? named : [...new Set([...named, ...possible])].toSorted((a, b) => a - b);
  return places.flatMap((place) => all[place] ?? []);
}

/** Whether what attaches otherwise than by name may be of the type of an object. */
function mayMean(claim: TargetClaim, target: GroupKind): boolean {
  if (claim.by === 'name') return false;
  const types = claim.by === 'labels' ? [claim.type] : claim.types;
  return types.some((type) => sameGroupKind(type, target));
}

const places = rememberOnce(() => new Map<string, PlacedPolicies>());

function openPlace(snapshot: Snapshot, kind: TargetingKind, namespace: string | undefined): PlacedPolicies {
  const key = `${groupKindKey(kind)} ${namespace ?? '*'}`;
  const known = places(snapshot).get(key);
  if (known !== undefined) return known;
  const all = namespace === undefined ? snapshot.list(kind) : snapshot.listIn(kind, namespace);
  const naming = new Map<string, number[]>();
  const others: { readonly at: number; readonly claims: readonly TargetClaim[] }[] = [];
  for (const [at, policy] of all.entries()) {
    const { claims } = readTargetClaims(policy, kind);
    const keys = new Set(claims.flatMap((claim) => (claim.by === 'name' ? [refKey(wholeOf(claim.ref))] : [])));
    for (const named of keys) {
      addTo(naming, named, at);
    }
    if (claims.some(({ by }) => by !== 'name')) others.push({ at, claims });
  }
  const opened = { all, naming, others };
  places(snapshot).set(key, opened);
  return opened;
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
