import type { KubernetesObject } from '../../../src/model/object.ts';
import { refKey, refOf } from '../../../src/model/ref.ts';
import type { ListQuery, Source, WatchEvent } from '../../../src/model/source.ts';
import { openCluster, refusal } from '../../support/fake-cluster.ts';
import type { FakeCluster, Trouble } from '../../support/fake-cluster.ts';

/** A cluster in memory whose objects change, and that tells its watches so. */
export interface ChangingCluster {
  readonly source: Source;
  /** What was asked, over all versions of it. */
  readonly asked: () => readonly string[];
  /** Puts an object there, in a new version. */
  readonly put: (object: KubernetesObject) => Promise<void>;
  readonly remove: (object: KubernetesObject) => Promise<void>;
}

/** What goes wrong with it. */
export interface ChangingTrouble extends Trouble {
  /** Plurals that may be read, but not watched. */
  readonly unwatchable?: readonly string[];
}

interface Happening {
  readonly plural: string;
  readonly event: Exclude<WatchEvent, { type: 'SYNCED' }>;
}

/** @param signal ends its watches. */
export async function openChangingCluster(
  objects: readonly KubernetesObject[],
  signal: AbortSignal,
  { unwatchable = [], ...trouble }: ChangingTrouble = {},
): Promise<ChangingCluster> {
  const held = new Map(objects.map((object) => [refKey(refOf(object)), versioned(object, 1)]));
  const log: Happening[] = [];
  const asked: string[] = [];
  let wake = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => wake.resolve());
  let version = 1;
  let now: FakeCluster = await openCluster([...held.values()], trouble);

  async function tell(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: KubernetesObject): Promise<void> {
    asked.push(...now.asked());
    now = await openCluster([...held.values()], trouble);
    const { types } = await now.catalog();
    const plural = types.find(({ kind }) => kind === object.kind)?.plural ?? '';
    log.push({ plural, event: { type, object } });
    wake.resolve();
    wake = Promise.withResolvers<void>();
  }

  async function* watch(query: ListQuery): AsyncGenerator<WatchEvent> {
    let at = log.length;
    if (unwatchable.includes(query.type.plural)) throw refusal(query.type.plural, 'watch');
    asked.push(`watch ${query.type.plural} ${query.namespace ?? ''} ${query.fieldSelector ?? ''}`.trimEnd());
    for await (const page of now.list(query)) for (const object of page) yield { type: 'ADDED', object };
    yield { type: 'SYNCED' };
    const name = query.fieldSelector?.replace(/^metadata\.name=/, '');
    while (!signal.aborted) {
      const happening = log[at];
      if (happening === undefined) {
        await wake.promise;
        continue;
      }
      at++;
      const { plural, event } = happening;
      if (plural !== query.type.plural || (name !== undefined && name !== event.object.metadata.name)) continue;
      if (query.namespace !== undefined && query.namespace !== event.object.metadata['namespace']) continue;
      yield event;
    }
  }

  return {
    asked: () => [...asked, ...now.asked()],
    async put(object) {
      const key = refKey(refOf(object));
      const type = held.has(key) ? 'MODIFIED' : 'ADDED';
      const next = versioned(object, ++version);
      held.set(key, next);
      await tell(type, next);
    },
    async remove(object) {
      held.delete(refKey(refOf(object)));
      await tell('DELETED', object);
    },
    source: {
      kind: now.kind,
      defaultNamespace: now.defaultNamespace,
      catalog: (options) => now.catalog(options),
      list: (query) => now.list(query),
      get: (query) => now.get(query),
      listTable: (query) => now.listTable(query),
      getTable: (query) => now.getTable(query),
      watch,
      watchTable: (query) => now.watchTable(query),
      version: () => now.version(),
      gaps: () => now.gaps(),
      close: () => now.close(),
    },
  };
}

function versioned(object: KubernetesObject, version: number): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
}
