import { CannotRunError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { isRecord, readList, readPath, readString } from '../../model/read.ts';
import { qualifiedName } from '../../model/resource-type.ts';
import type { ListQuery } from '../../model/source.ts';
import { completeObject } from './complete-object.ts';
import type { Page } from './read-pages.ts';

/** The items of one page that are objects; each of the others goes to `report`, but for what was left out on purpose. */
export function readItems(page: Page, { type }: ListQuery, report: (gap: Gap) => void): readonly KubernetesObject[] {
  requireList(page.value, 'items', type);
  const objects: KubernetesObject[] = [];
  for (const [index, item] of readList(readPath(page.value, 'items')).entries()) {
    if (item === null && page.isThinned) continue;
    const object = completeObject(item, type);
    if (object === undefined) report(malformedItem(type, item, index));
    else if (object.kind !== type.kind) throw otherKind(type, object.kind);
    else objects.push(object);
  }
  return objects;
}

/**
 * An answer that holds no list must not read as an empty one; Go writes an empty list as null.
 * @throws CannotRunError when it is none.
 */
export function requireList(value: unknown, field: 'items' | 'rows', type: ListQuery['type']): void {
  const list = isRecord(value) && Object.hasOwn(value, field) ? value[field] : undefined;
  if (list === null || Array.isArray(list)) return;
  throw new CannotRunError(`error: the server's response for ${qualifiedName(type)} is not a list`);
}

/** What the server lists under a wrong name must not be taken for what was asked. */
function otherKind(type: ListQuery['type'], kind: string): CannotRunError {
  return new CannotRunError(`error: the server's response for ${qualifiedName(type)} lists objects of kind ${kind}`);
}

/** Names an item that is no object of the API, so that the rest can be used. */
export function malformedItem(type: ListQuery['type'], item: unknown, index: number): Gap {
  const namespace = readString(readPath(item, 'metadata', 'namespace'));
  const what = isRecord(item) ? 'has no name' : 'is not an object';
  return {
    what: qualifiedName(type),
    group: type.group,
    kind: type.kind,
    namespace,
    reason: 'failed',
    message: `item ${index + 1} of the server's response ${what} and was omitted`,
  };
}

/** Leaves out what was given before a list began again. */
export class GivenKeys {
  readonly #keys = new Set<string>();

  /**
   * The entries that were not given yet.
   * @param more whether another page follows: a list of one page needs no memory.
   */
  keepNew<Entry>(
    entries: readonly Entry[],
    objectOf: (entry: Entry) => KubernetesObject,
    more: boolean,
  ): readonly Entry[] {
    if (!more && this.#keys.size === 0) return entries;
    return entries.filter((entry) => {
      const { metadata } = objectOf(entry);
      const key = `${readString(metadata['namespace']) ?? ''}/${metadata.name}`;
      if (this.#keys.has(key)) return false;
      this.#keys.add(key);
      return true;
    });
  }
}
