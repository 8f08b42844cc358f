import { escapeControl } from '../text/escape.ts';

/** A sentence in a picture is cut here. */
const LONGEST = 200;

/** A stranger's text as one line for a picture: control characters written visibly, what XML cannot hold replaced, cut. */
export function pictureText(text: string): string {
  const safe = escapeControl(text).replaceAll(/[\ufffe\uffff]/g, '\ufffd');
  const characters = Array.from(safe);
  return characters.length <= LONGEST ? safe : `${characters.slice(0, LONGEST - 1).join('')}…`;
}
