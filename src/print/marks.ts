import type { Mark } from '../view/description.ts';
import type { Tone } from '../view/table.ts';

/** Marks as a terminal shows them: beyond ASCII where it can. */
export type Marks = Readonly<Record<Mark, string>>;

const UNICODE_MARKS: Marks = { ok: '✓', broken: '✗', unknown: '?', note: '!' };
const ASCII_MARKS: Marks = { ok: 'ok', broken: 'FAIL', unknown: '?', note: '!' };

/** The colour of each mark. */
export const MARK_TONES: Readonly<Record<Mark, Tone>> = {
  ok: 'good',
  broken: 'bad',
  unknown: 'muted',
  note: 'warning',
};

/** The marks of a terminal. */
export function marksOf(unicode: boolean): Marks {
  return unicode ? UNICODE_MARKS : ASCII_MARKS;
}
