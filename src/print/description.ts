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

/** How a page looks: with colour, and with marks beyond ASCII. */
export interface DescriptionStyle {
  readonly color: boolean;
  readonly unicode: boolean;
}

/** Writes pages as text. */
export type DescriptionPrinter = (description: Description) => string;

/** Blanks behind a label and between the columns of kubectl's own tables in describe. */
const NARROW_GAP = 2;
/** Blanks between the cells of our tables and lines. */
const GAP = 3;
const DETAIL_INDENT = 4;

/** Loads what pages need and returns the function that writes them; each page ends with a line break. */
export async function openDescriptionPrinter({ color, unicode }: DescriptionStyle): Promise<DescriptionPrinter> {
  const { default: Table } = await import('cli-table3');
  const style: Style = { paint: paint(color), marks: marksOf(unicode), Table };
  return (description) => `${formatBlocks(description.blocks, '', style).join('\n')}\n`;
}

interface Style {
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
  return block.values.map((value, index) => {
    const label = index === 0 ? labelOf(block) : '';
    return `${indent}${padEnd(label, width + NARROW_GAP)}${formatCell(value, style.paint)}`.trimEnd();
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
  table.push(...[...head, ...rows].map((row) => row.map((cell) => formatLinesOfCell(cell, style))));
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
  const markWidth = Math.max(...marks.map((mark) => mark.length));
  const rows = alignCells(
    lines.map(({ cells }) => cells),
    'inner',
    style,
  );
  return lines.flatMap((line, index) => {
    const text = `${formatMark(line, markWidth, style)}${rows[index] ?? ''}`;
    const deeper = indent + ' '.repeat(DETAIL_INDENT);
    const details = alignCells(line.details ?? [], 'several', style).map((detail) => deeper + detail);
    return [`${indent}${text}`.trimEnd(), ...details];
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
  const widths: number[] = [];
  for (const row of rows) {
    const count = widens === 'inner' ? row.length - 1 : row.length === 1 ? 0 : row.length;
    for (const [index, cell] of row.slice(0, count).entries()) {
      widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
    }
  }
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const text = formatCell(cell, style.paint);
        // A column that is empty in every row takes no room.
        if (index === row.length - 1 || widths[index] === 0) return text;
        return text + ' '.repeat((widths[index] ?? 0) - widthOf(cell) + gap);
      })
      .join('')
      .trimEnd(),
  );
}

function widthOf(cell: Cell): number {
  return displayWidth(escapeControl(cellText(cell)));
}
