import { displayWidth } from '../text/width.ts';

/** Where a sentence ends, and how what follows it is placed. */
interface Placing {
  /** The width of the last line. */
  readonly end: number;
  /** Of the terminal; undefined: lines are as long as they are. */
  readonly columns: number | undefined;
  /** Where places stand below one another, as long as they fit. */
  readonly column: number;
  /** Where it stands on a line of its own. */
  readonly indent: number;
  readonly look: (place: string) => string;
}

const GAP = 3;

/** Puts behind a sentence the place that it speaks of, or below it where the line is full. */
export function addPlace(
  lines: readonly string[],
  place: string,
  { end, columns = Infinity, column, indent, look }: Placing,
): readonly string[] {
  const width = displayWidth(place);
  const at = column + width <= columns ? Math.max(column, end + GAP) : end + GAP;
  if (at + width > columns) return [...lines, ' '.repeat(indent) + look(place)];
  return [...lines.slice(0, -1), (lines.at(-1) ?? '') + ' '.repeat(at - end) + look(place)];
}
