import { AnswerError } from '../../model/errors.ts';
import type { ResourceType } from '../../model/resource-type.ts';

type Located = Pick<ResourceType, 'group' | 'version' | 'plural' | 'namespaced'>;

/** The path of a type's objects: of one namespace, or without one of the whole cluster. */
export function collectionPath(type: Located, namespace: string | undefined): string {
  const root = type.group === '' ? `/api/${type.version}` : `/apis/${type.group}/${type.version}`;
  if (!type.namespaced || namespace === undefined || namespace === '') return `${root}/${type.plural}`;
  return `${root}/namespaces/${pathSegment('namespace', namespace)}/${type.plural}`;
}

/** The path of one object, or of a subresource of it. */
export function objectPath(type: Located, namespace: string | undefined, name: string, subresource?: string): string {
  const path = `${collectionPath(type, namespace)}/${pathSegment('resource name', name)}`;
  return subresource === undefined || subresource === '' ? path : `${path}/${pathSegment('subresource', subresource)}`;
}

/** A path with its query; parameters that are undefined or empty are left out. */
export function withQuery(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const pairs: string[] = [];
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') pairs.push(`${key}=${encodeURIComponent(value)}`);
  }
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** client-go refuses what would leave the path (rest.IsValidPathSegmentName). */
function pathSegment(what: string, value: string): string {
  const reasons: string[] = [];
  if (value === '.' || value === '..') reasons.push(`may not be '${value}'`);
  for (const illegal of ['/', '%']) if (value.includes(illegal)) reasons.push(`may not contain '${illegal}'`);
  if (reasons.length > 0) throw new AnswerError(`invalid ${what} ${JSON.stringify(value)}: [${reasons.join(', ')}]`);
  return encodeURIComponent(value);
}
