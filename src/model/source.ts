import type { Gap } from './gap.ts';
import type { KubernetesObject } from './object.ts';
import type { GroupKind } from './ref.ts';
import type { ResourceCatalog, ResourceType } from './resource-type.ts';
import type { ObjectEdits, Revision } from './revision.ts';
import type { Skipped } from './skipped.ts';

/** Which objects of one type to list or to watch. */
export interface ListQuery {
  readonly type: ResourceType;
  /** Undefined lists all namespaces (and is the only choice for cluster-scoped types). */
  readonly namespace?: string | undefined;
  /** As the user wrote it; syntax errors are found before a source is asked. */
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  /** Objects a page; 0 asks for all at once. Default 500. */
  readonly chunkSize?: number | undefined;
  /** Only `metadata` is wanted (PartialObjectMetadata): cheaper where the source can do it. */
  readonly metadataOnly?: boolean | undefined;
  readonly withImplied?: WithImplied | undefined;
  /** Of a list; tables are given whole. */
  readonly thinning?: Thinning | undefined;
}

/** What may be left out of a long list. A source that has its objects anyway leaves out nothing. */
export interface Thinning {
  /** Objects without any of these strings as a whole key or value; letters, digits, `-`, `.` and `_` only. */
  readonly without: readonly string[];
  /** A list of up to so many objects is given whole. */
  readonly above: number;
  /** Is called when something was left out. */
  readonly leftOut: () => void;
}

/** Files: whether Namespaces count that no file holds but objects stand in: they exist, and nothing is known of them. */
type WithImplied = boolean;

/** Which single object to read. */
export interface GetQuery {
  readonly type: ResourceType;
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly subresource?: string | undefined;
  /** Of a Secret: its keys, without values, and what everybody may know of its certificate. Else only metadata is read of it. */
  readonly certificates?: boolean | undefined;
  readonly withImplied?: WithImplied | undefined;
}

/** Something that one may do or not. */
export interface PermissionQuery {
  /** `get`, `list`, `watch` … */
  readonly verb: string;
  readonly type: ResourceType;
  /** Undefined: all of them. */
  readonly namespace: string | undefined;
}

/** A column of the server's own table; `priority` above 0 is shown with `-o wide` only. */
export interface ServerColumn {
  readonly name: string;
  readonly type: string;
  readonly priority: number;
}

/** A row of the server's own table, its cells as JSON, and the row's object (metadata only). */
export interface ServerRow {
  readonly cells: readonly unknown[];
  readonly object: KubernetesObject;
}

/** The server's own rendering of a type (`as=Table`). */
export interface ServerTable {
  readonly columns: readonly ServerColumn[];
  readonly rows: readonly ServerRow[];
}

/**
 * What happened to one object. `ADDED` is also each object of the first list; `SYNCED` comes once, when that list ended.
 * A deletion that was only noticed by listing again carries no more than the object's identity.
 */
export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: KubernetesObject }
  | { readonly type: 'SYNCED' };

/** The same for the server's own table: the row that changed. */
export type TableWatchEvent =
  | {
      readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
      readonly columns: readonly ServerColumn[];
      readonly row: ServerRow;
    }
  | { readonly type: 'SYNCED' };

/** What the server says of itself. */
export interface ServerVersion {
  /** `v1.36.1` */
  readonly gitVersion: string;
  readonly platform?: string | undefined;
}

/** Where something stands in a file; line and column count from 1. */
export interface Origin {
  /** As the user named it; `stdin` for standard input. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Where objects come from: a live cluster or files. Both behave the same; a failure is a `ServerError` (the API's own
 * answer) or a `CannotRunError` (nothing answers at all).
 */
export interface Source {
  readonly kind: 'live' | 'files';
  /** Namespace that is meant when the user names none. */
  readonly defaultNamespace: string;
  /**
   * All resource types. Live: from the disk cache when it is fresh.
   * @param options.refresh ask the server even when the cache is fresh.
   */
  catalog(options?: { readonly refresh?: boolean }): Promise<ResourceCatalog>;
  /** The objects in pages, in the server's order (namespace, name). Items always carry `apiVersion` and `kind`. */
  list(query: ListQuery): AsyncIterable<readonly KubernetesObject[]>;
  /** One object. @throws ServerError 404 NotFound in the API server's words when it is not there. */
  get(query: GetQuery): Promise<KubernetesObject>;
  /** The server's table in pages (each page repeats the columns). */
  listTable(query: ListQuery): AsyncIterable<ServerTable>;
  /** The server's table of one object. */
  getTable(query: GetQuery): Promise<ServerTable>;
  /**
   * The objects as they are, then what changes, until `io.signal` ends it. A lost connection, an expired token or
   * resource version and a restart of the server are survived; what happens is said once on stderr. Files: the list, then the end.
   * @throws ServerError when the first list or the right to watch is refused.
   */
  watch(query: ListQuery): AsyncIterable<WatchEvent>;
  /** The same with the server's own columns. */
  watchTable(query: ListQuery): AsyncIterable<TableWatchEvent>;
  /** The server's version; undefined for files. */
  version(): Promise<ServerVersion | undefined>;
  /** Objects that could not be read although the rest could (a broken shape in a file …), complete once lists ended. */
  gaps(): readonly Gap[];
  /** Files only: what is no object of a cluster. It is no gap. */
  skipped?(): readonly Skipped[];
  /**
   * Files only: whether they hold all objects of a kind, in one namespace or (undefined) in the whole cluster. What such a
   * place lacks does not exist; elsewhere it may stand outside of the files.
   */
  holdsAll?(type: GroupKind, namespace: string | undefined): boolean;
  /** Files only: where an object was read. */
  origin?(object: KubernetesObject): Origin | undefined;
  /**
   * Files only: where a field of an object stands, or the nearest one around it that is written. Reads the file once
   * more, so only for what is reported.
   */
  locate?(object: KubernetesObject, path: readonly (string | number)[]): Promise<Origin | undefined>;
  /** Live only: whether the server would let whoever asks do something; nothing is done. @throws ServerError */
  permits?(query: PermissionQuery): Promise<boolean>;
  /** Files only: the files with objects edited. Nothing is written. */
  revise?<Edits extends ObjectEdits>(edits: readonly Edits[]): Promise<Revision<Edits>>;
  /** Ends connections and temporary state. */
  close(): void;
}
