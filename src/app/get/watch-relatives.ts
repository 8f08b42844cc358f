import type { KubernetesObject } from '../../model/object.ts';
import { refKey, refOf } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import { qualifiedName } from '../../model/resource-type.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import { RelativeFacts } from './relative-facts.ts';
import type { Trace } from './relative-facts.ts';
import { Relatives } from './relatives.ts';
import type { ObjectsReading } from './relatives.ts';

/** Who wants to know what happens to the other kinds. */
export interface RelativesObserver {
  /** Something changed: `refresh` has news. */
  readonly changed: () => void;
  /** A kind is not followed any more: what is known of it grows old. */
  readonly lost: (type: string, error: unknown) => void;
}

/**
 * Relatives that are watched rather than listed: one trace an object is kept, and the facts are made again of all traces
 * when somebody wants to see what changed, so that a busy cluster costs no more than one pass a look.
 */
export class WatchedRelatives extends Relatives {
  readonly #traces = new Map<string, Trace>();
  readonly #following: Promise<void>[] = [];
  /** What decides about policies across namespaces and is followed. */
  readonly #judges = new Set<GroupKind>();
  #observer: RelativesObserver | undefined;
  #isStale = false;
  readonly #lost: (readonly [string, unknown])[] = [];

  /** Sets who is notified of changes from now on. */
  observe(observer: RelativesObserver): void {
    this.#observer = observer;
    for (const [type, error] of this.#lost) observer.lost(type, error);
    if (this.#isStale) observer.changed();
  }

  /** Takes in what changed. @returns whether anything did. */
  refresh(): boolean {
    if (!this.#isStale) return false;
    this.#isStale = false;
    this.facts = new RelativeFacts();
    for (const trace of this.#traces.values()) this.facts.add(trace);
    this.#followJudges();
    return true;
  }

  /** Whose word counts is read at the beginning: what objects will say is not known yet. */
  override prepareToHear(kinds: readonly GroupKind[]): Promise<void> {
    return this.read(kinds, { quiet: true, once: true });
  }

  /** A new policy may be the first that leaves its namespace. */
  #followJudges(): void {
    const news = this.facts.neededJudges.filter((judge) => !this.#judges.has(judge));
    if (news.length === 0) return;
    for (const judge of news) this.#judges.add(judge);
    void this.readJudges().then(() => this.#markStale());
  }

  /** Resolves when nothing is followed any more. */
  async ended(): Promise<void> {
    await Promise.all(this.#following);
  }

  /** Resolves when all objects were given once; the rest arrives as changes. */
  protected override readObjects(
    type: ResourceType,
    namespace: string | undefined,
    { countsOnly, once }: ObjectsReading,
  ): Promise<void> {
    if (once) return this.#readOnce(type, namespace, countsOnly);
    return new Promise((resolve, reject) => {
      const following = this.#follow(type, namespace, countsOnly, resolve).then(resolve, reject);
      this.#following.push(following);
    });
  }

  async #readOnce(type: ResourceType, namespace: string | undefined, countsOnly: boolean): Promise<void> {
    for await (const page of this.source.list({ type, namespace, metadataOnly: countsOnly })) {
      for (const object of page) {
        const trace = this.traceOf(object, type, countsOnly);
        this.#traces.set(refKey(refOf(object)), trace);
        this.facts.add(trace);
      }
    }
  }

  async #follow(
    type: ResourceType,
    namespace: string | undefined,
    countsOnly: boolean,
    synced: () => void,
  ): Promise<void> {
    let isSynced = false;
    const keep = (object: KubernetesObject): void => {
      const trace = this.traceOf(object, type, countsOnly);
      this.#traces.set(refKey(refOf(object)), trace);
      if (!isSynced) this.facts.add(trace);
    };
    try {
      for await (const event of this.source.watch({ type, namespace, metadataOnly: countsOnly })) {
        if (event.type === 'SYNCED') {
          isSynced = true;
          synced();
          continue;
        }
        if (event.type === 'DELETED') this.#traces.delete(refKey(refOf(event.object)));
        else keep(event.object);
        if (isSynced) this.#markStale();
      }
    } catch (error) {
      if (!isSynced) throw error;
      this.#lost.push([qualifiedName(type), error]);
      this.#observer?.lost(qualifiedName(type), error);
    }
  }

  #markStale(): void {
    this.#isStale = true;
    this.#observer?.changed();
  }
}
