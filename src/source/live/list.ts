import { CannotRunError, ServerError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { isRecord, readList, readPath, readString } from '../../model/read.ts';
import { qualifiedName } from '../../model/resource-type.ts';
import type { ListQuery } from '../../model/source.ts';
import type { ApiClient } from './api-client.ts';
import { completeObject } from './complete-object.ts';
import { collectionPath, withQuery } from './resource-path.ts';

const DEFAULT_CHUNK = 500;
/** How often a list begins again after its token expired without a successor. */
const MOST_RESTARTS = 3;

/** One page of a list as the server sent it. */
export interface Page {
  readonly value: unknown;
  /** Of the list's own metadata: where a watch goes on. */
  readonly resourceVersion: string;
  /** Whether another page follows. */
  readonly more: boolean;
}

/**
 * The pages of one list. The next page is asked for while the current one is used. When the list's token expired (410)
 * it goes on with the token that the server offers in its place, or begins again:
 * then objects come once more (`GivenKeys`).
 * @param accept the rendering that is asked for.
 */
export async function* readPages(client: ApiClient, query: ListQuery, accept: string): AsyncGenerator<Page> {
  const leave = new AbortController();
  const limit = query.chunkSize === undefined ? DEFAULT_CHUNK : Math.max(0, query.chunkSize);
  const ask = (continueToken: string | undefined): Promise<unknown> =>
    client
      .read({
        path: withQuery(collectionPath(query.type, query.namespace), {
          continue: continueToken,
          fieldSelector: query.fieldSelector,
          labelSelector: query.labelSelector,
          limit: limit === 0 ? undefined : String(limit),
        }),
        accept,
        subject: { verb: 'get', resource: qualifiedName(query.type) },
        signal: leave.signal,
      })
      .then(({ value }) => value);

  let restarts = 0;
  let next: Promise<unknown> | undefined = ask(undefined);
  let token: string | undefined;
  try {
    while (next !== undefined) {
      let value: unknown;
      try {
        value = await next;
      } catch (error) {
        if (token === undefined || !isExpired(error)) throw error;
        const offered: string | undefined = error.details?.continueToken;
        if (offered === undefined || offered === token) {
          if (restarts++ >= MOST_RESTARTS) throw error;
          token = undefined;
        } else {
          token = offered;
        }
        next = ask(token);
        continue;
      }
      token = readString(readPath(value, 'metadata', 'continue'));
      next = token === undefined ? undefined : ask(token);
      // Its error is thrown when its turn comes; until then it must not count as unhandled.
      next?.catch(() => undefined);
      const resourceVersion = readString(readPath(value, 'metadata', 'resourceVersion')) ?? '';
      yield { value, resourceVersion, more: next !== undefined };
    }
  } finally {
    leave.abort();
  }
}

/** Whether the server says that a token or resource version is too old. */
export function isExpired(error: unknown): error is ServerError {
  return error instanceof ServerError && (error.code === 410 || error.reason === 'Expired' || error.reason === 'Gone');
}

/** The items of one page that are objects; each of the others is told to `report`. */
export function readItems(page: Page, { type }: ListQuery, report: (gap: Gap) => void): readonly KubernetesObject[] {
  requireList(page.value, 'items', type);
  const objects: KubernetesObject[] = [];
  for (const [index, item] of readList(readPath(page.value, 'items')).entries()) {
    const object = completeObject(item, type);
    if (object === undefined) report(malformedItem(type, item, index));
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
  throw new CannotRunError(`error: the server's answer for ${qualifiedName(type)} is no list`);
}

/** Names an item that is no object of the API, so that the rest can be used. */
export function malformedItem(type: ListQuery['type'], item: unknown, index: number): Gap {
  const namespace = readString(readPath(item, 'metadata', 'namespace'));
  const what = isRecord(item) ? 'has no name' : 'is no object';
  return {
    what: qualifiedName(type),
    group: type.group,
    kind: type.kind,
    namespace,
    reason: 'failed',
    message: `item ${index + 1} of the server's answer ${what} and was left out`,
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
