import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { ExitCode } from '../../cli/io.ts';
import { errorText, exitCodeOf, reportError } from '../../cli/report-error.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import { escapeControl } from '../../text/escape.ts';
import { sortsByMetadata } from './build-section.ts';
import type { GetRun } from './get-flags.ts';
import type { Listing } from '../select/listing.ts';
import type { OutputFormat } from './output-format.ts';
import { compileSortPath, explain } from './print-tables.ts';
import { Progress } from './progress.ts';
import { notFound } from '../select/read-listing.ts';
import type { ReadOptions } from '../select/read-listing.ts';
import { explainFeedError, openFeed, openFeeds } from './watch-feed.ts';
import type { Change, Feed, FeedOptions } from './watch-feed.ts';
import type { WatchOutput } from './watch-output.ts';
import type { WatchedRelatives } from './watch-relatives.ts';

/** What is watched and how it is written. */
export interface WatchRequest {
  readonly listings: readonly Listing[];
  readonly format: OutputFormat;
  /** Whether names carry their kind: several types were asked for. */
  readonly withKind: boolean;
  readonly read: ReadOptions;
  readonly relatives: WatchedRelatives;
  /** Says what could not be read, once the beginning is printed. */
  readonly conclude: (printed: boolean) => ExitCode;
}

/** Changes of other kinds are gathered so long: a busy cluster costs one look at the rows a pause. */
const PAUSE = 300;

/** The progress is written once for so many objects. */
const PROGRESS_STEP = 500;

/**
 * Prints what `get` prints, then what changes, until the source ends: Ctrl-C for a cluster, at once for files. Types and
 * names that cannot be read are named after the beginning and the others go on.
 * @throws AnswerError where a path of the user fits no object.
 */
export async function watchListings(run: GetRun, request: WatchRequest): Promise<ExitCode> {
  warnOfSorting(run);
  const output = await openOutput(run, request);
  return new Watch(run, request, output).run();
}

/** kubectl's words. */
function warnOfSorting({ io, flags }: GetRun): void {
  if ((flags.sortBy ?? '') === '') return;
  const asked = flags.watch === true ? '--watch' : '--watch-only';
  const what = flags.watch === true ? 'ignored for watch events received' : 'ignored';
  io.writeError(`warning: ${asked} requested, --sort-by will be ${what}\n`);
}

async function openOutput(
  run: GetRun,
  { listings, format, withKind, read, relatives }: WatchRequest,
): Promise<WatchOutput> {
  // A picture is not followed: the flags are refused together.
  if (format.kind !== 'table' && format.kind !== 'graph') {
    const { WatchObjects } = await import('./watch-objects.ts');
    return WatchObjects.open(run, { listings, format, read });
  }
  const [{ WatchTables }, { readNeeds }] = await Promise.all([
    import('./watch-tables.ts'),
    import('./print-tables.ts'),
  ]);
  const request = { listings, wide: format.kind === 'table' && format.wide, withKind, read, relatives };
  const output = await WatchTables.open(run, request);
  await readNeeds(request);
  return output;
}

/** One run of a watch. */
class Watch {
  readonly #run: GetRun;
  readonly #request: WatchRequest;
  readonly #output: WatchOutput;
  readonly #end = new AbortController();
  readonly #failed = Promise.withResolvers<never>();
  #code: ExitCode = 0;
  #isRecheckDue = false;
  /** The types of listings to which some are added. */
  readonly #followed = new Map<Listing, Set<ResourceType>>();
  #sortsByMetadata = true;

  constructor(run: GetRun, request: WatchRequest, output: WatchOutput) {
    this.#run = run;
    this.#request = request;
    this.#output = output;
    this.#failed.promise.catch(() => undefined);
  }

