import { escapeControl } from '../text/escape.ts';
import { displayWidth } from '../text/width.ts';
import type { TracePage, TraceRow } from '../view/trace-page.ts';
import type { Paint } from './paint.ts';
import { append } from '../model/append.ts';

/** Labels wider than this do not move the column of the others. */
const WIDEST_LABEL = 40;
/** Fields stand in a column of their own where the texts before them are not too wide. */
const WIDEST_TEXT = 88;

/** Writes the answers to one request, one below the other: the answer, the way, what else might have been meant. */
export function formatTracePage(pages: readonly TracePage[], paint: Paint): string {
  return pages.map((page) => formatPage(page, paint)).join('\n');
}

function formatPage({ answer, tone, field, way, parts }: TracePage, paint: Paint): string {
  const head = `${paint(escapeControl(answer), tone)}${fieldText(displayWidth(escapeControl(answer)), field, paint)}`;
  const lines = [head];
  if (way.length > 0) append(lines, ['', ...formatRows(way, paint)]);
  for (const { title, rows } of parts) append(lines, [title, ...formatRows(rows, paint)]);
  return `${lines.join('\n')}\n`;
}

function formatRows(rows: readonly TraceRow[], paint: Paint): readonly string[] {
  const labels = rows.map(({ label }) => escapeControl(label));
  const widths = labels.map(displayWidth).filter((width) => width <= WIDEST_LABEL);
  const column = widths.reduce((most, width) => Math.max(most, width), 0);
  return rows.map(({ text, field }, at) => {
    const label = labels[at] ?? '';
    const gap = column === 0 ? '' : ' '.repeat(Math.max(0, column - displayWidth(label)) + 2);
    const line = `  ${label}${gap}${escapeControl(text)}`;
    return `${line}${fieldText(displayWidth(line), field, paint)}`.trimEnd();
  });
}

function fieldText(before: number, field: string | undefined, paint: Paint): string {
  if (field === undefined || field === '') return '';
  return ' '.repeat(Math.max(3, WIDEST_TEXT - before)) + paint(escapeControl(field), 'muted');
}
