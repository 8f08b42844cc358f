import { escapeControl } from '../text/escape.ts';
import { displayWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { TracePage, TraceRow } from '../view/trace-page.ts';
import { addPlace } from './add-place.ts';
import type { Paint } from './paint.ts';
import { append } from '../model/append.ts';

/** Labels wider than this do not move the column of the others. */
const WIDEST_LABEL = 40;
/** Fields stand in a column of their own where the texts before them are not too wide. */
const WIDEST_TEXT = 88;
/** Where a sentence begins below a label that leaves it no room. */
const FALLBACK = 6;

/** How pages are written, and how wide the terminal is. */
export interface TraceStyle {
  readonly paint: Paint;
  readonly columns?: number | undefined;
}

/** Writes the answers to one request, one below the other: the answer, the way, what else might have been meant. */
export function formatTracePage(pages: readonly TracePage[], style: TraceStyle): string {
  return pages.map((page) => formatPage(page, style)).join('\n');
}

function formatPage({ answer, tone, field, way, parts }: TracePage, style: TraceStyle): string {
  const { paint } = style;
  const head = wrapped(answer, { ...style, at: 0, hang: 2, look: (line) => paint(line, tone) }, field);
  const lines = [...head];
  if (way.length > 0) append(lines, ['', ...formatRows(way, style)]);
  for (const { title, rows } of parts) append(lines, [title, ...formatRows(rows, style)]);
  return `${lines.join('\n')}\n`;
}

function formatRows(rows: readonly TraceRow[], style: TraceStyle): readonly string[] {
  const labels = rows.map(({ label }) => escapeControl(label));
  const widths = labels.map(displayWidth).filter((width) => width <= WIDEST_LABEL);
  const column = widths.reduce((most, width) => Math.max(most, width), 0);
  return rows.flatMap(({ text, field }, index) => {
    const label = labels[index] ?? '';
    const gap = column === 0 ? '' : ' '.repeat(Math.max(0, column - displayWidth(label)) + 2);
    const before = `  ${label}${gap}`;
    const at = displayWidth(before);
    const [first = '', ...more] = wrapped(text, { ...style, at, hang: at + 2, look: (line) => line }, field);
    return [(before + first).trimEnd(), ...more];
  });
}

/** A sentence that begins behind something else, with the field that it speaks of. */
function wrapped(
  text: string,
  { paint, columns, look, at, hang }: TraceStyle & { look: (line: string) => string; at: number; hang: number },
  field: string | undefined,
): readonly string[] {
  const place = { columns, at, hang, fallback: FALLBACK };
  const lines = wrap(escapeControl(text), look, place);
  if (field === undefined || field === '') return lines;
  const last = wrap(escapeControl(text), (line) => line, place).at(-1) ?? '';
  const end = displayWidth(last) + (lines.length === 1 ? at : 0);
  return addPlace(lines, escapeControl(field), {
    end,
    columns,
    column: WIDEST_TEXT,
    indent: lines.length > 1 && lines[0] === '' ? FALLBACK : hang,
    look: (line) => paint(line, 'muted'),
  });
}
