import { isRecord } from '../model/read.ts';
import { goText } from './go-text.ts';
import { evaluateJsonPath } from './jsonpath-evaluate.ts';
import { JsonPathError } from './jsonpath-nodes.ts';
import type { JsonPathNode } from './jsonpath-nodes.ts';
import { parseJsonPath } from './jsonpath-parse.ts';
import { compactJson, indentedJson } from './sorted-json.ts';

export { JsonPathError };

/** A template that was parsed once and is applied to any number of values. */
export interface JsonPath {
  /** As the user wrote it. */
  readonly template: string;
  /** The values that each piece of the template finds. @throws JsonPathError */
  readonly find: (data: unknown) => readonly (readonly unknown[])[];
}

/** Parses a template of `-o jsonpath=`. @throws JsonPathError in client-go's words. */
export function compileJsonPath(template: string): JsonPath {
  const nodes: readonly JsonPathNode[] = parseJsonPath(template);
  return { template, find: (data) => evaluateJsonPath(nodes, data) };
}

/**
 * Prints what a template finds as `-o jsonpath=` does: texts as they are, maps and lists as JSON, values of one piece with
 * a blank between, pieces without.
 */
export function formatJsonPath(path: JsonPath, data: unknown): string {
  return path
    .find(data)
    .map((values) => values.map(valueText).join(' '))
    .join('');
}

/** Prints what a template finds as `-o jsonpath-as-json=` does: one JSON list a piece. */
export function formatJsonPathAsJson(path: JsonPath, data: unknown): string {
  return path
    .find(data)
    .map((values) => `${indentedJson(values)}\n`)
    .join('');
}

function valueText(value: unknown): string {
  if (isRecord(value) || Array.isArray(value)) return compactJson(value);
  return value === null || value === undefined ? 'null' : goText(value);
}

const RELAXED = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/;

/**
 * A path as `--sort-by` and custom columns take it: `metadata.name`, `.metadata.name`, `{metadata.name}` or
 * `{.metadata.name}` all mean `{.metadata.name}`.
 * @throws JsonPathError in kubectl's words.
 */
export function compileRelaxedPath(text: string): JsonPath {
  if (text === '') return compileJsonPath('');
  const match = RELAXED.exec(text);
  if (match === null) {
    throw new JsonPathError(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    );
  }
  return compileJsonPath(`{.${match[1] ?? match[2] ?? ''}}`);
}
