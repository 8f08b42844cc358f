import { displayWidth } from './width.ts';

/** A sentence is not squeezed into less than this, or than its longest word: it begins on a line of its own instead. */
const NARROWEST = 30;

/** Where a sentence stands, in columns. */
interface Place {
  /** Of the terminal; undefined: lines are as long as they are. */
  readonly columns: number | undefined;
  /** Where it begins. */
  readonly at: number;
  /** Where it goes on; default: below its beginning. */
  readonly hang?: number | undefined;
  /** Where it stands instead, below what is before it, if that leaves too little room. */
  readonly fallback: number;
}

/**
 * Breaks a sentence at its blanks so that it fits; a word that is too long for a line stays whole.
 * @returns the first line without what stands before it, and the others with their indent; painted by `look`.
 */
export function wrap(text: string, look: (line: string) => string, place: Place): readonly string[] {
  const { columns, at, hang = at, fallback } = place;
  if (columns === undefined || at + displayWidth(text) <= columns) return [look(text)];
  const words = text.split(' ');
  const least = words.reduce((most, word) => Math.max(most, displayWidth(word)), NARROWEST);
  const begins = columns - at >= least || at <= fallback;
  const indent = begins ? hang : fallback;
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const room = columns - (begins && lines.length === 0 ? at : indent);
    if (line === '') line = word;
    else if (displayWidth(line) + 1 + displayWidth(word) <= room) line += ` ${word}`;
    else {
      lines.push(line.trimEnd());
      line = word;
    }
  }
  lines.push(line);
  const shown = lines.map((each, index) => (begins && index === 0 ? look(each) : ' '.repeat(indent) + look(each)));
  return begins ? shown : ['', ...shown];
}
