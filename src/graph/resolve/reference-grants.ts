import { readReferenceGrant } from '../../gateway-api/reference-grant.ts';
import { REFERENCE_GRANT } from '../../gateway-api/kinds.ts';
import type { Fact } from '../../model/fact.ts';
import { refOf } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { rememberOnce } from '../remember.ts';

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
  if (snapshot.isComplete(REFERENCE_GRANT, to.namespace)) return DENIED;
  return { state: 'unknown', because: { code: 'grantsNotRead', namespace: to.namespace ?? '' } };
}

/** Every grant that lets `from` refer to `to` in another namespace. */
export function grantsAllowing(snapshot: Snapshot, from: Referrer, to: ObjectRef): readonly ObjectRef[] {
  const grants = grantIndex(snapshot).get(pairKey(from, to));
  if (grants === undefined) return [];
  return [...grants.forAll, ...(grants.byName.get(to.name) ?? [])];
}

const grantIndex = rememberOnce((snapshot: Snapshot): ReadonlyMap<string, Grants> => {
  const index = new Map<string, Grants>();
  for (const object of snapshot.list(REFERENCE_GRANT)) {
    const grant = readReferenceGrant(object);
    const ref = refOf(object);
    for (const from of grant.from) {
      for (const to of grant.to) {
        const key = pairKey(from, { ...to, namespace: grant.namespace });
        const grants = index.get(key) ?? { forAll: [], byName: new Map<string, ObjectRef[]>() };
        index.set(key, grants);
        const known = to.name === undefined ? grants.forAll : (grants.byName.get(to.name) ?? []);
        if (to.name !== undefined) grants.byName.set(to.name, known);
        // One grant may say the same twice.
        if (known.at(-1) !== ref) known.push(ref);
      }
    }
  }
  return index;
});

function pairKey(from: Referrer, to: Referrer): string {
  return `${from.group}/${from.kind}/${from.namespace ?? ''} ${to.group}/${to.kind}/${to.namespace ?? ''}`;
}
