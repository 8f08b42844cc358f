import { setTimeout as delay } from 'node:timers/promises';
import { CannotRunError, ServerError } from '../../model/errors.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { isRecord, readPath, readString } from '../../model/read.ts';
import { qualifiedName } from '../../model/resource-type.ts';
import type { ListQuery } from '../../model/source.ts';
import { statusError } from './answer-error.ts';
import type { ApiClient } from './api-client.ts';
import { isExpired, readPages } from './read-pages.ts';
import type { Page } from './read-pages.ts';
import { readLines } from './read-lines.ts';
import { collectionPath, withQuery } from './resource-path.ts';
import { WatchNotice } from './watch-notice.ts';
import type { Outages } from './watch-notice.ts';

/** How a watch shows its objects: whole, or as rows of the server's table. */
export interface Rendering<Entry> {
  readonly listAccept: string;
  readonly watchAccept: string;
  readonly readPage: (page: Page, query: ListQuery) => readonly Entry[];
  /** What an event carries; none where it is malformed. */
  readonly readEvent: (object: unknown) => readonly Entry[];
  readonly objectOf: (entry: Entry) => KubernetesObject;
  /** Stands for an object of which only its identity is known. */
  readonly fromIdentity: (object: KubernetesObject) => Entry;
}

/** What happened to one entry, or that the first list was given. */
export type EntryEvent<Entry> =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly entry: Entry }
  | { readonly type: 'SYNCED' };

/** What a watch needs of the process. */
export interface WatchIo {
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Of the source: watches that break together are said together. */
  readonly outages: Outages;
}

/** The server ends a watch itself after about this long, so that clients spread over its replicas. */
const LONGEST_WATCH = 300;
/** A connection that was lost without a word is noticed at the latest this long after the server should have ended it. */
const GRACE = 30_000;
const HEAD_LIMIT = 30_000;
/** A watch that stayed open this long was well, also when nothing happened. */
const WELL_OPENED = 5000;
const SHORTEST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

/** Enough of an object to know it again. */
interface Known {
  readonly identity: KubernetesObject;
  readonly uid: unknown;
  readonly resourceVersion: unknown;
}

/**
 * Lists a type, then follows it until `io.signal` ends it. It goes on from the last resource version after every
 * interruption, for as long as that takes; where the server has forgotten that version (410), it lists again and gives
 * the differences. Memory holds one small entry an object, whatever number of events pass.
 * @throws ServerError or CannotRunError when the first list fails, or the watch is refused when it is first opened.
 */
export async function* watchEntries<Entry>(
  client: ApiClient,
  query: ListQuery,
  rendering: Rendering<Entry>,
  io: WatchIo,
): AsyncGenerator<EntryEvent<Entry>> {
  const state = new WatchState(rendering, query);
  const notice = new WatchNotice(qualifiedName(query.type), io.outages);
  const leave = new AbortController();
  let synced = false;
  let everOpened = false;
  let failures = 0;
  try {
    while (!io.signal.aborted) {
      let openedAt = Number.POSITIVE_INFINITY;
      let heard = false;
      const wasWell = (): boolean => heard || io.now() - openedAt > WELL_OPENED;
      const opened = (): void => {
        everOpened = true;
        openedAt = io.now();
        notice.goesOn();
      };
      try {
        if (state.resourceVersion === undefined) {
          yield* state.list(client);
          if (!synced) yield { type: 'SYNCED' };
          synced = true;
        }
        for await (const event of openWatch(
          client,
          query,
          rendering,
          state.resourceVersion ?? '',
          leave.signal,
          opened,
        )) {
          const version = state.resourceVersion;
          for (const change of state.apply(event)) {
            heard = true;
            yield change;
          }
          // What tells nothing new, however often, is no watch that goes well.
          heard ||= state.resourceVersion !== version;
        }
      } catch (error) {
        if (io.signal.aborted) return;
        if (!synced || (!everOpened && isRefusal(error))) throw error;
        if (isExpired(error)) state.forgetVersion();
        else if (failures > 0 && !wasWell()) notice.interrupted(error);
      }
      // A server that opens watches and ends them at once must not be asked in a tight loop.
      failures = wasWell() ? 1 : failures + 1;
      // The first try comes at once: most often an idle connection was merely closed.
      if (failures > 1) await delay(pauseOf(failures), undefined, { signal: io.signal }).catch(() => undefined);
    }
  } catch (error) {
    if (!io.signal.aborted) throw error;
  } finally {
    leave.abort();
  }
}

/** Whether the server will not have this watch, now or later: no such right, no such verb. */
function isRefusal(error: unknown): boolean {
  return error instanceof ServerError && error.code < 500 && error.code !== 429 && !isExpired(error);
}

/** An event as the server sends it. */
interface RawEvent {
  readonly type: string;
  readonly object: unknown;
}

