import { readReferenceGrant } from '../../gateway-api/reference-grant.ts';
import type { GrantFrom, GrantTo, ReferenceGrant } from '../../gateway-api/reference-grant.ts';
import { REFERENCE_GRANT } from '../../gateway-api/kinds.ts';
import type { GrantFault, NearGrant } from '../../model/fact.ts';
import { refOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { rememberOnce } from '../remember.ts';
import type { Referrer } from './reference-grants.ts';

/** Grants of a namespace that are looked at: thousands of denied references times thousands of grants would cost minutes. */
const MOST_GRANTS = 300;

/**
 * The ReferenceGrant that was probably meant to permit a reference: it stands in the namespace of the referrer instead of that
 * of the object, or all of it fits but one entry: a group, a kind, a namespace or a name (the groups on both sides are often
 * wrong together). Of several the one with the fewest faults.
 */
export function nearGrant(snapshot: Snapshot, from: Referrer, to: ObjectRef): NearGrant | undefined {
  let nearest: NearGrant | undefined;
  for (const { ref, grant } of grantsIn(snapshot, to.namespace)) {
    const faults = leastFaults(grant, from, to);
    if (isNear(faults) && (nearest === undefined || faults.length < nearest.faults.length)) {
      nearest = { grant: ref, faults };
    }
  }
  if (nearest !== undefined) return nearest;
  const misplaced = grantsIn(snapshot, from.namespace).find(({ grant }) => leastFaults(grant, from, to).length === 0);
  return misplaced === undefined ? undefined : { grant: misplaced.ref, faults: [] };
}

/** Nothing but the groups may be wrong beside one other thing. */
function isNear(faults: readonly GrantFault[]): boolean {
  return faults.length > 0 && faults.filter(({ field }) => field !== 'group').length <= (faults.length > 1 ? 0 : 1);
}

/** What is wrong with the entries that fit best. */
function leastFaults({ from, to }: ReferenceGrant, referrer: Referrer, object: ObjectRef): readonly GrantFault[] {
  const ofFrom = fewest(from.map((entry, index) => faultsOfFrom(entry, index, referrer)));
  const ofTo = fewest(to.map((entry, index) => faultsOfTo(entry, index, object)));
  return ofFrom === undefined || ofTo === undefined ? NO_ENTRIES : [...ofFrom, ...ofTo];
}

function fewest(all: readonly (readonly GrantFault[])[]): readonly GrantFault[] | undefined {
  return all.toSorted((a, b) => a.length - b.length)[0];
}

/** A list without entries fits nothing: too many faults to be near. */
const NO_ENTRIES: readonly GrantFault[] = [
  { path: 'spec.from', field: 'kind', is: '', wanted: '' },
  { path: 'spec.to', field: 'kind', is: '', wanted: '' },
];

function faultsOfFrom({ group, kind, namespace }: GrantFrom, index: number, wanted: Referrer): readonly GrantFault[] {
  const path = `spec.from[${index}]`;
  return [
    ...fault(path, 'group', group, wanted.group),
    ...fault(path, 'kind', kind, wanted.kind),
    ...fault(path, 'namespace', namespace, wanted.namespace ?? ''),
  ];
}

function faultsOfTo({ group, kind, name }: GrantTo, index: number, wanted: ObjectRef): readonly GrantFault[] {
  const path = `spec.to[${index}]`;
  return [
    ...fault(path, 'group', group, wanted.group),
    ...fault(path, 'kind', kind, wanted.kind),
    ...(name === undefined ? [] : fault(path, 'name', name, wanted.name)),
  ];
}

function fault(path: string, field: GrantFault['field'], is: string, wanted: string): readonly GrantFault[] {
  return is === wanted ? [] : [{ path, field, is, wanted }];
}

interface OpenGrant {
  readonly ref: ObjectRef;
  readonly grant: ReferenceGrant;
}

const openGrants = rememberOnce((_snapshot: Snapshot) => new Map<string, readonly OpenGrant[]>());

function grantsIn(snapshot: Snapshot, namespace: string | undefined): readonly OpenGrant[] {
  if (namespace === undefined) return [];
  const objects = snapshot.listIn(REFERENCE_GRANT, namespace);
  const known = openGrants(snapshot).get(namespace);
  if (known !== undefined) return known;
  const grants = objects.slice(0, MOST_GRANTS).map((object) => ({
    ref: refOf(object),
    grant: readReferenceGrant(object),
  }));
  openGrants(snapshot).set(namespace, grants);
  return grants;
}
