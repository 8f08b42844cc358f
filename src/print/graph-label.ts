import { escapeControl } from '../text/escape.ts';
import type { DrawnNode } from '../view/graph/drawing.ts';

/** A sentence in a picture is cut here. */
const LONGEST = 200;

/** A line in a box is cut here: one long match would push everything else apart. */
const LONGEST_LINE = 44;

/** So many further lines stand in a box. */
const MOST_NOTES = 2;

/** What a box says, a line each: kind, name, what tells it apart, and why it is not well. */
export function boxLines({ kind, name, notes, health: { state, reason, message } }: DrawnNode): readonly string[] {
  const more = notes.length - MOST_NOTES;
  const shown = notes
    .slice(0, MOST_NOTES)
    .map((note, index) => cut(note, LONGEST_LINE) + (more > 0 && index === MOST_NOTES - 1 ? ` +${more} more` : ''));
  const why =
    state === 'broken' || state === 'warning' ? [`${MARKS[state]} ${reason === '' ? message : reason}`.trimEnd()] : [];
  return [kind, name, ...shown, ...why.map((line) => cut(line, LONGEST_LINE))].filter((line) => line !== '');
}

/** Colour alone says nothing to those who cannot tell it. */
const MARKS = { broken: '✗', warning: '!' } as const;

/** A stranger's text as one line for a picture: control characters written visibly, what XML cannot hold replaced, cut. */
export function pictureText(text: string): string {
  return cut(escapeControl(text).replaceAll(/[\ufffe\uffff]/g, '\ufffd'), LONGEST);
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const characters = Array.from(text);
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}
