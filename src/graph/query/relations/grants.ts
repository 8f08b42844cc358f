import type { Snapshot } from '../../../model/snapshot.ts';
import type { GraphEdge } from '../../graph.ts';
import { grantsAllowing } from '../../resolve/reference-grants.ts';
import { plainEdge } from './relation.ts';

/**
 * ReferenceGrant -> each object whose reference it allows, with the field that holds the reference. A grant without such
 * an edge allows nothing; of several that allow the same, each has its edge.
 */
export function grantEdges(snapshot: Snapshot, edges: Iterable<GraphEdge>): readonly GraphEdge[] {
  const found: GraphEdge[] = [];
  for (const { grant, from, to, path } of edges) {
    if (grant === undefined) continue;
    const { section: _, ...holder } = from;
    for (const allowing of grantsAllowing(snapshot, from, to)) found.push(plainEdge('grant', allowing, holder, path));
  }
  return found;
}