  async run(): Promise<ExitCode> {
    const { listings, relatives, conclude } = this.#request;
    this.#sortsByMetadata = sortsByMetadata(await explain(() => compileSortPath(this.#run.flags.sortBy)));
    const feeds = listings.flatMap((listing) => openFeeds(listing, this.#optionsOf(listing)));
    try {
      const alive = await this.#readFirst(feeds);
      // Ctrl-C at the beginning: half a list must not read as a whole one.
      if (this.#run.io.interrupted().aborted) return this.#code;
      const printed = await this.#output.printFirst(feeds);
      this.#code = conclude(printed);
      relatives.observe({ changed: () => this.#scheduleRecheck(), lost: (type, error) => this.#warn(type, error) });
      const following = alive.map((feed) => this.#follow(feed));
      // Backends appear when a route names them, even where there was none.
      if (listings.some(({ typesNow }) => typesNow !== undefined)) following.push(relatives.ended());
      await Promise.race([Promise.all(following), this.#failed.promise, aborted(this.#run.io.outClosed)]);
      return this.#code;
    } finally {
      this.#end.abort();
    }
  }

  #optionsOf(listing: Listing): FeedOptions {
    const asTable = this.#request.format.kind === 'table';
    const metadataOnly = this.#output.metadataOnly || (asTable && listing.metadataOnly && this.#sortsByMetadata);
    return { ...this.#request.read, asTable, metadataOnly };
  }

  /** Reads what is there. @returns the feeds that go on. */
  async #readFirst(feeds: readonly Feed[]): Promise<readonly Feed[]> {
    const progress = new Progress(this.#run.io);
    const take = async (feed: Feed): Promise<FirstAnswer> => {
      let found = 0;
      let read = 0;
      for (;;) {
        let result;
        try {
          result = await feed.events.next();
        } catch (error) {
          return { found, error };
        }
        if (result.done === true) return { found, ended: true };
        if (!isChange(result.value)) return { found };
        if (await this.#output.takeFirst(feed, result.value)) found++;
        if (++read % PROGRESS_STEP === 0) progress.add(PROGRESS_STEP, feed.listing.label);
      }
    };
    const answers = new Map<Feed, FirstAnswer>();
    if (this.#output.inTurn) for (const feed of feeds) answers.set(feed, await take(feed));
    else await Promise.all(feeds.map(async (feed) => answers.set(feed, await take(feed))));
    progress.end();
    return this.#judge(feeds, answers);
  }

  /** Names what cannot be read and which names no object has. @returns the feeds that go on. */
  #judge(feeds: readonly Feed[], answers: ReadonlyMap<Feed, FirstAnswer>): readonly Feed[] {
    const { problems, ignoreNotFound, source } = this.#request.read;
    const alive: Feed[] = [];
    const reported = new Set<string>();
    for (const feed of feeds) {
      const { error, ended, found = 0 } = answers.get(feed) ?? {};
      const { listing, name } = feed;
      if (error !== undefined) problems.addError(explainFeedError(error, feed, this.#request.read));
      if (name === undefined) {
        if (error === undefined && ended !== true) alive.push(feed);
        continue;
      }
      const namesakes = feeds.filter((other) => other.listing === listing && other.name === name);
      const missing = namesakes.every(
        (other) => answers.get(other)?.found === 0 && answers.get(other)?.error === undefined,
      );
      const key = `${listing.label}/${name}`;
      if (missing && !ignoreNotFound && !reported.has(key)) problems.addError(notFound(source, listing, name));
      reported.add(key);
      if (found > 0 && error === undefined && ended !== true) alive.push(feed);
    }
    return alive;
  }

  /** Prints what happens to the objects of one feed until it ends. */
  async #follow(feed: Feed): Promise<void> {
    for (;;) {
      let result;
      try {
        result = await feed.events.next();
      } catch (error) {
        if (this.#run.io.interrupted().aborted) return;
        const explained = explainFeedError(error, feed, this.#request.read);
        reportError(explained, this.#run.io, (this.#run.flags.v ?? 0) > 0);
        this.#code = worse(this.#code, exitCodeOf(explained));
        return;
      }
      if (result.done === true) return;
      if (isChange(result.value)) await this.#output.printChange(feed, result.value);
    }
  }

  #scheduleRecheck(): void {
    if (this.#isRecheckDue) return;
    this.#isRecheckDue = true;
    const { signal } = this.#end;
    delay(PAUSE, undefined, { signal })
      .then(() => this.#recheck())
      .catch((error: unknown) => {
        if (!signal.aborted) this.#failed.reject(error);
      });
  }

  /** Looks at every row again whose cells depend on other kinds. */
  async #recheck(): Promise<void> {
    this.#isRecheckDue = false;
    const { listings, relatives } = this.#request;
    if (!relatives.refresh()) return;
    for (const listing of listings) this.#followNewTypes(listing);
    await this.#output.recheck();
  }

  /** A route may name a backend of a kind that none named before. */
  #followNewTypes(listing: Listing): void {
    const followed = this.#followed.get(listing) ?? new Set(listing.types);
    this.#followed.set(listing, followed);
    for (const type of listing.typesNow?.() ?? []) {
      if (followed.has(type)) continue;
      followed.add(type);
      const names = listing.names.length === 0 ? [undefined] : listing.names;
      for (const name of names) {
        const feed = openFeed(listing, type, name, this.#optionsOf(listing));
        this.#follow(feed).catch((error: unknown) => this.#failed.reject(error));
      }
    }
  }

  #warn(type: string, error: unknown): void {
    const reason = escapeControl(errorText(error).replace(/^error: /, ''));
    this.#run.io.writeError(
      `Warning: cannot watch ${escapeControl(type)}, so what depends on it is not updated: ${reason}\n`,
    );
  }
}

/** Resolves when a signal is aborted. */
async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

interface FirstAnswer {
  readonly found: number;
  readonly ended?: true;
  readonly error?: unknown;
}

function isChange(event: Change | { readonly type: 'SYNCED' }): event is Change {
  return event.type !== 'SYNCED';
}

function worse(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}
