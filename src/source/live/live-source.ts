import { CannotRunError, ServerError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import { SECRET } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readString } from '../../model/read.ts';
import { sameGroupKind } from '../../model/ref.ts';
import { qualifiedName } from '../../model/resource-type.ts';
import type { ResourceCatalog } from '../../model/resource-type.ts';
import type {
  GetQuery,
  ListQuery,
  PermissionQuery,
  ServerColumn,
  ServerRow,
  ServerTable,
  ServerVersion,
  Source,
  TableWatchEvent,
  WatchEvent,
} from '../../model/source.ts';
import type { ApiClient } from './api-client.ts';
import { completeObject } from './complete-object.ts';
import type { Connection } from './connection.ts';
import type { DiscoveryCache } from './discovery-cache.ts';
import { discover } from './discovery.ts';
import { GivenKeys, readItems, requireList } from './list.ts';
import { readPages } from './read-pages.ts';
import { objectPath, withQuery } from './resource-path.ts';
import { readTable } from './server-table.ts';
import { watchEntries } from './watch.ts';
import type { WatchIo } from './watch.ts';
import { Outages } from './watch-notice.ts';
import { reviewAccess } from './review-access.ts';
import { withCertificates, withoutSecretValues } from './without-secret-values.ts';

const WHOLE = 'application/json';
const METADATA = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json';
const METADATA_LIST = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json';
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
/** Types that were fetched this long ago need no refresh. */
const JUST_NOW = 5000;

/**
 * The objects of a live API server.
 *
 * Secrets are read without their values, whatever is asked: `list` and `get` ask for their metadata only, tables carry
 * name, type and the number of keys, and the annotation in which `kubectl apply` keeps values is dropped. Only where a query asks for
 * certificates a Secret is read whole, and its values are forgotten as soon as its certificate was looked at.
 */