/** One connection's worth of events. */
async function* openWatch<Entry>(
  client: ApiClient,
  query: ListQuery,
  rendering: Rendering<Entry>,
  resourceVersion: string,
  signal: AbortSignal,
  opened: () => void,
): AsyncGenerator<RawEvent> {
  const seconds = LONGEST_WATCH + Math.floor(Math.random() * 30);
  const end = new AbortController();
  let timer = setTimeout(() => end.abort(), HEAD_LIMIT);
  try {
    const stream = await client.open({
      path: withQuery(collectionPath(query.type, query.namespace), {
        allowWatchBookmarks: 'true',
        fieldSelector: query.fieldSelector,
        labelSelector: query.labelSelector,
        resourceVersion,
        timeoutSeconds: String(seconds),
        watch: 'true',
      }),
      accept: rendering.watchAccept,
      subject: { verb: 'get', resource: qualifiedName(query.type) },
      signal: AbortSignal.any([signal, end.signal]),
    });
    clearTimeout(timer);
    timer = setTimeout(() => end.abort(), seconds * 1000 + GRACE);
    // A peer that vanished without a word is noticed by the system's probes.
    stream.socket.setKeepAlive(true, 15_000);
    opened();
    for await (const line of readLines(stream)) {
      const event = parseEvent(line);
      if (event.type === 'ERROR') {
        throw statusError(event.object) ?? new CannotRunError('error: the server ended the watch without a reason');
      }
      yield event;
    }
  } finally {
    clearTimeout(timer);
    end.abort();
  }
}

function parseEvent(line: string): RawEvent {
  try {
    const value: unknown = JSON.parse(line);
    const type = readString(readPath(value, 'type'));
    if (type !== undefined) return { type, object: readPath(value, 'object') };
  } catch {
    // Said below, in our words.
  }
  throw new CannotRunError('error: the server sent an event that is not JSON');
}

/** What is known of the watched objects: their versions, and the version from which the watch goes on. */
class WatchState<Entry> {
  readonly #rendering: Rendering<Entry>;
  readonly #query: ListQuery;
  readonly #known = new Map<string, Known>();
  /** Undefined: the objects must be listed. */
  resourceVersion: string | undefined;

  constructor(rendering: Rendering<Entry>, query: ListQuery) {
    this.#rendering = rendering;
    this.#query = query;
  }

  /** The server does not know our version any more. */
  forgetVersion(): void {
    this.resourceVersion = undefined;
  }

  /** Lists the objects and gives what differs from what is known: at first everything. */
  async *list(client: ApiClient): AsyncGenerator<EntryEvent<Entry>> {
    const seen = new Set<string>();
    // Of the first page: where a later one came from another version, the watch shows again what lies between.
    let version: string | undefined;
    for await (const page of readPages(client, this.#query, this.#rendering.listAccept)) {
      version ??= page.resourceVersion;
      for (const entry of this.#rendering.readPage(page, this.#query)) {
        seen.add(keyOf(this.#rendering.objectOf(entry)));
        yield* this.#upsert(entry);
      }
    }
    for (const [key, { identity }] of this.#known) {
      if (seen.has(key)) continue;
      this.#known.delete(key);
      yield { type: 'DELETED', entry: this.#rendering.fromIdentity(identity) };
    }
    this.resourceVersion = version ?? '';
  }

  /** Takes an event in; bookmarks only move the version on. */
  *apply({ type, object }: RawEvent): Generator<EntryEvent<Entry>> {
    const entries = type === 'BOOKMARK' ? [] : this.#rendering.readEvent(object);
    for (const entry of entries) {
      if (type === 'DELETED') yield* this.#remove(entry);
      else if (type === 'ADDED' || type === 'MODIFIED') yield* this.#upsert(entry);
    }
    const version = readString(readPath(object, 'metadata', 'resourceVersion')) ?? this.#versionOfRows(entries);
    if (version !== undefined) this.resourceVersion = version;
  }

  /** A table carries the version on the object of its row. */
  #versionOfRows(entries: readonly Entry[]): string | undefined {
    const last = entries.at(-1);
    return last === undefined ? undefined : readString(this.#rendering.objectOf(last).metadata['resourceVersion']);
  }

  *#upsert(entry: Entry): Generator<EntryEvent<Entry>> {
    const object = this.#rendering.objectOf(entry);
    const key = keyOf(object);
    const { uid, resourceVersion } = object.metadata;
    const before = this.#known.get(key);
    if (before !== undefined && before.uid === uid && before.resourceVersion === resourceVersion) {
      if (resourceVersion !== undefined) return;
    }
    this.#known.set(key, { identity: identityOf(object), uid, resourceVersion });
    if (before !== undefined && before.uid !== uid) {
      yield { type: 'DELETED', entry: this.#rendering.fromIdentity(before.identity) };
      yield { type: 'ADDED', entry };
    } else {
      yield { type: before === undefined ? 'ADDED' : 'MODIFIED', entry };
    }
  }

  *#remove(entry: Entry): Generator<EntryEvent<Entry>> {
    if (this.#known.delete(keyOf(this.#rendering.objectOf(entry)))) yield { type: 'DELETED', entry };
  }
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${readString(metadata['namespace']) ?? ''}/${metadata.name}`;
}

/** A small object of its own: it must not keep the whole one in memory. */
function identityOf({ apiVersion, kind, metadata }: KubernetesObject): KubernetesObject {
  const { name, namespace, uid, labels, creationTimestamp } = metadata;
  const identity = { name, ...(namespace === undefined ? {} : { namespace }), uid, creationTimestamp };
  return { apiVersion, kind, metadata: isRecord(labels) ? { ...identity, labels } : identity };
}

/** Doubles from half a second up to 15, a quarter of it by chance so that many clients do not come at once. */
function pauseOf(failures: number): number {
  const full = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** Math.min(failures - 2, 10));
  return full * (0.75 + Math.random() * 0.25);
}
