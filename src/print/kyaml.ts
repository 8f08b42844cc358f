import { isRecord } from '../model/read.ts';
import { kyamlKey, kyamlString } from './kyaml-string.ts';
import { INDENTED_LEVELS, compactJson, jsonScalar, sortedKeys } from './sorted-json.ts';

/** A value as `kubectl -o kyaml` writes it: YAML in flow style, keys sorted, all strings quoted, behind a `---`. */
export function formatKyaml(value: unknown): string {
  return `---\n${node(value, 0)}\n`;
}

/** One item of a list that stands in a document's field. */
export function formatKyamlItem(value: unknown): string {
  return node(value, 1);
}

function node(value: unknown, indent: number): string {
  if (indent >= INDENTED_LEVELS && typeof value === 'object') return compactJson(value);
  if (Array.isArray(value)) return sequence(value, indent);
  if (isRecord(value)) return mapping(value, indent);
  return typeof value === 'string' ? kyamlString(value, indent + 1) : jsonScalar(value);
}

/** Lists of maps and lists are cuddled: `[{ … }, { … }]`; others have an entry a line. */
function sequence(list: readonly unknown[], indent: number): string {
  if (list.length === 0) return '[]';
  if (list.every((entry) => isRecord(entry) || Array.isArray(entry))) {
    return `[${list.map((entry) => node(entry, indent)).join(', ')}]`;
  }
  const lines = list.map((entry) => `${margin(indent + 1)}${node(entry, indent + 1)},\n`);
  return `[\n${lines.join('')}${margin(indent)}]`;
}

function mapping(record: Readonly<Record<string, unknown>>, indent: number): string {
  const keys = sortedKeys(record);
  if (keys.length === 0) return '{}';
  const lines = keys.map((key) => `${margin(indent + 1)}${kyamlKey(key)}: ${node(record[key], indent + 1)},\n`);
  return `{\n${lines.join('')}${margin(indent)}}`;
}

function margin(indent: number): string {
  return '  '.repeat(indent);
}
