import { EVENT } from '../gateway-api/kinds.ts';
import type { SnapshotBuilder } from './memory-snapshot.ts';
import type { ResourceCatalog } from '../model/resource-type.ts';
import type { Source } from '../model/source.ts';

/** Takes all objects of files, which are in memory anyway, but for Events, which are asked for by object. */
export async function loadFiles(source: Source, catalog: ResourceCatalog, builder: SnapshotBuilder): Promise<void> {
  for (const type of catalog.types) {
    if (type.kind === EVENT.kind) continue;
    for await (const page of source.list({ type, chunkSize: 0 })) for (const object of page) builder.add(object);
  }
  for (const gap of source.gaps()) builder.addGap(gap);
}
