import { CannotRunError, ServerError } from '../../model/errors.ts';
import { readList, readPath, readString } from '../../model/read.ts';
import { qualifiedName } from '../../model/resource-type.ts';
import type { ListQuery } from '../../model/source.ts';
import type { ApiClient } from './api-client.ts';
import { leaveOutItems } from './leave-out-items.ts';
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
  /** Whether `null` stands for items that were left out. */
  readonly isThinned: boolean;
}

/** A page that was asked for. */
interface Asked {
  readonly token: string | undefined;
  readonly answer: Promise<Pick<Page, 'value' | 'isThinned'>>;
}

/**
 * The pages of one list. The next page is asked for before the current one is parsed, and answered while that one is
 * used. When the list's token expired (410) it goes on with the token that the server offers in its place, or begins
 * again: then objects come once more (`GivenKeys`).
 * @param accept the rendering that is asked for.
 */
export async function* readPages(client: ApiClient, query: ListQuery, accept: string): AsyncGenerator<Page> {
  const leave = new AbortController();
  const limit = query.chunkSize === undefined ? DEFAULT_CHUNK : Math.max(0, query.chunkSize);
  const { thinning } = query;
  /** How many objects the pages had, and how many the list has, as far as they have said. */
  let given = 0;
  let known = 0;
  let waiting = false;
  let ahead: Asked | undefined;

  const ask = (token: string | undefined): Asked => {
    let isThinned = false;
    const answer = client
      .read({
        path: withQuery(collectionPath(query.type, query.namespace), {
          continue: token,
          fieldSelector: query.fieldSelector,
          labelSelector: query.labelSelector,
          limit: limit === 0 ? undefined : String(limit),
        }),
        accept,
        subject: { verb: 'get', resource: qualifiedName(query.type) },
        signal: leave.signal,
        // Only for the page that is waited for: one page ahead is enough.
        beforeParsing: (body) => {
          const { continue: following, remaining } = findMetadata(body);
          if (waiting && following !== undefined) ahead = ask(following);
          if (thinning === undefined || Math.max(known, remaining) <= thinning.above) return body;
          const thinned = leaveOutItems(body, thinning.without) ?? body;
          isThinned = thinned !== body;
          return thinned;
        },
      })
      .then(({ value }) => ({ value, isThinned }));
    // An error is thrown when the page's turn comes; until then it must not count as unhandled.
    answer.catch(() => undefined);
    return { token, answer };
  };

  let restarts = 0;
  /** The tokens that were followed since the list began. */
  const followed = new Set<string>();
  let next: Asked | undefined = ask(undefined);
  try {
    while (next !== undefined) {
      const { token, answer }: Asked = next;
      let page: Awaited<Asked['answer']>;
      try {
        ahead = undefined;
        waiting = true;
        page = await answer;
      } catch (error) {
        if (token === undefined || !isExpired(error)) throw error;
        const offered = error.details?.continueToken;
        const goOn = offered !== undefined && !followed.has(offered);
        if (!goOn && restarts++ >= MOST_RESTARTS) throw error;
        if (!goOn) [given, known] = [0, 0];
        if (!goOn) followed.clear();
        if (goOn) followed.add(offered);
        next = ask(goOn ? offered : undefined);
        continue;
      } finally {
        waiting = false;
      }
      const { value } = page;
      const remaining = readPath(value, 'metadata', 'remainingItemCount');
      given += readList(readPath(value, 'items')).length;
      known = given + (typeof remaining === 'number' ? remaining : 0);
      next = follow(readString(readPath(value, 'metadata', 'continue')));
      const resourceVersion = readString(readPath(value, 'metadata', 'resourceVersion')) ?? '';
      yield { ...page, resourceVersion, more: next !== undefined };
    }
  } finally {
    leave.abort();
  }

  /** What was asked ahead when its token was the right one. */
  function follow(token: string | undefined): Asked | undefined {
    if (token === undefined) return undefined;
    // A list that leads to a page of itself has no end.
    if (followed.has(token)) {
      throw new CannotRunError(
        `error: the server's list of ${qualifiedName(query.type)} never ends: it repeats its continue token`,
      );
    }
    followed.add(token);
    return ahead?.token === token ? ahead : ask(token);
  }
}

/** Whether the server says that a token or resource version is too old. */
export function isExpired(error: unknown): error is ServerError {
  return error instanceof ServerError && (error.code === 410 || error.reason === 'Expired' || error.reason === 'Gone');
}

/** How far from either end of a list its metadata may lie. */
const NEAR = 4096;

/**
 * The continue token of a list that is not parsed yet, and how many objects follow. Typed lists begin with their metadata, those
 * of custom resources end with it. A guess: an object may hold the same words, so the parsed list decides.
 */
function findMetadata(body: Buffer): { readonly continue: string | undefined; readonly remaining: number } {
  const pattern = /"metadata":\{[^{}]*?"continue":"([\w=-]+)"(?:,"remainingItemCount":(\d+))?/;
  const head = body.toString('latin1', 0, NEAR);
  // Custom resources: `{"apiVersion":…,"items":[…`.
  const isAtHead = /^\{[^{}[\]]*"metadata":\{/.test(head);
  const found = pattern.exec(isAtHead ? head : body.toString('latin1', Math.max(0, body.length - NEAR)));
  return { continue: found?.[1], remaining: Number(found?.[2] ?? 0) };
}
