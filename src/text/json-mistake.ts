/** Where a text stops being JSON, and why. */
export interface JsonMistake {
  /** Without a quotation of the text, which may be a secret. */
  readonly reason: string;
  /** An index into the text; its length where something is missing at the end. */
  readonly position: number;
}

/** A number as far as it is one, and what it lacks then. */
const NUMBER = /-?(?:0|[1-9]\d*)?(?:\.\d*)?(?:[eE][+-]?\d*)?/y;
const WORDS = ['true', 'false', 'null'];
const STRING_PART = /[^"\\\u0000-\u001f]*/y;
const BLANKS = /[ \t\n\r]*/y;

/**
 * What is wrong with a text that `JSON.parse` refuses, in the words of V8: they are the same whatever engine runs the program.
 * @returns undefined where the text is JSON.
 */
export function findJsonMistake(text: string): JsonMistake | undefined {
  const open: string[] = [];
  let expected: 'value' | 'first value' | 'name' | 'first name' | 'end' = 'value';
  let at = skip(text, BLANKS, 0);
  for (;;) {
    const next = text[at];
    if (expected === 'end') {
      const inside = open.at(-1);
      if (inside === undefined) {
        return next === undefined
          ? undefined
          : { reason: 'Unexpected non-whitespace character after JSON', position: at };
      }
      if (next === ',') expected = inside === '{' ? 'name' : 'value';
      else if (next === (inside === '{' ? '}' : ']')) open.pop();
      else {
        const reason =
          inside === '{' ? "Expected ',' or '}' after property value" : "Expected ',' or ']' after array element";
        return { reason, position: at };
      }
      at++;
    } else if (expected === 'name' || expected === 'first name') {
      if (next === '}' && expected === 'first name') {
        open.pop();
        expected = 'end';
        at++;
      } else if (next === '"') {
        const end = scanString(text, at);
        if (typeof end !== 'number') return end;
        at = skip(text, BLANKS, end);
        if (text[at] !== ':') return { reason: "Expected ':' after property name", position: at };
        expected = 'value';
        at++;
      } else {
        const reason = expected === 'name' ? 'Expected double-quoted property name' : "Expected property name or '}'";
        return { reason, position: at };
      }
    } else if (next === '{' || next === '[') {
      open.push(next);
      expected = next === '{' ? 'first name' : 'first value';
      at++;
    } else if (next === ']' && expected === 'first value') {
      open.pop();
      expected = 'end';
      at++;
    } else {
      const end = scanScalar(text, at);
      if (typeof end !== 'number') return end;
      expected = 'end';
      at = end;
    }
    at = skip(text, BLANKS, at);
  }
}

/** @returns where the string, number or word ends, or what is wrong with it. */
function scanScalar(text: string, start: number): number | JsonMistake {
  const first = text[start] ?? '';
  if (first === '"') return scanString(text, start);
  if (/[-\d]/.test(first)) return scanNumber(text, start);
  const word = WORDS.find((each) => each[0] === first);
  if (word === undefined) return unexpected(text, start);
  for (let index = 1; index < word.length; index++) {
    if (text[start + index] !== word[index]) return unexpected(text, start + index);
  }
  return start + word.length;
}

function scanString(text: string, start: number): number | JsonMistake {
  let at = start + 1;
  for (;;) {
    at = skip(text, STRING_PART, at);
    const next = text[at];
    if (next === '"') return at + 1;
    if (next === undefined) return { reason: 'Unterminated string', position: at };
    if (next !== '\\') return { reason: 'Bad control character in string literal', position: at };
    const escaped = text[at + 1] ?? '';
    if (escaped === 'u') {
      const digits = skip(text, /[\da-fA-F]{0,4}/y, at + 2);
      if (digits < at + 6) return { reason: 'Bad Unicode escape', position: digits };
      at = digits;
    } else if (escaped === '') return unexpected(text, at + 1);
    else if ('"\\/bfnrt'.includes(escaped)) at += 2;
    else return { reason: 'Bad escaped character', position: at + 1 };
  }
}

function scanNumber(text: string, start: number): number | JsonMistake {
  const end = skip(text, NUMBER, start);
  const digits = start + (text[start] === '-' ? 1 : 0);
  if (!isDigit(text[digits])) return { reason: 'No number after minus sign', position: digits };
  if (text[digits] === '0' && isDigit(text[digits + 1])) return { reason: 'Unexpected number', position: digits + 1 };
  const dot = text.slice(start, end).indexOf('.');
  if (dot >= 0 && !isDigit(text[start + dot + 1])) {
    return { reason: 'Unterminated fractional number', position: start + dot + 1 };
  }
  if (!isDigit(text[end - 1])) return { reason: 'Exponent part is missing a number', position: end };
  return end;
}

function unexpected(text: string, position: number): JsonMistake {
  const code = text.codePointAt(position);
  if (code === undefined) return { reason: 'Unexpected end of JSON input', position };
  const token = String.fromCodePoint(code);
  if (/[-\d]/.test(token)) return { reason: 'Unexpected number', position };
  if (token === '"') return { reason: 'Unexpected string', position };
  return { reason: `Unexpected token '${token}'`, position };
}

function isDigit(text: string | undefined): boolean {
  return text !== undefined && text >= '0' && text <= '9';
}

/** @returns where the longest match ends that begins there; every pattern also matches nothing. */
function skip(text: string, pattern: RegExp, at: number): number {
  pattern.lastIndex = at;
  pattern.test(text);
  return pattern.lastIndex;
}
