/** Where a scalar begins: the column it is written at and the indent of lines that continue it. */
export interface ScalarPlace {
  readonly column: number;
  readonly indent: number;
  /** Keys are never folded and never block scalars. */
  readonly isKey: boolean;
}

/** kubectl's encoder breaks a line at the first blank behind this column. */
const BEST_WIDTH = 80;

/**
 * A string as kubectl's YAML encoder (the libyaml port in sigs.k8s.io/yaml) writes it: plain where it reads back as the
 * same string, single-quoted where only the syntax forbids plain, double-quoted where it would read as something else or
 * holds unprintable characters, literal (`|`) where it has line breaks.
 */
export function yamlString(text: string, place: ScalarPlace): string {
  const { plain, single, block } = analyze(text);
  if (text.includes('\n')) {
    return block && !place.isKey ? literal(text, place) : doubleQuoted(text, place);
  }
  if (readsAsOther(text)) return doubleQuoted(text, place);
  if (plain) return fold(text, place);
  return single
    ? `'${fold(text.replaceAll("'", "''"), { ...place, column: place.column + 1 })}'`
    : doubleQuoted(text, place);
}

const WORDS = new Set(
  ['', '~', '<<']
    .concat(...['y', 'yes', 'true', 'on', 'n', 'no', 'false', 'off', 'null'].map(spellings))
    .concat(...['.inf', '+.inf', '-.inf', '.nan'].map(spellings), '.NaN', '.Inf', '+.Inf', '-.Inf'),
);

function spellings(word: string): string[] {
  return [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()];
}

const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const TIMESTAMP =
  /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:[Tt]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:\.[0-9]+)?(?:Z|[-+][0-9]{2}:[0-9]{2}))| ([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:\.[0-9]+)?)?$/;

/** A date of the calendar, alone or with a time (go-yaml v2 `parseTimestamp`): `2024-02-30` is none. */
export function isTimestamp(text: string): boolean {
  const match = TIMESTAMP.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number);
  const [hour = 0, minute = 0, second = 0] = match
    .slice(match[4] === undefined ? 7 : 4)
    .map((part) => Number(part ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Whether the text, written plain, would read as a boolean, null, number or time instead of a string. */
function readsAsOther(text: string): boolean {
  if (WORDS.has(text)) return true;
  const first = text.charAt(0);
  if (!/[-+.0-9]/.test(first)) return false;
  const digits = text.replaceAll('_', '');
  if (INTEGER.test(digits) || SEXAGESIMAL.test(text) || isTimestamp(text)) return true;
  // Too large for a float reads as text.
  return FLOAT.test(digits) && Number.isFinite(Number(digits));
}

/** libyaml calls these printable; characters beyond U+FFFF are not among them, so emoji are written as escapes. */
const UNPRINTABLE = /[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const FIRST_INDICATOR = /^[#,[\]{}&*!|>'"%@`]|^---|^\.\.\.|^[?:-](?:[ \t]|$)/;
const INNER_INDICATOR = /:(?:[ \t]|$)|[ \t\r\n\u0085\u2028\u2029\0]#/;

interface Analysis {
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
}

/** Which styles can hold the text (libyaml's analyze_scalar). */
function analyze(text: string): Analysis {
  const special = UNPRINTABLE.test(text) || / [\n\u2028\u2029]/.test(text);
  const breaks = /[\n\u0085\u2028\u2029]/.test(text);
  const breakSpace = /[\n\u2028\u2029] /.test(text);
  const edges = /^[ \n]|[ \n]$/.test(text);
  const indicators = FIRST_INDICATOR.test(text) || INNER_INDICATOR.test(text);
  return {
    plain: !special && !breaks && !edges && !indicators,
    single: !special && !breakSpace,
    block: !special && !text.endsWith(' '),
  };
}

/** Breaks a line at the first single blank behind the best width; never at the ends. */
function fold(text: string, { column, indent, isKey }: ScalarPlace): string {
  if (isKey || column + text.length <= BEST_WIDTH) return text;
  let result = '';
  let at = column;
  let previousBlank = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    const blank = character === ' ';
    const inner = index > 0 && index < text.length - 1;
    if (blank && inner && !previousBlank && at > BEST_WIDTH && text.charAt(index + 1) !== ' ') {
      result += `\n${' '.repeat(indent)}`;
      at = indent;
    } else {
      result += character;
      at++;
    }
    previousBlank = blank;
  }
  return result;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function doubleQuoted(text: string, { column, indent, isKey }: ScalarPlace): string {
  let result = '"';
  let at = column + 1;
  let previousBlank = false;
  const characters = Array.from(text);
  for (const [index, character] of characters.entries()) {
    const inner = index > 0 && index < characters.length - 1;
    if (character === ' ' && !isKey && inner && !previousBlank && at > BEST_WIDTH) {
      // A blank that follows the break must be marked, or it would be lost.
      const next = characters[index + 1] === ' ' ? '\\' : '';
      result += `\n${' '.repeat(indent)}${next}`;
      at = indent + next.length;
    } else {
      const escaped = escape(character);
      result += escaped;
      at += escaped.length;
    }
    previousBlank = character === ' ';
  }
  return `${result}"`;
}

function escape(character: string): string {
  const known = ESCAPES[character];
  if (known !== undefined) return known;
  if (!UNPRINTABLE.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

function literal(text: string, { indent }: ScalarPlace): string {
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const chomp = text.endsWith('\n') ? (/(?:^|\n)\n$/.test(text) ? '+' : '') : '-';
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  const margin = ' '.repeat(indent);
  const lines = body.split('\n').map((line) => (line === '' ? '' : margin + line));
  return `|${hint}${chomp}\n${lines.join('\n')}`;
}