export class LiveSource implements Source {
  readonly kind = 'live';
  readonly defaultNamespace: string;
  readonly #client: ApiClient;
  readonly #connection: Connection;
  readonly #cache: DiscoveryCache;
  readonly #io: WatchIo;
  readonly #gaps: Gap[] = [];
  #catalog: Promise<ResourceCatalog> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: {
    readonly client: ApiClient;
    readonly connection: Connection;
    readonly cache: DiscoveryCache;
    readonly io: Omit<WatchIo, 'outages'> & { readonly writeError: (text: string) => void };
  }) {
    this.defaultNamespace = parts.connection.defaultNamespace;
    this.#client = parts.client;
    this.#connection = parts.connection;
    this.#cache = parts.cache;
    this.#io = { ...parts.io, outages: new Outages(parts.io.writeError) };
  }

  catalog(options?: { readonly refresh?: boolean }): Promise<ResourceCatalog> {
    const refresh = options?.refresh === true && this.#io.now() - this.#askedAt > JUST_NOW;
    if (this.#catalog === undefined || refresh) {
      this.#catalog = this.#loadCatalog(refresh);
      this.#catalog.catch(() => {
        this.#catalog = undefined;
      });
    }
    return this.#catalog;
  }

  async #loadCatalog(refresh: boolean): Promise<ResourceCatalog> {
    const cached = refresh ? undefined : await this.#cache.read();
    if (cached !== undefined) return cached;
    const catalog = await discover(this.#client, this.#connection.requestTimeout);
    this.#askedAt = this.#io.now();
    await this.#cache.write(catalog);
    return catalog;
  }

  async *list(query: ListQuery): AsyncGenerator<readonly KubernetesObject[]> {
    const isSecret = sameGroupKind(query.type, SECRET);
    const metadataOnly = query.metadataOnly === true || isSecret;
    const given = new GivenKeys();
    const report = this.#report;
    try {
      for await (const page of readPages(this.#client, query, metadataOnly ? METADATA_LIST : WHOLE)) {
        if (page.isThinned) query.thinning?.leftOut();
        const objects = given.keepNew(readItems(page, query, report), (object) => object, page.more);
        yield isSecret ? objects.map(withoutSecretValues) : objects;
      }
    } catch (error) {
      throw await this.#forgetAbsent(error);
    }
  }

  async get(query: GetQuery): Promise<KubernetesObject> {
    const isHidden = sameGroupKind(query.type, SECRET) && query.certificates !== true;
    const value = await this.#readObject(query, isHidden ? METADATA : WHOLE);
    const object = completeObject(value, query.type);
    if (object === undefined) throw brokenObject(query);
    return query.certificates === true ? withCertificates(object) : withoutSecretValues(object);
  }

  async *listTable(query: ListQuery): AsyncGenerator<ServerTable> {
    const given = new GivenKeys();
    let columns: readonly ServerColumn[] = [];
    try {
      for await (const page of readPages(this.#client, { ...query, thinning: undefined }, TABLE)) {
        if (readPath(page.value, 'kind') !== 'Table') requireList(page.value, 'items', query.type);
        const table = readTable(page.value, query.type, columns, this.#report);
        columns = table.columns;
        yield { columns, rows: given.keepNew(table.rows, ({ object }) => object, page.more) };
      }
    } catch (error) {
      throw await this.#forgetAbsent(error);
    }
  }

  async getTable(query: GetQuery): Promise<ServerTable> {
    const table = readTable(await this.#readObject(query, TABLE), query.type, [], this.#report);
    if (table.rows.length === 0) throw brokenObject(query);
    return table;
  }

  async *watch(query: ListQuery): AsyncGenerator<WatchEvent> {
    const metadataOnly = query.metadataOnly === true || sameGroupKind(query.type, SECRET);
    const report = this.#report;
    const events = watchEntries<KubernetesObject>(
      this.#client,
      query,
      {
        listAccept: metadataOnly ? METADATA_LIST : WHOLE,
        watchAccept: metadataOnly ? METADATA : WHOLE,
        readPage: (page, list) => readItems(page, list, report).map(withoutSecretValues),
        readEvent: (value) => {
          const object = completeObject(value, query.type);
          return object === undefined ? [] : [withoutSecretValues(object)];
        },
        objectOf: (object) => object,
        fromIdentity: (object) => object,
      },
      this.#io,
    );
    for await (const event of events) {
      yield event.type === 'SYNCED' ? event : { type: event.type, object: event.entry };
    }
  }

  async *watchTable(query: ListQuery): AsyncGenerator<TableWatchEvent> {
    let columns: readonly ServerColumn[] = [];
    const readRows = (value: unknown): readonly ServerRow[] => {
      const table = readTable(value, query.type, columns, this.#report);
      columns = table.columns;
      return table.rows;
    };
    const events = watchEntries<ServerRow>(
      this.#client,
      query,
      {
        listAccept: TABLE,
        watchAccept: TABLE,
        readPage: ({ value }) => readRows(value),
        readEvent: readRows,
        objectOf: ({ object }) => object,
        fromIdentity: (object) => ({ cells: [object.metadata.name], object }),
      },
      this.#io,
    );
    for await (const event of events) {
      yield event.type === 'SYNCED' ? event : { type: event.type, columns, row: event.entry };
    }
  }

  async version(): Promise<ServerVersion> {
    const { value } = await this.#client.read({ path: '/version', accept: WHOLE, subject: { verb: 'get' } });
    return {
      gitVersion: readString(readPath(value, 'gitVersion')) ?? 'unknown',
      platform: readString(readPath(value, 'platform')),
    };
  }

  permits(query: PermissionQuery): Promise<boolean> {
    return reviewAccess(this.#client, query);
  }

  gaps(): readonly Gap[] {
    return this.#gaps;
  }

  close(): void {
    this.#connection.close();
  }

  readonly #report = (gap: Gap): void => {
    this.#gaps.push(gap);
  };

  async #readObject({ type, namespace, name, subresource }: GetQuery, accept: string): Promise<unknown> {
    const path = withQuery(objectPath(type, namespace, name, subresource), {});
    const subject = { verb: 'get', resource: qualifiedName(type), name };
    try {
      return (await this.#client.read({ path, accept, subject })).value;
    } catch (error) {
      throw await this.#forgetAbsent(error);
    }
  }

  /** A 404 without the name of an object means that the type is gone: what the cache says of it is old. */
  async #forgetAbsent(error: unknown): Promise<unknown> {
    if (error instanceof ServerError && error.code === 404 && error.details === undefined) await this.#cache.clear();
    return error;
  }
}

function brokenObject({ type, name }: GetQuery): CannotRunError {
  return new CannotRunError(
    `error: the server's response for ${qualifiedName(type)} "${name}" does not contain the object`,
  );
}
