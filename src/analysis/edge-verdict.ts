import type { GraphEdge } from '../graph/graph.ts';
import { FINE } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** A reference. */
export function edgeVerdict(edge: GraphEdge): Verdict {
  if (edge.state === 'resolved') return FINE;
  return { ...FINE, state: edge.state === 'unknown' ? 'unknown' : 'broken', because: [{ code: 'reference', edge }] };
}
