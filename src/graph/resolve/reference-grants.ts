import { readReferenceGrant } from '../../gateway-api/reference-grant.ts';
import type { ReferenceGrant } from '../../gateway-api/reference-grant.ts';
import { REFERENCE_GRANT } from '../../gateway-api/kinds.ts';
import type { Fact } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { rememberOnce } from '../remember.ts';
import { nearGrant } from './near-grant.ts';

/** Who refers: kind and namespace of the holder of a reference. */
export interface Referrer extends GroupKind {
  readonly namespace?: string | undefined;
}

/** Whether a reference may cross namespaces. */
export type GrantLookup =
  | { readonly state: 'notNeeded' }
  | { readonly state: 'granted'; readonly grant: ObjectRef }
  | { readonly state: 'denied' }
  | { readonly state: 'unknown'; readonly because: Fact };

/** The grants for one pair of (kind, namespace): those for every name, and those by name, in the order of their names. */
interface Grants {
  readonly forAll: ObjectRef[];
  readonly byName: Map<string, ObjectRef[]>;
}

const NOT_NEEDED: GrantLookup = { state: 'notNeeded' };
const DENIED: GrantLookup = { state: 'denied' };

/**
 * Looks for a ReferenceGrant that lets `from` refer to `to` (semantics.md 3.5): in the namespace of `to`, one entry of
 * `from` and one of `to` must fit. Several grants add up; the first in the order of names is named.
 */
export function findGrant(snapshot: Snapshot, from: Referrer, to: ObjectRef): GrantLookup {
  if (from.namespace === to.namespace) return NOT_NEEDED;
  const [grant] = grantsAllowing(snapshot, from, to);
  if (grant !== undefined) return { state: 'granted', grant };
  if (snapshot.holdsAll(REFERENCE_GRANT, to.namespace)) return DENIED;
  if (snapshot.isComplete(REFERENCE_GRANT, to.namespace)) {
    const near = nearGrant(snapshot, from, to);
    // A grant for just this reference, in a group that is none or in the wrong namespace, was meant to be the one.
    if (near?.faults.every(({ field }) => field === 'group') === true) return DENIED;
    return { state: 'unknown', because: { code: 'grantNotAmongFiles', from, to, near } };
  }
  return { state: 'unknown', because: { code: 'grantsNotRead', namespace: to.namespace ?? '' } };
}

/** Every grant that lets `from` refer to `to` in another namespace. */
export function grantsAllowing(snapshot: Snapshot, from: Referrer, to: ObjectRef): readonly ObjectRef[] {
  if (to.namespace === undefined) return [];
  const grants = grantsIn(snapshot, to.namespace).index.get(pairKey(from, to));
  if (grants === undefined) return [];
  return [...grants.forAll, ...(grants.byName.get(to.name) ?? [])];
}

/** The namespaces whose objects of a kind some grant lets refer to an object of another namespace, in their order. */
export function namespacesGranted(snapshot: Snapshot, kind: GroupKind, to: ObjectRef): readonly string[] {
  if (to.namespace === undefined) return [];
  const granted = new Set<string>();
  for (const grant of grantsIn(snapshot, to.namespace).all) {
    if (!grant.to.some((entry) => sameGroupKind(entry, to) && (entry.name === undefined || entry.name === to.name)))
      continue;
    for (const from of grant.from) {
      if (sameGroupKind(from, kind) && from.namespace !== to.namespace && from.namespace !== '')
        granted.add(from.namespace);
    }
  }
  return [...granted].toSorted();
}

/** The objects that a grant lets refer to something of its namespace, whether or not they do. */
export function grantedHolders(snapshot: Snapshot, grant: KubernetesObject): readonly KubernetesObject[] {
  const { from, namespace } = readReferenceGrant(grant);
  const holders = new Set(
    from.flatMap((entry) =>
      entry.namespace === '' || entry.namespace === namespace ? [] : snapshot.listIn(entry, entry.namespace),
    ),
  );
  return [...holders];
}

/** The grants of a namespace, and the same by who may refer to what. */
interface GrantsOfNamespace {
  readonly all: readonly ReferenceGrant[];
  readonly index: ReadonlyMap<string, Grants>;
}

const grantsByNamespace = rememberOnce((_snapshot: Snapshot) => new Map<string, GrantsOfNamespace>());

function grantsIn(snapshot: Snapshot, namespace: string): GrantsOfNamespace {
  const known = grantsByNamespace(snapshot).get(namespace);
  if (known !== undefined) return known;
  const all: ReferenceGrant[] = [];
  const index = new Map<string, Grants>();
  for (const object of snapshot.listIn(REFERENCE_GRANT, namespace)) {
    const grant = readReferenceGrant(object);
    all.push(grant);
    const ref = refOf(object);
    for (const from of grant.from) {
      for (const to of grant.to) {
        const key = pairKey(from, { ...to, namespace: grant.namespace });
        const grants = index.get(key) ?? { forAll: [], byName: new Map<string, ObjectRef[]>() };
        index.set(key, grants);
        const named = to.name === undefined ? grants.forAll : (grants.byName.get(to.name) ?? []);
        if (to.name !== undefined) grants.byName.set(to.name, named);
        // One grant may say the same twice.
        if (named.at(-1) !== ref) named.push(ref);
      }
    }
  }
  const opened = { all, index };
  grantsByNamespace(snapshot).set(namespace, opened);
  return opened;
}

/** A key for references between two types in two namespaces: what a ReferenceGrant speaks of. */
export function pairKey(from: Referrer, to: Referrer): string {
  return `${from.group}/${from.kind}/${from.namespace ?? ''} ${to.group}/${to.kind}/${to.namespace ?? ''}`;
}
