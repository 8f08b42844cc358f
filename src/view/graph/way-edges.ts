import { flowOf, isBroken } from '../../graph/query/flow.ts';
import type { Graph, GraphEdge } from '../../graph/graph.ts';
import { SERVICE } from '../../gateway-api/kinds.ts';
import { refKey, sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Selection } from './select.ts';

/** An edge as it is drawn: from where a request comes to where it goes, whoever holds the reference. */
export interface WayEdge {
  readonly from: string;
  readonly to: string;
  readonly edge: GraphEdge;
}

/** The edges of a selection in the direction of a request; a Gateway is not joined to what its listeners are joined to. */
export function wayEdges(graph: Graph, { nodes, edges }: Selection): readonly WayEdge[] {
  return edges.flatMap((edge): readonly WayEdge[] => {
    const [from, to] = [refKey(edge.from), refKey(edge.to)];
    if (!nodes.has(from) || !nodes.has(to)) return [];
    if (edge.relation === 'parent' && !isBroken(edge) && attachesBelow(graph, edge, nodes)) return [];
    return flowOf(edge) === 'up' ? [{ from: to, to: from, edge }] : [{ from, to, edge }];
  });
}

function attachesBelow(graph: Graph, { from, path }: GraphEdge, nodes: Selection['nodes']): boolean {
  return graph.outgoing(from, 'attachment').some((edge) => edge.path === path && nodes.has(refKey(edge.to)));
}

/** Ports of a Service are drawn where routes of a mesh attach to them; listeners and rules always. */
export function sectionsInUse(edges: readonly WayEdge[]): (ref: ObjectRef) => boolean {
  const attached = new Set(edges.flatMap(({ from, edge }) => (edge.relation === 'attachment' ? [from] : [])));
  return (ref) => ref.section === undefined || !sameGroupKind(ref, SERVICE) || attached.has(refKey(ref));
}
