import { ServerError } from '../../src/model/errors.ts';
import { openFilesSource } from '../../src/source/files/files-source.ts';
import type { ResourceCatalog } from '../../src/model/resource-type.ts';
import type { GetQuery, ListQuery, Source } from '../../src/model/source.ts';
import type { AskedSource } from './run-verb.ts';

/** The clock of the tests. */
export const NOW = Date.parse('2026-11-25T12:00:00Z');

/** A source that answers as a cluster would, holds what a manifest says, and writes down what it was asked. */
export interface FakeCluster extends AskedSource {
  /** `get gateways/web in shop`, `list httproutes in all`, `list pods where app=x in shop`, `name services in all`, sorted. */
  readonly asked: () => readonly string[];
}

/** What is never listed whole. */
const METADATA_ONLY = new Set(['namespaces', 'pods', 'customresourcedefinitions']);

/** What goes wrong, and what is not served. */
export interface Trouble {
  /** Plurals, or `plural in NAMESPACE` (`in all` for the whole cluster), that the asker may not read. */
  readonly forbidden?: readonly string[];
  /** Plurals that the server does not serve. */
  readonly unserved?: readonly string[];
  readonly kind?: Source['kind'];
}

/** Opens a cluster that holds the objects of a manifest. */
export async function openCluster(manifest: string, trouble: Trouble = {}): Promise<FakeCluster> {
  const inner = await openFilesSource(['-'], {
    namespace: 'default',
    cwd: '/',
    now: () => NOW,
    async *readInput() {
      yield await Promise.resolve(Buffer.from(manifest));
    },
  });
  const asked: string[] = [];
  const { forbidden = [], unserved = [] } = trouble;
  const note = (verb: string, what: string, { type, namespace }: ListQuery | GetQuery): void => {
    const place = `${type.plural} in ${namespace ?? 'all'}`;
    asked.push(`${verb} ${what} in ${namespace ?? 'all'}`);
    if (forbidden.includes(type.plural) || forbidden.includes(place)) {
      const words = `${type.plural} is forbidden: User "u" cannot ${verb} resource "${type.plural}"`;
      throw new ServerError(403, 'Forbidden', words);
    }
  };
  return {
    ...inner,
    kind: trouble.kind ?? 'live',
    defaultNamespace: 'default',
    asked: () => asked.toSorted(),
    async catalog(): Promise<ResourceCatalog> {
      const { types, gaps } = await inner.catalog();
      return { types: types.filter(({ plural }) => !unserved.includes(plural)), gaps };
    },
    async *list(query) {
      const where = [query.labelSelector, query.fieldSelector].filter((part) => part !== undefined).join(' ');
      const isForNames = query.metadataOnly === true && !METADATA_ONLY.has(query.type.plural);
      note(isForNames ? 'name' : 'list', `${query.type.plural}${where === '' ? '' : ` where ${where}`}`, query);
      yield* inner.list(query);
    },
    async get(query) {
      note('get', `${query.type.plural}/${query.name}`, query);
      return inner.get(query);
    },
    async getTable(query) {
      note('table', `${query.type.plural}/${query.name}`, query);
      const object = await inner.get(query);
      return {
        columns: [
          { name: 'Name', type: 'string', priority: 0 },
          { name: 'Type', type: 'string', priority: 0 },
        ],
        rows: [{ cells: [object.metadata.name, object['type']], object }],
      };
    },
    listTable: (query) => inner.listTable(query),
    watch: (query) => inner.watch(query),
    watchTable: (query) => inner.watchTable(query),
    version: () => inner.version(),
    gaps: () => inner.gaps(),
    origin: (object) => inner.origin?.(object),
    locate: async (object, path) => inner.locate?.(object, path),
    close: () => inner.close(),
  };
}
