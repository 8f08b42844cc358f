import type { EdgeState, GraphEdge } from '../../graph/graph.ts';
import { SECRET } from '../../model/kinds.ts';
import { readString } from '../../model/read.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Line, Mark } from '../description.ts';
import type { Cell } from '../table.ts';
import { objectText } from '../tables/object-text.ts';
import type { DescribeContext } from './context.ts';

/** What became of a reference, in the words of a page. */
export interface ReferenceState {
  readonly state: EdgeState;
  readonly mark: Mark;
  /** Empty where all is well and nothing more is known. */
  readonly note: Cell;
  /** The sentence of what to change, where there is one. */
  readonly message: string;
}

const MARKS: Readonly<Record<EdgeState, Mark>> = {
  resolved: 'ok',
  missing: 'broken',
  notPermitted: 'broken',
  unknown: 'unknown',
};

/** What became of a reference: by its edge, else by looking the object up. */
export function referenceState(
  ref: ObjectRef,
  edge: GraphEdge | undefined,
  { snapshot }: DescribeContext,
): ReferenceState {
  const lookup = snapshot.find(ref);
  const state = edge?.state ?? (lookup.state === 'found' ? 'resolved' : lookup.state);
  const message = edge?.message ?? '';
  const mark = MARKS[state];
  switch (state) {
    case 'resolved': {
      const type =
        lookup.state === 'found' && sameGroupKind(ref, SECRET) ? readString(lookup.object['type']) : undefined;
      const grant = edge?.grant === undefined ? [] : [`allowed by ${objectText(edge.grant, undefined)}`];
      return { state, mark, note: [...(type === undefined ? [] : [type]), ...grant].join(', '), message };
    }
    case 'missing':
      return { state, mark, note: { text: 'missing', tone: 'bad' }, message };
    case 'notPermitted':
      return { state, mark, note: { text: edge?.reason ?? 'RefNotPermitted', tone: 'bad' }, message };
    case 'unknown': {
      const why = lookup.state === 'unknown' ? lookup.why : message;
      return {
        state,
        mark,
        note: { text: why === '' ? 'unknown' : `unknown (${why})`, tone: 'muted' },
        message: why === message ? '' : message,
      };
    }
  }
}

/** A reference as a line: mark, what it is for, the object, its state, and the field where it does not resolve. */
export function referenceLine(
  purpose: readonly Cell[],
  ref: ObjectRef,
  edge: GraphEdge | undefined,
  options: { readonly namespace: string | undefined; readonly path: string; readonly context: DescribeContext },
): Line {
  const { mark, note, message, state } = referenceState(ref, edge, options.context);
  const at = state === 'resolved' ? [] : [options.path];
  return {
    mark,
    cells: [...purpose, objectText(ref, options.namespace), note, ...at],
    details: message === '' ? [] : [[message]],
  };
}

/** The object's name with its state in brackets where it does not resolve: for cells of tables. */
export function referenceCell(
  ref: ObjectRef,
  edge: GraphEdge | undefined,
  namespace: string | undefined,
  context: DescribeContext,
): Cell {
  const { state } = referenceState(ref, edge, context);
  const text = objectText(ref, namespace);
  switch (state) {
    case 'resolved':
      return text;
    case 'missing':
      return { text: `${text} (missing)`, tone: 'bad' };
    case 'notPermitted':
      return { text: `${text} (not permitted)`, tone: 'bad' };
    case 'unknown':
      return { text: `${text} (unknown)`, tone: 'muted' };
  }
}

/** Edges by the field that holds the reference. */
export function edgesOf(edges: Iterable<GraphEdge>): ReadonlyMap<string, GraphEdge> {
  const byPath = new Map<string, GraphEdge>();
  for (const edge of edges) if (edge.path !== '') byPath.set(edge.path, edge);
  return byPath;
}
