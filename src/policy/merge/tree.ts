import { isRecord } from '../../model/read.ts';

/**
 * A JSON value that knows for each of its leaves who set it. Objects become maps, so that a key such as `__proto__` is a
 * key like any other; lists and scalars are leaves, as in RFC 7386, but for lists that several owners put together. Never
 * changed once made: merging shares what it keeps.
 */
export type Tree<Origin> = Leaf<Origin> | Branch<Origin> | Sequence<Origin>;

/** A scalar, a list, or an object that is never mixed. */
export interface Leaf<Origin> {
  readonly value: unknown;
  readonly origin: Origin;
}

/** An object. `origin` is who made it: it counts where no fields are left. */
export interface Branch<Origin> {
  readonly fields: ReadonlyMap<string, Tree<Origin>>;
  readonly origin: Origin;
}

/** A list whose items come from several owners. */
export interface Sequence<Origin> {
  readonly items: readonly Leaf<Origin>[];
}

/** A leaf with the keys that lead to it. */
export interface PlacedLeaf<Origin> {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly origin: Origin;
}

/** Objects below this depth are taken whole: no CRD is as deep, and a hostile one must not exhaust the stack. */
const MAX_DEPTH = 200;

/** Whether the tree is an object with fields of its own. */
export function isBranch<Origin>(tree: Tree<Origin>): tree is Branch<Origin> {
  return 'fields' in tree;
}

/** Whether the tree is a list of several owners. */
export function isSequence<Origin>(tree: Tree<Origin>): tree is Sequence<Origin> {
  return 'items' in tree;
}

/** The items of a list, each with its owner; undefined for what is no list. */
export function itemsOf<Origin>(tree: Tree<Origin>): readonly Leaf<Origin>[] | undefined {
  if (isSequence(tree)) return tree.items;
  if (isBranch(tree) || !Array.isArray(tree.value)) return undefined;
  return tree.value.map((value: unknown) => ({ value, origin: tree.origin }));
}

/**
 * Makes a tree of one owner.
 * @param wholes paths (`rules.authentication.*`) whose objects stay leaves.
 */
export function makeTree<Origin>(value: unknown, origin: Origin, wholes: readonly (readonly string[])[]): Tree<Origin> {
  return grow(value, origin, wholes, 0);
}

function grow<Origin>(
  value: unknown,
  origin: Origin,
  wholes: readonly (readonly string[])[],
  depth: number,
): Tree<Origin> {
  if (!isRecord(value) || depth >= MAX_DEPTH || wholes.some((path) => path.length === depth && depth > 0)) {
    return { value, origin };
  }
  const fields = new Map<string, Tree<Origin>>();
  for (const key of Object.keys(value)) {
    const below = wholes.length === 0 ? wholes : wholes.filter((path) => path[depth] === '*' || path[depth] === key);
    fields.set(key, grow(value[key], origin, below, depth + 1));
  }
  return { fields, origin };
}

/** The JSON value of a tree. */
export function treeValue<Origin>(tree: Tree<Origin>): unknown {
  if (isSequence(tree)) return tree.items.map(({ value }) => value);
  if (!isBranch(tree)) return tree.value;
  // fromEntries defines fields; it never assigns, so that `__proto__` stays a field.
  return Object.fromEntries([...tree.fields].map(([key, field]) => [key, treeValue(field)]));
}

/** Every leaf, in the order of the fields: scalars, lists, the items of lists of several owners, and objects without fields (but not an empty root). */
export function leavesOf<Origin>(tree: Tree<Origin>): readonly PlacedLeaf<Origin>[] {
  const leaves: PlacedLeaf<Origin>[] = [];
  collect(tree, [], leaves);
  return leaves;
}

function collect<Origin>(tree: Tree<Origin>, path: readonly string[], into: PlacedLeaf<Origin>[]): void {
  if (isSequence(tree)) {
    for (const [index, item] of tree.items.entries()) into.push({ path: [...path, String(index)], ...item });
    return;
  }
  if (!isBranch(tree)) {
    into.push({ path, value: tree.value, origin: tree.origin });
    return;
  }
  if (tree.fields.size === 0 && path.length > 0) into.push({ path, value: {}, origin: tree.origin });
  for (const [key, field] of tree.fields) collect(field, [...path, key], into);
}
