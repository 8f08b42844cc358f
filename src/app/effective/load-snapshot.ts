import { SnapshotBuilder } from '../../world/memory-snapshot.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { ResourceCatalog } from '../../model/resource-type.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Source } from '../../model/source.ts';
import type { PolicyKind } from '../../policy/policy-kind.ts';
import { loadFiles } from '../../world/load-files.ts';
import { loadReach } from '../../world/load-reach.ts';
import { loadWhole } from '../../world/load-whole.ts';
import { SnapshotReader } from '../../world/snapshot-reader.ts';

/** Up to this many objects are read with what they involve; more with the whole of the Gateway API. */
const MOST_BY_REACH = 12;

/**
 * What effective policies need: all of the files, what a few objects involve, or the whole of the Gateway API; and in any
 * case all policies, since those of a namespace that nothing else names may target a class or select by label.
 */
export async function loadEffectiveSnapshot(
  objects: readonly KubernetesObject[],
  policyKinds: readonly PolicyKind[],
  catalog: ResourceCatalog,
  source: Source,
): Promise<Snapshot> {
  const builder = new SnapshotBuilder();
  for (const gap of catalog.gaps) builder.addGap(gap);
  if (source.kind === 'files') {
    await loadFiles(source, catalog, builder);
    return builder.build('files');
  }
  if (objects.length === 0) return builder.build('live');
  const reader = new SnapshotReader(source, catalog, builder);
  const instead = [...new Set(objects.flatMap((object) => namespaceOf(object) ?? []))];
  if (objects.length <= MOST_BY_REACH) {
    await Promise.all([
      ...objects.map((object) => loadReach(object, reader, policyKinds)),
      ...policyKinds.map((kind) => reader.listAll(kind, { instead })),
    ]);
  } else {
    reader.seed(objects);
    await loadWhole(reader, { policyKinds, instead, endpoints: false });
  }
  return builder.build('live');
}
