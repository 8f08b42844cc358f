import type CliTable from 'cli-table3';
import { escapeControl } from '../text/escape.ts';
import { displayWidth, padEnd } from '../text/width.ts';
import type { Block, Description, FieldBlock, Line, LinesBlock, TableBlock } from '../view/description.ts';
import { cellText, isCellList } from '../view/table.ts';
import type { Cell } from '../view/table.ts';
import { MARK_TONES, marksOf } from './marks.ts';
import type { Marks } from './marks.ts';
import { formatCell, paint } from './paint.ts';
import type { Paint } from './paint.ts';
import { wrap } from '../text/wrap.ts';
import { append } from '../model/append.ts';

/** How a page looks: with colour, with marks beyond ASCII, and how wide its sentences may be. */
export interface DescriptionStyle {
  readonly color: boolean;
  readonly unicode: boolean;
  /** Columns of the terminal; undefined: lines are as long as they are. */
  readonly columns?: number | undefined;
}

/** Writes pages as text. */
export type DescriptionPrinter = (description: Description) => string;

/** Blanks behind a label and between the columns of kubectl's own tables in describe. */
const NARROW_GAP = 2;
/** Blanks between the cells of our tables and lines. */
const GAP = 3;
const DETAIL_INDENT = 4;

/** Loads what pages need and returns the function that writes them; each page ends with a line break. */
export async function openDescriptionPrinter({
  color,
  unicode,
  columns,
}: DescriptionStyle): Promise<DescriptionPrinter> {
  const { default: Table } = await import('cli-table3');
  const style: Style = { paint: paint(color), marks: marksOf(unicode), Table, columns };
  return (description) => `${formatBlocks(description.blocks, '', style).join('\n')}\n`;
}

interface Style extends Pick<DescriptionStyle, 'columns'> {
  readonly paint: Paint;
  readonly marks: Marks;
  readonly Table: typeof CliTable;
}

/** The blocks of one level; their field labels share one width. */
function formatBlocks(blocks: readonly Block[], indent: string, style: Style): readonly string[] {
  const width = Math.max(0, ...blocks.map((block) => (block.type === 'field' ? labelOf(block).length : 0)));
  return blocks.flatMap((block) => {
    if (block.type === 'field') return formatField(block, indent, width, style);
    const deeper = `${indent}  `;
    const label = indent + labelOf(block);
    if (block.type === 'group') return [label, ...formatBlocks(block.blocks, deeper, style)];
    const body = block.type === 'table' ? formatTable(block, deeper, style) : formatLines(block, deeper, style);
    return [label, ...body, ...(block.more === undefined ? [] : [deeper + escapeControl(block.more)])];
  });
}

function labelOf({ label }: Block): string {
  return `${escapeControl(label)}:`;
}

function formatField(block: FieldBlock, indent: string, width: number, style: Style): readonly string[] {
  return block.values.flatMap((value, index) => {
    const label = index === 0 ? labelOf(block) : '';
    const before = `${indent}${padEnd(label, width + NARROW_GAP)}`;
    const fallback = indent.length + DETAIL_INDENT;
    return hang(before, displayWidth(before), value, { style, fallback });
  });
}

function formatTable({ columns, rows, underline }: TableBlock, indent: string, style: Style): readonly string[] {
  const gap = underline === undefined ? GAP : NARROW_GAP;
  const head: readonly (readonly string[])[] = underline === undefined ? [columns] : [columns, underline];
  // cli-table3 costs 10 us a cell, which is felt in a thousand pages: it is for cells of several lines.
  if (!rows.some((row) => row.some((cell) => isCellList(cell) && cell.length > 1))) {
    const plain = rows.map((row) => row.map((cell) => (isCellList(cell) ? (cell[0] ?? '') : cell)));
    return alignCells([...head, ...plain], 'inner', style, gap).map((line) => indent + line);
  }
  // It is cubic in the lines of a cell: 120 lines take seconds.
  if (rows.some((row) => row.some((cell) => isCellList(cell) && cell.length > MOST_LINES))) {
    return alignCells([...head, ...rows.flatMap(linesOfRow)], 'inner', style, gap).map((line) => indent + line);
  }
  const table = new style.Table({
    chars: NO_BORDERS,
    style: { 'padding-left': 0, 'padding-right': gap, head: [], border: [], compact: true },
  });
  append(
    table,
    [...head, ...rows].map((row) => row.map((cell) => formatLinesOfCell(cell, style))),
  );
  return table
    .toString()
    .split('\n')
    .map((line) => indent + line.trimEnd());
}

/** Above this many lines a cell is laid out line by line. */
const MOST_LINES = 20;

/** A row of cells of several lines as rows of one line. */
function linesOfRow(row: readonly (Cell | readonly Cell[])[]): readonly (readonly Cell[])[] {
  const cells = row.map((cell) => (isCellList(cell) ? cell : [cell]));
  const height = cells.reduce((most, lines) => Math.max(most, lines.length), 1);
  return Array.from({ length: height }, (_, line) => cells.map((lines) => lines[line] ?? ''));
}

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

