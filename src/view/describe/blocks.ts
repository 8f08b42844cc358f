import type { Block, Line, LinesBlock, TableBlock } from '../description.ts';
import { cellText, isCellList } from '../table.ts';
import type { Cell } from '../table.ts';

/** A field of one or several values; nothing where there is no value, so that no line says nothing. */
export function field(label: string, value: Cell | readonly Cell[] | undefined): readonly Block[] {
  const values = value === undefined ? [] : isCellList(value) ? value : [value];
  return values.length === 0 ? [] : [{ type: 'field', label, values }];
}

/** A group; nothing where it would be empty. */
export function group(label: string, blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [{ type: 'group', label, blocks }];
}

/** Lines; nothing where there are none. */
export function lines(label: string, all: readonly Line[], more?: string): readonly LinesBlock[] {
  return all.length === 0 ? [] : [{ type: 'lines', label, lines: all, more }];
}

/** How many rows a table of a page has at most. */
export const MOST_ROWS = 100;

/** A column of a table that is built from items: left out where no item has a cell for it. */
export interface TableColumn<Item> {
  readonly name: string;
  readonly cell: (item: Item) => Cell | readonly Cell[] | undefined;
}

/**
 * A table with one row an item and only the columns that say something.
 * @param more the line that tells how to see the rest, where rows were left out.
 */
export function table<Item>(
  label: string,
  items: readonly Item[],
  columns: readonly TableColumn<Item>[],
  more?: (left: number) => string,
): readonly TableBlock[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, MOST_ROWS);
  const filled = columns
    .map(({ name, cell }) => ({ name, cells: shown.map(cell) }))
    .filter(({ cells }) => cells.some((cell) => !isEmpty(cell)));
  return [
    {
      type: 'table',
      label,
      columns: filled.map(({ name }) => name),
      rows: shown.map((_, index) => filled.map(({ cells }) => cells[index] ?? '')),
      more: items.length > shown.length ? more?.(items.length - shown.length) : undefined,
    },
  ];
}

/** The first entries of a long list, and how many were left out. */
export function cut<Item>(
  items: readonly Item[],
  most: number,
): { readonly shown: readonly Item[]; readonly left: number } {
  // One line more costs no more than the line that tells of it.
  if (items.length <= most + 1) return { shown: items, left: 0 };
  return { shown: items.slice(0, most), left: items.length - most };
}

function isEmpty(cell: Cell | readonly Cell[] | undefined): boolean {
  if (cell === undefined) return true;
  return isCellList(cell) ? cell.length === 0 : cellText(cell) === '';
}
