import { isRecord } from '../model/read.ts';
import { compareYamlKeys } from './yaml-key-order.ts';
import { goNumber } from './go-number.ts';
import { INDENTED_LEVELS, compactJson } from './sorted-json.ts';
import { yamlString } from './yaml-scalar.ts';

/** kubectl's encoder writes a key of more bytes, or with line breaks, in the `? key` form. */
const SIMPLE_KEY = 128;

/** The YAML encoder keeps unsigned numbers whole. */
const UINT64 = 2 ** 64;

/** A value as `kubectl -o yaml` writes it: keys sorted, sequences not indented, strings as yaml-scalar.ts says. */
export function formatYaml(value: unknown): string {
  return `${block(value, 0, 0).replace(/^\n/, '')}\n`;
}

/**
 * Writes a node behind what already stands on the line.
 * @param indent the indent of the lines of this node.
 * @param column where on the line it begins.
 * @returns the text; a collection that needs lines of its own begins with a line break.
 */
function block(value: unknown, indent: number, column: number): string {
  if (indent >= 2 * INDENTED_LEVELS && typeof value === 'object') return compactJson(value);
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]' : `\n${value.map((entry) => sequenceEntry(entry, indent)).join('\n')}`;
  }
  if (isRecord(value)) {
    // A field that is undefined is none, as in JSON.
    const keys = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort(compareYamlKeys);
    return keys.length === 0 ? '{}' : `\n${keys.map((key) => mappingEntry(key, value[key], indent)).join('\n')}`;
  }
  return scalar(value, indent, column);
}

function mappingEntry(key: string, value: unknown, indent: number): string {
  const margin = ' '.repeat(indent);
  const simple = isSimpleKey(key);
  const name = yamlString(key, { column: simple ? indent : indent + 2, indent: indent + 2, isKey: simple });
  const [head, begin] = simple ? [`${margin}${name}:`, name.length + 1] : [`${margin}? ${name}\n${margin}:`, 1];
  // A sequence stands at the indent of its key, everything else two deeper.
  const nested = block(value, Array.isArray(value) ? indent : indent + 2, indent + begin + 1);
  return nested.startsWith('\n') ? head + nested : `${head} ${nested}`;
}

function isSimpleKey(key: string): boolean {
  if (/[\r\n\u0085\u2028\u2029]/.test(key)) return false;
  // A character takes three bytes at most, two surrogates four.
  return key.length * 3 <= SIMPLE_KEY || new TextEncoder().encode(key).length <= SIMPLE_KEY;
}

function sequenceEntry(value: unknown, indent: number): string {
  const nested = block(value, indent + 2, indent + 2);
  // The first line of a nested collection stands right behind the dash.
  const text = nested.startsWith('\n') ? nested.slice(1 + indent + 2) : nested;
  return `${' '.repeat(indent)}- ${text}`;
}

function scalar(value: unknown, indent: number, column: number): string {
  if (typeof value === 'string') return yamlString(value, { column, indent, isKey: false });
  if (typeof value === 'number') return goNumber(value, UINT64);
  if (typeof value === 'boolean') return String(value);
  return 'null';
}
