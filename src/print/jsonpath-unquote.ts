import { JsonPathError } from './jsonpath-nodes.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};
const CODES = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3}))/;

/**
 * The text of a quoted piece with Go's escapes resolved (`strconv.Unquote`, single quotes allowed too).
 * @throws JsonPathError when an escape is none, or a quote inside is not escaped.
 */
export function unquote(quoted: string): string {
  const quote = quoted.charAt(0);
  const body = quoted.slice(1, -1);
  let text = '';
  for (let at = 0; at < body.length; at++) {
    const character = body.charAt(at);
    if (character === quote) throw invalid(quoted);
    if (character !== '\\') {
      text += character;
      continue;
    }
    const escape = body.charAt(at + 1);
    const simple = escape === quote ? quote : SIMPLE[escape];
    if (simple !== undefined) {
      text += simple;
      at++;
      continue;
    }
    const code = CODES.exec(body.slice(at + 1));
    if (code === null) throw invalid(quoted);
    const [whole, hex2, hex4, hex8, octal] = code;
    const point = octal === undefined ? Number.parseInt(hex2 ?? hex4 ?? hex8 ?? '', 16) : Number.parseInt(octal, 8);
    if (point > 0x10ffff || (octal !== undefined && point > 255)) throw invalid(quoted);
    text += String.fromCodePoint(point);
    at += whole.length;
  }
  return text;
}

function invalid(quoted: string): JsonPathError {
  return new JsonPathError(`unquote string ${quoted} error invalid syntax`);
}
