import { readReferenceGrant } from '../../gateway-api/reference-grant.ts';
import type { Fact } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { groupFault } from './right-group.ts';

/**
 * The entries of a ReferenceGrant that grant nothing, because no kind has their group. Here `core` is no word for the core
 * group: controllers compare the group of an entry as it is written.
 */
export function idleEntriesOf(snapshot: Snapshot, grant: KubernetesObject): readonly Fact[] {
  const { from, to } = readReferenceGrant(grant);
  const entries = [
    ...from.map(({ group, kind }, index) => ({ type: { group, kind }, path: `spec.from[${index}]` })),
    ...to.map(({ group, kind }, index) => ({ type: { group, kind }, path: `spec.to[${index}]` })),
  ];
  return entries.flatMap(({ type, path }): readonly Fact[] => {
    const because = groupFault(snapshot, type);
    return because === undefined ? [] : [{ code: 'grantsNothing', path, because }];
  });
}
