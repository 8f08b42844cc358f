import { groupOf } from '../../model/object.ts';
import type { GroupKind } from '../../model/ref.ts';

const YAML_FIELD = /^([ -]*)(apiVersion|kind|metadata|spec):(?: *["']?([\w./-]+))?/gm;
const JSON_FIELD = /"(apiVersion|kind|metadata|spec)"\s*:(?:\s*"([\w./-]+)")?/g;

/**
 * The type of an object that does not parse, by what its text says of itself, so that a broken Service is known to be a
 * Service: what refers to it is then unknown, not missing.
 * @param column where the object's text begins, counted from 1.
 * @returns what it says of its type, where it says both parts of it, or one and has the body of an object; else undefined.
 */
export function guessType(text: string, syntax: 'yaml' | 'json', column: number): Partial<GroupKind> | undefined {
  const found = syntax === 'json' ? jsonFields(text) : yamlFields(text, column);
  const apiVersion = found.get('apiVersion') ?? '';
  const kind = found.get('kind') ?? '';
  if (apiVersion !== '' && kind !== '') return { group: groupOf(apiVersion), kind };
  if (!found.has('metadata') && !found.has('spec')) return undefined;
  if (kind !== '') return { kind };
  return apiVersion === '' ? undefined : { group: groupOf(apiVersion) };
}

function jsonFields(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, field = '', value = ''] of text.matchAll(JSON_FIELD)) {
    if (!found.has(field)) found.set(field, value);
  }
  return found;
}

/** Only fields of the object itself count, which stand at its margin; that of a list's item is behind the dash. */
function yamlFields(text: string, column: number): ReadonlyMap<string, string> {
  const isItem = /^ *- /.test(text);
  const margin = isItem ? column + 1 : column - 1;
  const found = new Map<string, string>();
  for (const [, indent = '', field = '', value = ''] of text.matchAll(YAML_FIELD)) {
    if (indent.length === margin && !found.has(field)) found.set(field, value);
  }
  return found;
}
