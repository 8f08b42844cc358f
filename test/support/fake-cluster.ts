import { FilesError, ServerError } from '../../src/model/errors.ts';
import type { Gap } from '../../src/model/gap.ts';
import type { KubernetesObject } from '../../src/model/object.ts';
import { openFilesSource } from '../../src/source/files/files-source.ts';
import type { ResourceCatalog, ResourceType } from '../../src/model/resource-type.ts';
import type {
  GetQuery,
  ListQuery,
  PermissionQuery,
  ServerColumn,
  ServerRow,
  Source,
  TableWatchEvent,
  WatchEvent,
} from '../../src/model/source.ts';
import type { AskedSource } from './run-verb.ts';

/** The clock of the tests. */
export const NOW = Date.parse('2026-11-25T12:00:00Z');

/** A source that answers as a cluster would, and writes down what it was asked. */
export interface FakeCluster extends AskedSource {
  /**
   * `get gateways/web in shop`, `list httproutes in all`, `list pods (metadata) where app=x in shop`, `table configmaps in shop`,
   * `refresh`: in the order of asking.
   */
  readonly asked: () => readonly string[];
}

/** What goes wrong, what is not served, and how the server answers. */
export interface Trouble {
  /** Plurals, or `plural in NAMESPACE` (`in all` for the whole cluster), that the asker may not read. */
  readonly forbidden?: readonly string[];
  /** Other errors in place of an answer, named likewise. */
  readonly errors?: Readonly<Record<string, Error>>;
  /** Plurals that the server does not serve. */
  readonly unserved?: readonly string[];
  /** What discovery tells, first from the cache and then afresh. */
  readonly catalogs?: readonly ResourceCatalog[];
  readonly gaps?: readonly Gap[];
  readonly kind?: Source['kind'];
  /** Of files: whether they are said to hold everything. Default: yes, as the cluster does. */
  readonly complete?: boolean;
  readonly pageSize?: number;
  /** The columns of the server's tables, and their cells. */
  readonly columns?: readonly ServerColumn[];
  readonly cells?: (object: KubernetesObject) => readonly unknown[];
  /** What a watch of the cluster tells after its first list. */
  readonly changes?: (query: ListQuery) => AsyncIterable<WatchEvent>;
}

/** The columns unless told: of those of a Secret the ones that are read. */
const COLUMNS: readonly ServerColumn[] = ['Name', 'Type'].map((name) => ({ name, type: 'string', priority: 0 }));

function cellsOf({ metadata, type }: KubernetesObject): readonly unknown[] {
  return [metadata.name, type];
}

/** What is in a cluster that holds nothing else: a manifest may not be empty. */
const DEFAULT_NAMESPACE: KubernetesObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } };

/** The API server's answer to somebody who may not. */
export function refusal(plural: string, verb = 'list'): ServerError {
  const message = `${plural} is forbidden: User "u" cannot ${verb} resource "${plural}"`;
  return new ServerError(403, 'Forbidden', message);
}

