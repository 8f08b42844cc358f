import { isRecord } from '../model/read.ts';

/**
 * The own keys of an object in Go's order: by the bytes of UTF-8, which is by code points. A field of our own documents
 * that is undefined is not there.
 */
export function sortedKeys(record: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort(compareKeys);
}

/** Where JavaScript's own order (by UTF-16 units) can differ: surrogates stand before the last of the basic plane. */
const BEYOND = /[\ud800-\uffff]/;

function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  if (BEYOND.test(a) && BEYOND.test(b)) return compareCodePoints(a, b);
  return a < b ? -1 : 1;
}

function compareCodePoints(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  const at = left.findIndex((character, index) => character !== right[index]);
  // The shorter one stands first where it begins the longer one.
  return at < 0 ? -1 : (left[at]?.codePointAt(0) ?? -1) - (right[at]?.codePointAt(0) ?? -1);
}

/** A collection that is being written: its entries, what closes it, and how many of them are written. */
interface OpenCollection {
  readonly entries: readonly (readonly [head: string, value: unknown])[];
  readonly close: keyof typeof OPENING;
  written: number;
}

/**
 * One line of JSON as Go's encoder writes it: keys sorted, `<`, `>`, `&` and line separators escaped. Without recursion: it
 * also writes what is nested too deeply to be indented.
 */
export function compactJson(value: unknown): string {
  const root = opened(value);
  if (root === undefined) return jsonScalar(value);
  const parts: string[] = [OPENING[root.close]];
  const open = [root];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const entry = top.entries[top.written];
    if (entry === undefined) {
      parts.push(top.close);
      open.pop();
      continue;
    }
    parts.push(top.written === 0 ? entry[0] : `,${entry[0]}`);
    top.written += 1;
    const nested = opened(entry[1]);
    parts.push(nested === undefined ? jsonScalar(entry[1]) : OPENING[nested.close]);
    if (nested !== undefined) open.push(nested);
  }
  return parts.join('');
}

const OPENING = { ']': '[', '}': '{' } as const;

function opened(value: unknown): OpenCollection | undefined {
  if (Array.isArray(value)) {
    return { entries: value.map((entry: unknown) => ['', entry] as const), close: ']', written: 0 };
  }
  if (!isRecord(value)) return undefined;
  return {
    entries: sortedKeys(value).map((key) => [`${jsonString(key)}:`, value[key]] as const),
    close: '}',
    written: 0,
  };
}

/**
 * How many levels are indented. Below, indentation would be more than the data (and a call per level more than the stack
 * holds), so that a deeper value stands in one line of JSON, which every reader of JSON, YAML and KYAML takes.
 */
export const INDENTED_LEVELS = 500;

/** Indented JSON as `kubectl -o json` writes it: four blanks, keys sorted. */
export function indentedJson(value: unknown, indent = ''): string {
  if (indent.length >= 4 * INDENTED_LEVELS) return compactJson(value);
  const inner = `${indent}    `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((entry) => inner + indentedJson(entry, inner)).join(',\n')}\n${indent}]`;
  }
  if (isRecord(value)) {
    const keys = sortedKeys(value);
    if (keys.length === 0) return '{}';
    const fields = keys.map((key) => `${inner}${jsonString(key)}: ${indentedJson(value[key], inner)}`);
    return `{\n${fields.join(',\n')}\n${indent}}`;
  }
  return jsonScalar(value);
}

/** A scalar as Go's encoder writes it; what JSON cannot hold is null. */
export function jsonScalar(value: unknown): string {
  if (typeof value === 'string') return jsonString(value);
  // Go writes floats in JSON as JavaScript does.
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'boolean') return String(value);
  return 'null';
}

const HTML = /[<>&\u2028\u2029]/g;

function jsonString(text: string): string {
  return JSON.stringify(text).replace(HTML, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
