import { escapeControl } from '../text/escape.ts';
import { displayWidth } from '../text/width.ts';
import type { Mark } from '../view/description.ts';
import type { Segment, TreeLine } from '../view/graph/tree-line.ts';
import { cellText } from '../view/table.ts';
import type { Cell, Tone } from '../view/table.ts';
import { formatCell, paint } from './paint.ts';
import type { Paint } from './paint.ts';
import { wrap } from '../text/wrap.ts';

/** How a tree looks: with colour, with lines and marks beyond ASCII, and how wide its notes may be. */
export interface TreeStyle {
  readonly color: boolean;
  readonly unicode: boolean;
  /** Columns of the terminal; undefined: lines are as long as they are. */
  readonly columns?: number | undefined;
}

interface Look {
  readonly paint: Paint;
  readonly marks: Readonly<Record<Mark, string>>;
  readonly branch: string;
  readonly last: string;
  readonly pass: string;
  readonly chain: string;
}

const UNICODE: Omit<Look, 'paint'> = {
  marks: { ok: '✓', broken: '✗', unknown: '?', note: '!' },
  branch: '├─ ',
  last: '└─ ',
  pass: '│  ',
  chain: ' ─ ',
};
const ASCII: Omit<Look, 'paint'> = {
  marks: { ok: 'ok', broken: 'FAIL', unknown: '?', note: '!' },
  branch: '|- ',
  last: '`- ',
  pass: '|  ',
  chain: ' - ',
};
const TONES: Readonly<Record<Mark, Tone>> = { ok: 'good', broken: 'bad', unknown: 'muted', note: 'warning' };
/** Blanks between the words of a line, and before the column of notes. */
const GAP = '  ';
/** A line that is longer pushes its note out of the column rather than the column away from the others. */
const WIDEST = 76;

/** Writes trees, one below the other; yields pieces of text, so that a long tree need not become one string. */
export function* formatTree(trees: readonly TreeLine[], { color, unicode, columns }: TreeStyle): Generator<string> {
  const look: Look = { ...(unicode ? UNICODE : ASCII), paint: paint(color) };
  // On a terminal half of it is left to the notes.
  const widest = Math.min(WIDEST, Math.floor((columns ?? Number.POSITIVE_INFINITY) / 2));
  for (const [index, tree] of trees.entries()) {
    const before = trees[index - 1];
    // Trees stand apart, single lines do not.
    if (before !== undefined && (before.children.length > 0 || tree.children.length > 0)) yield '\n';
    const rows: Row[] = [];
    addRows(tree, '', '', look, rows);
    const column = Math.max(
      0,
      ...rows.filter(({ tail, width }) => tail !== undefined && width <= widest).map(({ width }) => width),
    );
    for (const row of rows) yield formatRow(row, column, columns, look);
  }
}

/** How far below the beginning of its line a sentence goes on that has no room beside it. */
const HANG = 2;

interface Row {
  readonly text: string;
  readonly width: number;
  /** What is drawn on the lines between this and the next one. */
  readonly guide: string;
  /** What is said of the last object of the line, which `text` ends with. */
  readonly said: readonly Cell[];
  readonly tail: Cell | undefined;
}

/** A line with its note. On a terminal a sentence that is too long goes on below its beginning. */
function formatRow(row: Row, column: number, columns: number | undefined, look: Look): string {
  const { text, width, said, tail } = row;
  const gap = tail === undefined ? '' : ' '.repeat(Math.max(0, column - width)) + GAP;
  const note = tail === undefined ? '' : escapeControl(cellText(tail));
  const isLong = columns !== undefined && width + gap.length + displayWidth(note) > columns;
  if (isLong && said.length > 0) return formatLong(row, note, columns, look);
  if (isLong && tail !== undefined)
    return hang({ ...row, text: text + gap, width: width + gap.length }, tail, note, columns, look);
  return `${text}${tail === undefined ? '' : gap + formatCell(tail, look.paint)}\n`;
}

/** What is said and the note behind it, as one. */
function formatLong(row: Row, note: string, columns: number, look: Look): string {
  const [first = ''] = row.said;
  const words = row.said.map((cell) => escapeControl(cellText(cell))).join(GAP);
  const painted = row.said.map((cell) => formatCell(cell, look.paint)).join(GAP);
  const before = {
    ...row,
    text: row.text.slice(0, -painted.length),
    width: row.width - displayWidth(words),
  };
  return hang(before, first, note === '' ? words : `${words}${GAP}${note}`, columns, look);
}

function hang({ text, width, guide }: Row, cell: Cell, words: string, columns: number, look: Look): string {
  const tone = typeof cell === 'object' ? cell.tone : undefined;
  const fallback = displayWidth(guide) + HANG;
  const [first = '', ...more] = wrap(words, (line) => look.paint(line, tone), { columns, at: width, fallback });
  // The branches beside what goes on are drawn through.
  const below = more.map((line) => `${guide}${line.slice(displayWidth(guide))}\n`);
  return [`${text}${first}`.trimEnd(), '\n', ...below].join('');
}

function addRows(line: TreeLine, first: string, rest: string, look: Look, rows: Row[]): void {
  let text = first;
  let width = displayWidth(first);
  for (const segment of line.segments) {
    const piece = formatSegment(segment, look);
    text += piece.text;
    width += piece.width;
  }
  const { cells = [] } = line.segments.at(-1) ?? {};
  const guide = rest + (line.children.length > 0 ? look.pass : '   ');
  rows.push({ text, width, guide, said: cells.slice(1), tail: line.tail });
  for (const [index, child] of line.children.entries()) {
    const isLast = index === line.children.length - 1;
    addRows(child, rest + (isLast ? look.last : look.branch), rest + (isLast ? '   ' : look.pass), look, rows);
  }
}

function formatSegment({ mark, cells, joint }: Segment, look: Look): { readonly text: string; readonly width: number } {
  const before = joint === 'chain' ? look.chain : joint === 'list' ? ', ' : '';
  const sign = mark === undefined ? '' : `${look.marks[mark]} `;
  const texts = cells.map((cell) => escapeControl(cellText(cell)));
  const width = displayWidth(before + sign + texts.join(GAP));
  const painted = cells.map((cell) => formatCell(cell, look.paint)).join(GAP);
  const paintedSign = mark === undefined ? '' : `${look.paint(look.marks[mark], TONES[mark])} `;
  return { text: before + paintedSign + painted, width };
}
