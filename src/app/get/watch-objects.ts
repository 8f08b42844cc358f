import type { KubernetesObject } from '../../model/object.ts';
import { refKey, refOf } from '../../model/ref.ts';
import type { SortKey } from '../../print/sort.ts';
import { sortRows } from '../../print/sort.ts';
import { sortsByMetadata } from './build-section.ts';
import type { GetRun } from './get-flags.ts';
import { formatChange } from './format-change.ts';
import type { ChangeFormat } from './format-change.ts';
import type { ObjectsRequest } from './print-objects.ts';
import { safely, warnOfSecrets } from './print-objects.ts';
import { compileSortPath, explain } from './print-tables.ts';
import { keyOf } from './section-rows.ts';
import type { Change, Feed } from './watch-feed.ts';
import type { WatchOutput } from './watch-output.ts';
import type { JsonPath } from '../../print/jsonpath.ts';

/** An object of a listing whose members the relatives decide. */
interface Member {
  readonly feed: Feed;
  readonly object: KubernetesObject;
  readonly belongs: boolean;
}

/** A change with the value that it is sorted by. */
interface Waiting {
  readonly feed: Feed;
  readonly change: Change;
  readonly key: SortKey;
}

/** So many characters of first objects are written at once. */
const BATCH = 1 << 16;

/** Writes watched objects themselves, one after another, each as it is. */
export class WatchObjects implements WatchOutput {
  readonly inTurn = true;
  readonly metadataOnly: boolean;
  readonly #run: GetRun;
  readonly #format: ChangeFormat;
  readonly #sortBy: JsonPath | undefined;
  readonly #skipFirst: boolean;
  /** First objects that must wait: to be sorted, or to be aligned with the others. */
  readonly #waiting: Waiting[] = [];
  readonly #members = new Map<string, Member>();
  #text = '';
  #printed = false;

  private constructor(run: GetRun, request: ObjectsRequest, sortBy: JsonPath | undefined) {
    const io = safely(run.io);
    this.#run = { ...run, io };
    this.#sortBy = sortBy;
    this.#format = formatChange(request.format, run.flags);
    this.#skipFirst = run.flags.watchOnly === true;
    this.metadataOnly = request.format.kind === 'name' && sortsByMetadata(sortBy);
  }

  /** @throws AnswerError for a wrong path of `--sort-by`. */
  static async open(run: GetRun, request: ObjectsRequest): Promise<WatchObjects> {
    warnOfSecrets(run.io, request.listings, request.format);
    return new WatchObjects(run, request, await explain(() => compileSortPath(run.flags.sortBy)));
  }

  async takeFirst(feed: Feed, change: Change): Promise<boolean> {
    const known = this.#follow(feed, change);
    if (known === undefined) return false;
    if (this.#skipFirst) return true;
    if (this.#sortBy !== undefined || this.#format.aligned) {
      const key = await explain(() => keyOf(change.object, this.#sortBy));
      this.#waiting.push({ feed, change, key });
      return true;
    }
    await this.#add([{ feed, change }]);
    if (this.#text.length > BATCH) await this.#flush();
    return true;
  }

  async printFirst(): Promise<boolean> {
    const { template } = this.#sortBy ?? {};
    const waiting = this.#waiting.splice(0);
    await this.#add(template === undefined ? waiting : await explain(() => sortRows(waiting, template)));
    await this.#flush();
    return this.#printed;
  }

  async printChange(feed: Feed, change: Change): Promise<void> {
    const known = this.#follow(feed, change);
    if (known === undefined) return;
    await this.#add([{ feed, change: known }]);
    await this.#flush();
  }

  async recheck(): Promise<void> {
    for (const [key, member] of this.#members) {
      const { feed, object } = member;
      const belongs = feed.listing.accept(object);
      if (belongs === member.belongs) continue;
      this.#members.set(key, { ...member, belongs });
      await this.#add([{ feed, change: { type: belongs ? 'ADDED' : 'DELETED', object } }]);
    }
    await this.#flush();
  }

  /** The change if its object belongs to the listing; where that may change, the object is kept. */
  #follow(feed: Feed, change: Change): Change | undefined {
    const { listing } = feed;
    const belongs = listing.accept(change.object);
    if (listing.typesNow === undefined) return belongs ? change : undefined;
    const key = refKey(refOf(change.object));
    if (change.type !== 'DELETED') {
      this.#members.set(key, { feed, object: change.object, belongs });
      return belongs ? change : undefined;
    }
    const before = this.#members.get(key);
    this.#members.delete(key);
    return before?.belongs === true ? change : undefined;
  }

  async #add(changes: readonly { readonly feed: Feed; readonly change: Change }[]): Promise<void> {
    if (changes.length === 0) return;
    this.#text += await explain(() =>
      this.#format.write(changes.map(({ feed, change }) => ({ ...change, of: feed.type }))),
    );
  }

  async #flush(): Promise<void> {
    if (this.#text === '') return;
    const text = this.#text;
    this.#text = '';
    this.#printed = true;
    await this.#run.io.writeOut(text);
  }
}