function formatLinesOfCell(cell: Cell | readonly Cell[], style: Style): string {
  return isCellList(cell)
    ? cell.map((line) => formatCell(line, style.paint)).join('\n')
    : formatCell(cell, style.paint);
}

function formatLines({ lines }: LinesBlock, indent: string, style: Style): readonly string[] {
  const marks = lines.map(({ mark }) => (mark === undefined ? '' : style.marks[mark]));
  const markWidth = marks.reduce((most, mark) => Math.max(most, mark.length), 0);
  const begin = indent.length + (markWidth === 0 ? 0 : markWidth + 1);
  const rows = alignRows(
    lines.map(({ cells }) => cells),
    'inner',
    style,
    { start: begin },
  );
  const deeper = indent + ' '.repeat(DETAIL_INDENT);
  return lines.flatMap((line, index) => {
    const { before, width, last } = rows[index] ?? NO_CELLS;
    const mark = `${indent}${formatMark(line, markWidth, style)}`;
    const at = begin + width;
    const details = alignRows(line.details ?? [], 'several', style, { start: deeper.length }).flatMap((detail) => {
      const start = deeper.length + detail.width;
      // A sentence alone hangs a little, others stand below their beginning.
      const hanging = detail.width === 0 ? start + NARROW_GAP : undefined;
      return hang(deeper + detail.before, start, detail.last, {
        style,
        hanging,
        fallback: deeper.length + DETAIL_INDENT,
      });
    });
    return [...hang(mark + before, at, last, { style, fallback: deeper.length + DETAIL_INDENT }), ...details];
  });
}

function formatMark({ mark }: Line, width: number, style: Style): string {
  if (width === 0) return '';
  if (mark === undefined) return ' '.repeat(width + 1);
  return `${style.paint(style.marks[mark], MARK_TONES[mark])}${' '.repeat(width - style.marks[mark].length + 1)}`;
}

/**
 * Rows of cells as lines. A sentence must push nothing away: the last cell of a line widens no column, nor does a detail of
 * one cell.
 */
function alignCells(
  rows: readonly (readonly Cell[])[],
  widens: 'inner' | 'several',
  style: Style,
  gap = GAP,
): readonly string[] {
  return alignRows(rows, widens, style, { gap }).map(({ before, last }) =>
    `${before}${formatCell(last, style.paint)}`.trimEnd(),
  );
}

/** A row whose last cell is still to be written. */
interface AlignedRow {
  /** What stands before it, painted, and how wide that is. */
  readonly before: string;
  readonly width: number;
  readonly last: Cell;
}

const NO_CELLS: AlignedRow = { before: '', width: 0, last: '' };

function alignRows(
  rows: readonly (readonly Cell[])[],
  widens: 'inner' | 'several',
  style: Style,
  { gap = GAP, start }: { readonly gap?: number; readonly start?: number },
): readonly AlignedRow[] {
  const widths: number[] = [];
  for (const row of rows) {
    const count = widens === 'inner' ? row.length - 1 : row.length === 1 ? 0 : row.length;
    for (const [index, cell] of row.slice(0, count).entries()) {
      widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
    }
  }
  return rows.map((row) => {
    // Empty cells at the end take no room.
    const end = row.findLastIndex((cell) => cellText(cell) !== '');
    let before = '';
    let width = 0;
    for (const [index, cell] of row.slice(0, Math.max(0, end)).entries()) {
      const wanted = widths[index] ?? 0;
      // What a terminal has no room for stands below with what follows it.
      if (isBeyond(style, start, width + widthOf(cell))) {
        const rest = row.slice(index, end + 1).map(cellText);
        return { before, width, last: toned(rest.filter((text) => text !== '').join(' '.repeat(gap)), row[end]) };
      }
      // A column that is empty in every row takes no room.
      if (wanted === 0) continue;
      before += formatCell(cell, style.paint) + ' '.repeat(wanted - widthOf(cell) + gap);
      width += wanted + gap;
    }
    return { before, width, last: row[end] ?? '' };
  });
}

function isBeyond({ columns }: Style, start: number | undefined, width: number): boolean {
  return columns !== undefined && start !== undefined && start + width > columns;
}

/** A text with the tone of a cell. */
function toned(text: string, cell: Cell | undefined): Cell {
  return typeof cell === 'object' ? { text, tone: cell.tone } : text;
}

/** The last cell of a line, on several lines where it is a sentence that does not fit. */
function hang(
  before: string,
  at: number,
  cell: Cell,
  {
    style,
    hanging,
    fallback,
  }: { readonly style: Style; readonly hanging?: number | undefined; readonly fallback: number },
): readonly string[] {
  if (typeof cell === 'object' && cell.isCommand === true) return [before + formatCell(cell, style.paint)];
  const tone = typeof cell === 'object' ? cell.tone : undefined;
  const look = (line: string): string => style.paint(line, tone);
  const place = { columns: style.columns, at, hang: hanging, fallback };
  const [first = '', ...more] = wrap(escapeControl(cellText(cell)), look, place);
  return [`${before}${first}`.trimEnd(), ...more];
}

function widthOf(cell: Cell): number {
  return displayWidth(escapeControl(cellText(cell)));
}
