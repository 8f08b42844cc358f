import { escapeControl } from '../text/escape.ts';
import { displayWidth } from '../text/width.ts';
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

/**
 * Writes a list as kubectl aligns it: columns as wide as their widest cell, three blanks between, nothing after the last.
 * Linear in the number of rows (libraries.md: table libraries are not).
 * @param options.header false leaves out the header line.
 * @param options.color true colours cells by their tone.
 */
export function formatTable(
  { columns, rows }: PrintedTable,
  options: { readonly header: boolean; readonly color: boolean },
): string {
  const painter = paint(options.color);
  const texts = rows.map((row) => row.map((cell) => escapeControl(typeof cell === 'string' ? cell : cell.text)));
  const widths = columns.map((name) => (options.header ? displayWidth(name) : 0));
  for (const row of texts) {
    for (const [index, text] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, displayWidth(text));
  }
  const lines = options.header ? [formatRow(columns, undefined, widths, painter)] : [];
  for (const [index, row] of texts.entries()) lines.push(formatRow(row, rows[index], widths, painter));
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
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
