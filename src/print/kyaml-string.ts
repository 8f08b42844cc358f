import { isTimestamp } from './yaml-scalar.ts';

/** A string as KYAML writes it: quoted always, one with line breaks folded over lines of its own. */
export function kyamlString(text: string, indent: number): string {
  return text.includes('\n') ? folded(text, indent) : `"${escapeAll(text, '\t')}"`;
}

/** A key: bare where it can be nothing but a string. */
export function kyamlKey(key: string): string {
  return needsQuotes(key) ? `"${escapeAll(key, '\\t').replaceAll('\n', '\\n')}"` : key;
}

/** `"\`, each line on its own, marked so that its leading blanks count, and the closing quote below. */
function folded(text: string, indent: number): string {
  const margin = '  '.repeat(indent);
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  let result = '"\\\n';
  for (const line of lines) result += `${margin}${mark(line)}${escapeAll(line, '\t')}\\n\\\n`;
  if (last !== '') result += `${margin}${mark(last)}${escapeAll(last, '\t')}\\\n`;
  return `${result}${margin}"`;
}

/** What stands before a line: a blank that YAML drops, or a backslash where the line's own first blank must count. */
function mark(line: string): string {
  return /^[\s\u0085]/.test(line) ? '\\' : ' ';
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\r': '\\r',
  '\v': '\\v',
  '\0': '\\0',
  '\x1b': '\\e',
  '\u0085': '\\N',
  '\u00a0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

/** Go's `unicode.IsPrint`: letters, marks, numbers, punctuation, symbols, and of the blanks only the ASCII one. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

function escapeAll(text: string, tab: string): string {
  let result = '';
  for (const character of text) {
    if (character === '\t') result += tab;
    else if (character === '\n') result += character;
    else result += ESCAPES[character] ?? (PRINTABLE.test(character) ? character : escapeCode(character));
  }
  return result;
}

function escapeCode(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  // A lone half of a surrogate pair is no character: Go has replaced it long before.
  if (code >= 0xd800 && code <= 0xdfff) return '\\ufffd';
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

const WORDS = new Set([
  'null',
  '~',
  'true',
  'y',
  'yes',
  'on',
  'false',
  'n',
  'no',
  'off',
  't',
  'f',
  '.inf',
  '-.inf',
  '+.inf',
  '.nan',
]);
const BARE = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_./-]*[\p{L}\p{N}_])?$/u;
const INTEGER = /^[+-]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const OTHER_FLOAT = /^[+-]?(?:0[xX][\da-fA-F]+\.?[\da-fA-F]*[pP][+-]?\d+|inf|infinity|nan)$/i;

function needsQuotes(key: string): boolean {
  if (!BARE.test(key) || WORDS.has(key.toLowerCase())) return true;
  const digits = key.replaceAll('_', '');
  if (INTEGER.test(digits) || OTHER_FLOAT.test(digits) || isTimestamp(key)) return true;
  return DECIMAL.test(digits) && Number.isFinite(Number(digits));
}
