import { refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import { formatDot } from '../../print/graph-dot.ts';
import { drawGraph } from '../../view/graph/drawing.ts';
import { selectGraph } from '../../view/graph/select.ts';
import { readRoots } from '../select/read-roots.ts';
import { loadGraphSnapshot } from '../graph/load-graph-snapshot.ts';
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
  const { objects } = await readRoots(listings, read);
  if (objects.length === 0) return false;
  const { namespace } = read.selection;
  const snapshot = await loadGraphSnapshot({
    source: read.source,
    catalog,
    policyKinds: kinds,
    roots: objects,
    instead: namespace === undefined ? [] : [namespace],
  });
  for (const gap of snapshot.gaps) problems.addGap(gap);
  const { buildGraph } = await import('../../graph/query/build-graph.ts');
  const world = { snapshot, graph: buildGraph(snapshot, { policyKinds: kinds }) };
  const selection = selectGraph(world, {
    roots: objects.map(refOf),
    named: listings.some(({ names }) => names.length > 0),
    up: true,
    down: true,
    onlyBroken: false,
    policyKinds: kinds,
    policies: true,
  });
  const isPolicy = (type: GroupKind): boolean => kinds.some((kind) => sameGroupKind(kind, type));
  await io.writeOut(formatDot(drawGraph(world, selection, { shows: () => true, isPolicy, sections: false })));
  return true;
}
