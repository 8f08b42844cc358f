import { append } from '../model/append.ts';
import { isRecord } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { escapeControl, escapeLines } from '../text/escape.ts';
import { displayWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { EffectiveBlock } from '../view/effective-page.ts';
import type { Paint } from './paint.ts';
import { sortedKeys } from './sorted-json.ts';
import { formatYaml } from './yaml.ts';

/** Lines wider than this do not move the margin of all others. */
const MARGIN_LIMIT = 48;

/** The indicator of a literal or folded text, behind which its lines follow. */
const BLOCK_TEXT = /[|>][-+0-9]*$/;

interface EffectiveStyle {
  readonly paint: Paint;
  readonly columns: number | undefined;
}

/**
 * Writes the blocks as one YAML stream: what is not YAML stands in comments, so that the text can be read back. The margin
 * names the source of each line.
 * @param columns of a terminal, on which long comments go on in further ones.
 */
export function formatEffective(blocks: readonly EffectiveBlock[], paint: Paint, columns?: number): string {
  return blocks.map((block) => formatBlock(block, { paint, columns })).join('---\n');
}

function formatBlock(block: EffectiveBlock, style: EffectiveStyle): string {
  const lines = [...block.head, ...block.steps].flatMap((line) => comment(line, style));
  if (block.spec !== undefined) append(lines, formatSpec(block.spec, block.margin, style));
  for (const [place, { title, spec }] of block.inputs.entries()) {
    if (place > 0) lines.push('---');
    append(lines, comment(`${place + 1}. ${title}`, style));
    append(
      lines,
      sortedKeys(spec).flatMap((key) => formatField(key, spec[key])),
    );
    if (Object.keys(spec).length === 0) lines.push('{}');
  }
  append(
    lines,
    block.foot.flatMap((line) => comment(line, style)),
  );
  return `${lines.join('\n')}\n`;
}

interface Row {
  readonly text: string;
  readonly note: string | undefined;
}

function formatSpec(spec: JsonRecord, margin: ReadonlyMap<string, string>, style: EffectiveStyle): readonly string[] {
  if (Object.keys(spec).length === 0) return ['{}'];
  const rows: Row[] = [];
  collect(spec, '', 0, margin, rows);
  let column = 0;
  for (const { text, note } of rows) {
    const width = note === undefined ? 0 : displayWidth(text);
    if (width <= MARGIN_LIMIT) column = Math.max(column, width);
  }
  return rows.flatMap(({ text, note }) => {
    if (note === undefined) return [text];
    const gap = ' '.repeat(Math.max(0, column - displayWidth(text)) + 3);
    // Below the first line of a block of text a comment would be part of it.
    const { paint, columns } = style;
    const lines = comment(
      note,
      { paint, columns: BLOCK_TEXT.test(text) ? undefined : columns },
      displayWidth(text + gap),
    );
    const [first = '', ...more] = lines;
    return [first === '' ? text : text + gap + first, ...more];
  });
}

/** One row a line; a leaf that needs several lines has its note at the first. */
function collect(
  record: JsonRecord,
  pointer: string,
  indent: number,
  margin: ReadonlyMap<string, string>,
  rows: Row[],
): void {
  for (const key of sortedKeys(record)) {
    const value = record[key];
    const place = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const note = margin.get(place);
    if (note === undefined && isRecord(value) && Object.keys(value).length > 0) {
      rows.push({ text: `${' '.repeat(indent)}${formatKey(key)}`, note: undefined });
      collect(value, place, indent + 2, margin, rows);
      continue;
    }
    const margins = ' '.repeat(indent);
    if (note === undefined && Array.isArray(value) && margin.has(`${place}/0`)) {
      rows.push({ text: `${margins}${formatKey(key)}`, note: undefined });
      for (const [index, item] of value.entries()) {
        const [start = '', ...rest] = formatItem(item);
        rows.push({ text: margins + start, note: margin.get(`${place}/${index}`) });
        for (const line of rest) rows.push({ text: line === '' ? '' : margins + line, note: undefined });
      }
      continue;
    }
    const [first = '', ...more] = formatField(key, value);
    // Inside a folded or quoted string a comment would be part of it.
    const inside = typeof value === 'string' && more.length > 0 && !/: \|[-+0-9]*$/.test(first);
    if (inside && note !== undefined) rows.push({ text: `${margins}# ${escapeControl(note)}`, note: undefined });
    rows.push({ text: margins + first, note: inside ? undefined : note });
    for (const line of more) rows.push({ text: line === '' ? '' : margins + line, note: undefined });
  }
}

/** A field in YAML. One with characters that no page may hold stands on one line, as JSON has it: that is YAML, too. */
function formatField(key: string, value: unknown): readonly string[] {
  const inJson = (): string => `${escapeControl(JSON.stringify(key))}: ${escapeControl(JSON.stringify(value))}`;
  return linesOf(formatYaml(Object.fromEntries([[key, value]])), inJson);
}

/** The same of an item of a list. */
function formatItem(item: unknown): readonly string[] {
  return linesOf(formatYaml([item]), () => `- ${escapeControl(JSON.stringify(item))}`);
}

function linesOf(yaml: string, inJson: () => string): readonly string[] {
  const text = yaml.trimEnd();
  return escapeLines(text) === text ? text.split('\n') : [inJson()];
}

function formatKey(key: string): string {
  return formatField(key, null)
    .join('')
    .replace(/ null$/, '');
}

/** A comment, on a terminal in as many lines as it takes. @param at where it begins. */
function comment(text: string, { paint, columns }: EffectiveStyle, at = 0): readonly string[] {
  return wrap(escapeControl(text), (line) => paint(`# ${line}`, 'muted'), {
    columns: columns === undefined ? undefined : columns - 2,
    at,
    fallback: Math.min(at, 2),
  });
}
