import type { GraphNode } from '../../graph/graph.ts';
import { GATEWAY, GATEWAY_CLASS, isListenerSetKind, isRouteKind } from '../../gateway-api/kinds.ts';
import { refKey, sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';

/** What stands for a node in a picture: itself, the object that it is a section of, or many of its kind and namespace. */
export interface Fold {
  readonly key: string;
  readonly ref: ObjectRef;
  readonly many: boolean;
}

/** One way to draw less: returns undefined where a node stays as it is. */
export interface FoldStep {
  /** What is drawn together, as a user would say. */
  readonly what: string;
  readonly fold: (ref: ObjectRef) => Fold | undefined;
}

/** How many nodes may be drawn, and what must stay by itself. */
export interface FoldOptions {
  readonly most?: number | undefined;
  readonly sections: boolean;
  readonly isRoot: (key: string) => boolean;
}

const RULES: FoldStep = {
  what: 'rules',
  fold: (ref) => (isRouteKind(ref) && ref.section !== undefined ? objectOf(ref) : undefined),
};
const ROUTES: FoldStep = { what: 'routes', fold: (ref) => (isRouteKind(ref) ? kindIn(ref) : undefined) };
const BACKENDS: FoldStep = {
  what: 'backends',
  fold: (ref) => (isRouteKind(ref) || isParent(ref) ? undefined : kindIn(ref)),
};
const LISTENERS: FoldStep = {
  what: 'listeners',
  fold: (ref) => (ref.section !== undefined && isParent(ref) ? objectOf(ref) : undefined),
};
const SECTIONS: FoldStep = { what: 'sections', fold: (ref) => (ref.section === undefined ? undefined : objectOf(ref)) };

/** Draws rules with their route, then routes, then everything behind them by namespace, until it is few enough. */
export function chooseFolding(
  nodes: readonly Pick<GraphNode, 'ref'>[],
  { most, sections, isRoot }: FoldOptions,
): readonly FoldStep[] {
  const always: readonly FoldStep[] = sections ? [] : [SECTIONS];
  if (most === undefined) return always;
  // What was asked for by name stays by itself.
  const unlessRoot = ({ what, fold }: FoldStep): FoldStep => ({
    what,
    fold: (ref) => (isRoot(objectOf(ref).key) ? undefined : fold(ref)),
  });
  const further = [LISTENERS, unlessRoot(BACKENDS), unlessRoot(ROUTES), RULES];
  const needed = further.findLastIndex(
    (_, index) => countBoxes(nodes, [...further.slice(index + 1), ...always]) <= most,
  );
  return [...further.slice(needed + 1), ...always];
}

/** What stands for a node. The steps that fold most come first. */
export function foldNode(ref: ObjectRef, steps: readonly FoldStep[]): Fold {
  for (const { fold } of steps) {
    const folded = fold(ref);
    if (folded !== undefined) return folded;
  }
  return { key: refKey(ref), ref, many: false };
}

function countBoxes(nodes: readonly Pick<GraphNode, 'ref'>[], steps: readonly FoldStep[]): number {
  return new Set(nodes.map(({ ref }) => foldNode(ref, steps).key)).size;
}

function isParent(ref: ObjectRef): boolean {
  return sameGroupKind(ref, GATEWAY) || sameGroupKind(ref, GATEWAY_CLASS) || isListenerSetKind(ref);
}

function objectOf({ group, kind, namespace, name }: ObjectRef): Fold {
  const ref = { group, kind, namespace, name };
  return { key: refKey(ref), ref, many: false };
}

/** All of a kind in a namespace. A name is never empty, so that the key is nobody else's. */
function kindIn({ group, kind, namespace }: ObjectRef): Fold {
  const ref = { group, kind, namespace, name: '' };
  return { key: refKey(ref), ref, many: true };
}
