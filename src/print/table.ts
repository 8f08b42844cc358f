import { escapeControl } from '../text/escape.ts';
import { displayWidth } from '../text/width.ts';
import { cellText } from '../view/table.ts';
import type { Cell } from '../view/table.ts';
import { paint } from './paint.ts';
import type { Paint } from './paint.ts';

/** A list as text: what the columns are called and the cells of each row. */
export interface PrintedTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** kubectl's gap between columns. */
const GAP = 3;
/** The least width of a column with its gap: kubectl's tab writer leaves no narrower one. */
const NARROWEST = 6;

/** Whether the header line is written, and whether cells are coloured by their tone. */
export interface TableOptions {
  readonly header: boolean;
  readonly color: boolean;
}

/**
 * Writes a list as kubectl aligns it: columns as wide as their widest cell, three blanks between, nothing after the last.
 * Linear in the number of rows (libraries.md: table libraries are not).
 */
export function formatTable({ columns, rows }: PrintedTable, options: TableOptions): string {
  return new RunningTable(columns, options).write(rows, options.header);
}

/**
 * A list to which rows are added while it is shown. The widths of its columns are remembered and only grow, as those of
 * kubectl's tab writer, so that later rows stand below the earlier ones.
 */
export class RunningTable {
  readonly columns: readonly string[];
  readonly #painter: Paint;
  readonly #widths: number[];

  constructor(columns: readonly string[], { header, color }: TableOptions) {
    this.columns = columns;
    this.#painter = paint(color);
    this.#widths = columns.map((name) => (header ? displayWidth(name) : 0));
  }

  /** More rows, below the header line if it is wanted (again). */
  write(rows: readonly (readonly Cell[])[], header: boolean): string {
    const texts = rows.map(textsOf);
    for (const row of texts) {
      for (const [index, text] of row.entries()) {
        this.#widths[index] = Math.max(this.#widths[index] ?? 0, displayWidth(text));
      }
    }
    const lines = header ? [formatRow(this.columns, undefined, this.#widths, this.#painter)] : [];
    for (const [index, row] of texts.entries()) lines.push(formatRow(row, rows[index], this.#widths, this.#painter));
    return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  }
}

function textsOf(row: readonly Cell[]): readonly string[] {
  return row.map((cell) => escapeControl(cellText(cell)));
}

function formatRow(
  texts: readonly string[],
  cells: readonly Cell[] | undefined,
  widths: readonly number[],
  painter: Paint,
): string {
  let line = '';
  const last = texts.length - 1;
  for (const [index, text] of texts.entries()) {
    const cell = cells?.[index];
    line += typeof cell === 'object' ? painter(text, cell.tone) : text;
    if (index < last) line += ' '.repeat(Math.max((widths[index] ?? 0) + GAP, NARROWEST) - displayWidth(text));
  }
  return line.trimEnd();
}
