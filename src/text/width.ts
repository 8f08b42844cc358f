/**
 * Width of text in terminal columns: East Asian wide and fullwidth characters and emoji take two, combining marks and
 * zero-width characters none, a grapheme cluster (flag, ZWJ sequence) counts once.
 */
export function displayWidth(text: string): number {
  // Nearly all text is printable ASCII with dashes, quotes and ellipses: its width is its length. A Segmenter costs 7 ms.
  if (/^[\x20-\x7e\u2013\u2014\u2018-\u201d\u2026]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes().segment(text)) width += clusterWidth(segment);
  return width;
}

/** Pads with blanks on the right up to a width in columns; longer text stays as it is. */
export function padEnd(text: string, width: number): string {
  const missing = width - displayWidth(text);
  return missing > 0 ? text + ' '.repeat(missing) : text;
}

/** The npm package `string-width` by another name: the bundle gives this to yargs and cli-table3. */
export default displayWidth;

let segmenter: Intl.Segmenter | undefined;

function graphemes(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter;
}

const EMOJI = /^(?:\p{Emoji_Presentation}|\p{Regional_Indicator}{2}|\p{Emoji}\uFE0F)/u;
const ZERO_WIDTH = /^(?:\p{Mark}|\p{Cc}|\p{Cf}|\p{Cs}|\p{Default_Ignorable_Code_Point})+$/u;

function clusterWidth(cluster: string): number {
  if (ZERO_WIDTH.test(cluster)) return 0;
  if (EMOJI.test(cluster)) return 2;
  return isWide(cluster.codePointAt(0) ?? 0) ? 2 : 1;
}

/** Blocks of East_Asian_Width W and F (Unicode Standard Annex 11), first and last code point. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18aff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];

function isWide(point: number): boolean {
  return WIDE.some(([first, last]) => point >= first && point <= last);
}
