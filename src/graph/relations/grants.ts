import type { GraphEdge } from '../graph.ts';
import { plainEdge } from './relation.ts';

/**
 * ReferenceGrant -> each object whose reference it allows, with the field that holds the reference. A grant without such
 * an edge allows nothing.
 */
export function grantEdges(edges: Iterable<GraphEdge>): readonly GraphEdge[] {
  const found: GraphEdge[] = [];
  for (const { grant, from, path } of edges) {
    if (grant === undefined) continue;
    const { section: _, ...holder } = from;
    found.push(plainEdge('grant', grant, holder, path));
  }
  return found;
}
