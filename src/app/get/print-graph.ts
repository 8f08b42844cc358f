import { formatDot } from '../../print/graph-dot.ts';
import { WorldReader } from '../../world/world-reader.ts';
import { readRoots } from '../select/read-roots.ts';
import type { Problems } from '../write/problems.ts';
import type { GetRun } from './get-flags.ts';
import type { Listing } from '../select/listing.ts';
import type { ReadOptions } from '../select/read-listing.ts';
import type { Relatives } from './relatives.ts';

/** What is drawn. */
export interface GraphRequest {
  readonly listings: readonly Listing[];
  readonly read: ReadOptions;
  readonly relatives: Relatives;
  readonly problems: Problems;
}

/**
 * `get -o graph`: the objects and what lies above and below them in Graphviz's language, objects alone and without their
 * sections, as gwctl has drawn them before.
 * @returns whether any object was drawn.
 */
export async function printGraph({ io }: GetRun, request: GraphRequest): Promise<boolean> {
  const { listings, read, relatives, problems } = request;
  const { kinds, catalog } = await relatives.policies();
  const { objects, whole } = await readRoots(listings, read);
  if (objects.length === 0) return false;
  const { namespace } = read.selection;
  const namespaces = namespace === undefined ? [] : [namespace];
  const reader = new WorldReader({ source: read.source, catalog, policyKinds: kinds, namespaces });
  reader.seedSelected(objects, whole);
  const { drawingOf } = await import('../../answers/graph.ts');
  const question = {
    roots: objects,
    named: listings.some(({ names }) => names.length > 0),
    namespace,
    up: true,
    down: true,
    onlyBroken: false,
    policies: true,
    endpoints: false,
    shows: () => true,
  };
  const drawing = await reader.answer((world) => drawingOf(world, question, { sections: false }));
  for (const gap of reader.world().gaps) problems.addGap(gap);
  await io.writeOut(formatDot(drawing));
  return true;
}
