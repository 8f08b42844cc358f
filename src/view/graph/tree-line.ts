import type { Mark } from '../description.ts';
import type { Cell } from '../table.ts';

/** A piece of a line that stands for one object: its mark and its words. */
export interface Segment {
  readonly mark?: Mark | undefined;
  readonly cells: readonly Cell[];
  /** How it hangs on the piece before it: below it in the tree (`─`), or beside it (`,`). */
  readonly joint?: 'chain' | 'list' | undefined;
}

/** A line of a tree: a chain of objects, a note in a column of its own, and what hangs below. */
export interface TreeLine {
  readonly segments: readonly Segment[];
  readonly tail?: Cell | undefined;
  readonly children: readonly TreeLine[];
}

/** One object of a tree, before short branches are joined into one line. */
export interface TreeItem {
  readonly mark?: Mark | undefined;
  readonly cells: readonly Cell[];
  readonly tail?: Cell | undefined;
  readonly children: readonly TreeItem[];
  /** Whether it may stand on the line of what it hangs on. */
  readonly chains?: boolean | undefined;
  /** Whether what hangs on it may stand on its line. */
  readonly joins?: boolean | undefined;
  /** Whether it is left out, and what hangs on it hangs one higher. */
  readonly hidden?: boolean | undefined;
}

/** Up to this many leaves stand on one line. */
const MOST_IN_A_LINE = 3;

/** Leaves hidden items out and joins short branches into lines. */
export function joinLines(items: readonly TreeItem[]): readonly TreeLine[] {
  return lift(items).map((item) => toLine(item));
}

function lift(items: readonly TreeItem[]): readonly TreeItem[] {
  return items.flatMap((item) => (item.hidden === true ? lift(item.children) : [item]));
}

function toLine(item: TreeItem): TreeLine {
  const own: Segment = { mark: item.mark, cells: item.cells };
  const children = lift(item.children);
  const [only] = children;
  if (item.joins === true && children.length === 1 && only?.chains === true) {
    const { segments, tail, children: deeper } = toLine(only);
    const [first, ...others] = segments;
    const chained: readonly Segment[] = first === undefined ? [] : [{ ...first, joint: 'chain' }, ...others];
    return { segments: [own, ...chained], tail: item.tail ?? tail, children: deeper };
  }
  if (item.joins === true && children.length > 1 && children.length <= MOST_IN_A_LINE && children.every(isShort)) {
    const list = children.map(({ mark, cells }, index): Segment => ({
      mark,
      cells,
      joint: index === 0 ? 'chain' : 'list',
    }));
    return { segments: [own, ...list], tail: item.tail, children: [] };
  }
  return { segments: [own], tail: item.tail, children: children.map((child) => toLine(child)) };
}

/** A sentence wants a line of its own. */
function isShort({ mark, chains, children, tail, cells }: TreeItem): boolean {
  return chains === true && mark === 'ok' && children.length === 0 && tail === undefined && cells.length === 1;
}
