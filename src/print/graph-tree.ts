import { escapeControl } from '../text/escape.ts';
import { displayWidth } from '../text/width.ts';
import type { Mark } from '../view/description.ts';
import type { Segment, TreeLine } from '../view/graph/tree-line.ts';
import { cellText } from '../view/table.ts';
import type { Cell, Tone } from '../view/table.ts';
import { formatCell, paint } from './paint.ts';
import type { Paint } from './paint.ts';

/** How a tree looks: with colour, and with lines and marks beyond ASCII. */
export interface TreeStyle {
  readonly color: boolean;
  readonly unicode: boolean;
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
export function* formatTree(trees: readonly TreeLine[], { color, unicode }: TreeStyle): Generator<string> {
  const look: Look = { ...(unicode ? UNICODE : ASCII), paint: paint(color) };
  for (const [index, tree] of trees.entries()) {
    const before = trees[index - 1];
    // Trees stand apart, single lines do not.
    if (before !== undefined && (before.children.length > 0 || tree.children.length > 0)) yield '\n';
    const rows: Row[] = [];
    addRows(tree, '', '', look, rows);
    const column = Math.max(
      0,
      ...rows.filter(({ tail, width }) => tail !== undefined && width <= WIDEST).map(({ width }) => width),
    );
    for (const { text, width, tail } of rows) {
      const note =
        tail === undefined ? '' : `${' '.repeat(Math.max(0, column - width))}${GAP}${formatCell(tail, look.paint)}`;
      yield `${text}${note}\n`;
    }
  }
}

interface Row {
  readonly text: string;
  readonly width: number;
  readonly tail: Cell | undefined;
}

function addRows(line: TreeLine, first: string, rest: string, look: Look, rows: Row[]): void {
  let text = first;
  let width = displayWidth(first);
  for (const segment of line.segments) {
    const piece = formatSegment(segment, look);
    text += piece.text;
    width += piece.width;
  }
  rows.push({ text, width, tail: line.tail });
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
