import type { JudgedWorld } from '../../analysis/verdict.ts';
import type { Graph, GraphEdge } from '../../graph/graph.ts';
import { refKey } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Selection } from './select.ts';

/** What every line of a tree is made from. */
export interface TreeContext {
  readonly world: JudgedWorld;
  /** That of the world. */
  readonly graph: Graph;
  readonly selection: Selection;
  /** The edges of the selection. */
  readonly drawn: ReadonlySet<GraphEdge>;
  /** The namespace that goes without saying at the root; undefined where several are shown. */
  readonly namespace: string | undefined;
  /** Whether objects of a type get a line; sections follow their object. */
  readonly shows: (ref: ObjectRef) => boolean;
  /** The keys of the objects that have a line or a word on one; grows while the tree is built. */
  readonly shown: Set<string>;
  /** What stands beside objects, by their keys: one Service may be the backend of every route. */
  readonly beside: Map<string, string>;
  /** Which routes, by their keys, were asked for themselves or by what they lead to: each listener asks. */
  readonly asked: Map<string, boolean>;
}

/** Whether an object was asked for by name or type. */
export function isRoot({ selection }: TreeContext, ref: ObjectRef): boolean {
  return selection.roots.has(refKey(ref));
}

/** Whether a node is drawn. */
export function isSelected({ selection }: TreeContext, ref: ObjectRef): boolean {
  return selection.nodes.has(refKey(ref));
}
