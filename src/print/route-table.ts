import { escapeControl } from '../text/escape.ts';
import { displayWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { RouteTablePage } from '../view/route-table-page.ts';
import type { Paint } from './paint.ts';

/** How a table is written for a terminal. */
export interface RouteTableStyle {
  readonly paint: Paint;
  readonly unicode: boolean;
  /** Of the terminal: sentences are broken there. */
  readonly columns?: number | undefined;
}

const GAP = 3;

/** Writes the tables of listeners one below the other: rows that are not reached are marked, with the reason below. */
export function formatRouteTables(pages: readonly RouteTablePage[], style: RouteTableStyle): string {
  return pages.map((page) => formatPage(page, style)).join('\n');
}

function formatPage(page: RouteTablePage, { paint, unicode, columns: width }: RouteTableStyle): string {
  const { title, remarks, columns, rows } = page;
  const lines = [escapeControl(title), ...remarks.flatMap((remark) => sentence(remark, 2, width))];
  if (rows.length === 0) return `${lines.join('\n')}\n`;
  const cells = rows.map((row) => row.cells.map((cell) => asMarks(escapeControl(cell), unicode)));
  const widths = columns.map((name, at) => Math.max(displayWidth(name), ...widest(cells, at)));
  lines.push(`  ${padded(columns, widths)}`);
  for (const [at, { reached, notes }] of rows.entries()) {
    const mark = reached === 'yes' ? ' ' : reached === 'no' ? '!' : '?';
    const line = `${mark} ${padded(cells[at] ?? [], widths)}`.trimEnd();
    lines.push(reached === 'yes' ? line : paint(line, reached === 'no' ? 'muted' : 'warning'));
    for (const note of notes) lines.push(...sentence(note, 4, width));
  }
  return `${lines.join('\n')}\n`;
}

function sentence(text: string, indent: number, columns: number | undefined): readonly string[] {
  const place = { columns, at: indent, hang: indent + 2, fallback: indent };
  const [first = '', ...more] = wrap(escapeControl(text), (line) => line, place);
  return [' '.repeat(indent) + first, ...more];
}

/** One number a call: thousands of rows are more than a call takes as arguments. */
function widest(cells: readonly (readonly string[])[], at: number): readonly number[] {
  let most = 0;
  for (const row of cells) most = Math.max(most, displayWidth(row[at] ?? ''));
  return [most];
}

function padded(cells: readonly string[], widths: readonly number[]): string {
  const last = cells.length - 1;
  return cells
    .map((cell, at) => (at === last ? cell : cell + ' '.repeat((widths[at] ?? 0) + GAP - displayWidth(cell))))
    .join('')
    .trimEnd();
}

function asMarks(text: string, unicode: boolean): string {
  return unicode ? text : text.replaceAll('✗ ', 'FAIL ');
}
