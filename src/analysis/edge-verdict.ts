import type { GraphEdge } from '../graph/graph.ts';
import { FINE } from './verdict.ts';
import type { Verdict } from './verdict.ts';
import { withNotes } from './with-notes.ts';

/** A reference. */
export function edgeVerdict(edge: GraphEdge): Verdict {
  if (edge.state === 'resolved') return withNotes(FINE, edge.note === undefined ? [] : [edge.note]);
  return { ...FINE, state: edge.state === 'unknown' ? 'unknown' : 'broken', because: [{ code: 'reference', edge }] };
}
