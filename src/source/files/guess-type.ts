import { groupOf } from '../../model/object.ts';
import type { GroupKind } from '../../model/ref.ts';

const YAML_FIELD = /^([ -]*)(apiVersion|kind): *["']?([\w./-]+)/gm;
const JSON_FIELD = /"(apiVersion|kind)"\s*:\s*"([\w./-]+)"/g;

/**
 * The type of an object that does not parse, by what its text says of itself, so that a broken Service is known to be a
 * Service: what refers to it is then unknown, not missing.
 * @param column where the object's text begins, counted from 1.
 * @returns undefined where the text does not say both apiVersion and kind.
 */
export function guessType(text: string, syntax: 'yaml' | 'json', column: number): GroupKind | undefined {
  const found = syntax === 'json' ? jsonFields(text) : yamlFields(text, column);
  const apiVersion = found.get('apiVersion');
  const kind = found.get('kind');
  return apiVersion === undefined || kind === undefined ? undefined : { group: groupOf(apiVersion), kind };
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
