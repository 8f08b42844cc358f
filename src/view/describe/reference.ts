import type { EdgeState, GraphEdge } from '../../graph/graph.ts';
import { SECRET } from '../../gateway-api/kinds.ts';
import { referencesOf } from '../../gateway-api/references.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readString } from '../../model/read.ts';
import { refOf, sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Line, Mark } from '../description.ts';
import { say, sayShortly } from '../say/say.ts';
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

/** How the outcome of a reference is marked. */
export const REFERENCE_MARKS: Readonly<Record<EdgeState, Mark>> = {
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
  const message = [say(edge?.because), say(edge?.note)].filter((text) => text !== '').join('; ');
  const mark = state === 'resolved' && edge?.note !== undefined ? 'note' : REFERENCE_MARKS[state];
  if (state === 'missing') return { state, mark, note: { text: 'missing', tone: 'bad' }, message };
  if (state === 'notPermitted') {
    return { state, mark, note: { text: edge?.reason ?? 'RefNotPermitted', tone: 'bad' }, message };
  }
  if (state === 'unknown') {
    const because = lookup.state === 'unknown' ? lookup.because : edge?.because;
    const text = because === undefined ? 'unknown' : `unknown (${sayShortly(because)})`;
    return { state, mark, note: { text, tone: 'muted' }, message: say(because) === message ? '' : message };
  }
  const type = lookup.state === 'found' && sameGroupKind(ref, SECRET) ? readString(lookup.object['type']) : undefined;
  const grant = edge?.grant === undefined ? [] : [`allowed by ${objectText(edge.grant, undefined)}`];
  return { state, mark, note: [...(type === undefined ? [] : [type]), ...grant].join(', '), message };
}

/** A reference as a line: mark, what it is for, the object, its state, and the field where it does not resolve. */
export function referenceLine(
  purpose: readonly Cell[],
  ref: ObjectRef,
  edge: GraphEdge | undefined,
  options: { readonly namespace: string | undefined; readonly path: string; readonly context: DescribeContext },
): Line {
  const { mark, note, message } = referenceState(ref, edge, options.context);
  const at = mark === 'ok' ? [] : [options.path];
  return {
    mark,
    cells: [...purpose, objectText(ref, options.namespace), note, ...at],
    details: message === '' ? [] : [[message]],
  };
}

/** The references that an object holds by a relation, one line each. */
export function referenceLines(
  holder: KubernetesObject,
  relation: Relation,
  context: DescribeContext,
): readonly Line[] {
  const edges = edgesOf(context.graph.outgoing(refOf(holder), relation));
  return referencesOf(holder, new Set([relation]))
    .filter(({ ref }) => ref.name !== '')
    .map(({ ref, path }) => referenceLine([], ref, edges.get(path), { namespace: namespaceOf(holder), path, context }));
}

/** The object's name with its state in brackets where it does not resolve: for cells of tables. */
export function referenceCell(
  ref: ObjectRef,
  edge: GraphEdge | undefined,
  namespace: string | undefined,
  context: DescribeContext,
): Cell {
  const { state } = referenceState(ref, edge, context);
  return withState(objectText(ref, namespace), state);
}

/** A text with the state of what it names in brackets; nothing is added where all is well. */
export function withState(text: string, state: EdgeState | undefined): Cell {
  if (state === 'missing') return { text: `${text} (missing)`, tone: 'bad' };
  if (state === 'notPermitted') return { text: `${text} (not permitted)`, tone: 'bad' };
  if (state === 'unknown') return { text: `${text} (unknown)`, tone: 'muted' };
  return text;
}

/** Edges by the field that holds the reference. */
export function edgesOf(edges: Iterable<GraphEdge>): ReadonlyMap<string, GraphEdge> {
  const byPath = new Map<string, GraphEdge>();
  for (const edge of edges) if (edge.path !== '') byPath.set(edge.path, edge);
  return byPath;
}