/** Opens a cluster that holds objects, or those of a manifest. */
export async function openCluster(
  held: string | readonly KubernetesObject[],
  trouble: Trouble = {},
): Promise<FakeCluster> {
  const inner = await openFilesSource(['-'], {
    namespace: 'default',
    complete: trouble.complete ?? true,
    cwd: '/',
    now: () => NOW,
    async *readInput() {
      yield await Promise.resolve(Buffer.from(typeof held === 'string' ? held : manifestOf(held)));
    },
  });
  const asked: string[] = [];
  const { forbidden = [], errors = {}, unserved = [], kind = 'live', pageSize } = trouble;
  const { columns = COLUMNS, cells = cellsOf, changes } = trouble;
  const note = (verb: string, what: string, { type, namespace = 'all' }: ListQuery | GetQuery): void => {
    asked.push(`${verb} ${type.plural}${what} in ${namespace}`);
    for (const place of [`${type.plural} in ${namespace}`, type.plural]) {
      if (Object.hasOwn(errors, place)) throw errors[place];
      if (forbidden.includes(place)) throw refusal(type.plural, what.startsWith('/') ? 'get' : 'list');
    }
  };
  async function* list(query: ListQuery): AsyncGenerator<readonly KubernetesObject[]> {
    note('list', partOf(query), query);
    const isCut = kind === 'live' && query.metadataOnly === true;
    for await (const page of pagesOf(query)) yield isCut ? page.map(metadataOf) : page;
  }
  async function* watch(query: ListQuery): AsyncGenerator<WatchEvent> {
    for await (const page of list(query)) for (const object of page) yield { type: 'ADDED', object };
    yield { type: 'SYNCED' };
    if (kind === 'live' && changes !== undefined) yield* changes(query);
  }
  async function* pagesOf(query: ListQuery): AsyncGenerator<readonly KubernetesObject[]> {
    try {
      yield* inner.list({ ...query, chunkSize: pageSize ?? query.chunkSize });
    } catch (error) {
      throw answerOf(error, kind);
    }
  }
  async function getInner(query: GetQuery): Promise<KubernetesObject> {
    try {
      return await inner.get(query);
    } catch (error) {
      throw answerOf(error, kind);
    }
  }
  const rowOf = (object: KubernetesObject): ServerRow => ({ cells: cells(object), object });
  const isServed = ({ plural }: ResourceType): boolean => !unserved.includes(plural);
  return {
    kind,
    defaultNamespace: 'default',
    asked: () => asked,
    async catalog({ refresh = false } = {}) {
      if (refresh) asked.push('refresh');
      const { types, gaps } = trouble.catalogs?.at(refresh ? -1 : 0) ?? (await inner.catalog());
      return { types: types.filter(isServed), gaps };
    },
    list,
    async get(query) {
      note('get', `/${query.name}`, query);
      return getInner(query);
    },
    async *listTable(query) {
      note('table', partOf(query), query);
      for await (const page of pagesOf(query)) yield { columns, rows: page.map(rowOf) };
    },
    async getTable(query) {
      note('table', `/${query.name}`, query);
      return { columns, rows: [rowOf(await getInner(query))] };
    },
    watch,
    async *watchTable(query): AsyncGenerator<TableWatchEvent> {
      for await (const event of watch(query)) {
        yield event.type === 'SYNCED' ? event : { type: event.type, columns, row: rowOf(event.object) };
      }
    },
    // A right is asked for with its verb: `list secrets in all` is forbidden by `secrets`, and by `secrets in all`.
    ...(kind === 'live' && {
      permits: async ({ verb, type, namespace = 'all' }: PermissionQuery) => {
        asked.push(`may ${verb} ${type.plural} in ${namespace}`);
        return ![`${type.plural} in ${namespace}`, type.plural].some((place) => forbidden.includes(place));
      },
    }),
    version: () => inner.version(),
    gaps: () => trouble.gaps ?? inner.gaps(),
    holdsAll: (type, place) => kind === 'live' || (inner.holdsAll?.(type, place) ?? true),
    origin: (object) => inner.origin?.(object),
    locate: async (object, path) => inner.locate?.(object, path),
    close: () => inner.close(),
  };
}

/** What the API server says where files say it. */
function answerOf(error: unknown, kind: Source['kind']): unknown {
  if (kind === 'files' || !(error instanceof FilesError)) return error;
  const message = error.elsewhere === undefined ? error.message : error.message.replace(`: ${error.elsewhere}`, '');
  return new ServerError(error.code, error.reason, message);
}

function metadataOf({ apiVersion, kind, metadata }: KubernetesObject): KubernetesObject {
  return { apiVersion, kind, metadata };
}

/** Objects as a manifest. */
function manifestOf(objects: readonly KubernetesObject[]): string {
  const items = objects.length === 0 ? [DEFAULT_NAMESPACE] : objects;
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

/** Which part of the objects of a type is asked for. */
function partOf({ metadataOnly = false, labelSelector, fieldSelector }: ListQuery): string {
  const where = [labelSelector, fieldSelector].filter((part) => part !== undefined).join(' ');
  return `${metadataOnly ? ' (metadata)' : ''}${where === '' ? '' : ` where ${where}`}`;
}
