import type { KubernetesObject } from '../../model/object.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import type { ServerColumn, ServerRow, Source, TableWatchEvent, ListQuery } from '../../model/source.ts';
import { explainListError } from '../select/explain-list-error.ts';
import { readAhead } from '../read-ahead.ts';
import type { Listing } from '../select/listing.ts';
import type { ReadOptions } from '../select/read-listing.ts';

/** What happened to an object, with its row where the server's own columns are shown. */
export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubernetesObject;
  readonly table?: { readonly columns: readonly ServerColumn[]; readonly row: ServerRow };
}

/** One watched stream of a listing: the objects of one type, or the one of them with a name. */
export interface Feed {
  readonly listing: Listing;
  readonly type: ResourceType;
  /** Undefined: all. */
  readonly name: string | undefined;
  readonly events: AsyncIterator<Change | { readonly type: 'SYNCED' }, unknown>;
}

/** How the objects of a feed are asked for. */
export interface FeedOptions extends ReadOptions {
  /** Whether the server's own columns are shown where a listing has none of ours. */
  readonly asTable: boolean;
  readonly metadataOnly: boolean;
}

/** The feeds of a listing, in the order in which `get` prints; all of them begin to load. */
export function openFeeds(listing: Listing, options: FeedOptions): readonly Feed[] {
  const names = listing.names.length === 0 ? [undefined] : listing.names;
  return names.flatMap((name) => listing.types.map((type) => openFeed(listing, type, name, options)));
}

/** One feed; it begins to load. */
export function openFeed(
  listing: Listing,
  type: ResourceType,
  name: string | undefined,
  { source, selection, asTable, metadataOnly }: FeedOptions,
): Feed {
  const query: ListQuery = {
    type,
    namespace: type.namespaced ? selection.namespace : undefined,
    labelSelector: selection.labelSelector,
    fieldSelector: name === undefined ? selection.fieldSelector : `metadata.name=${escapeValue(name)}`,
    chunkSize: selection.chunkSize,
    metadataOnly,
  };
  const events = asTable && listing.table === undefined ? watchRows(source, query) : source.watch(query);
  return { listing, type, name, events: readAhead(events)[Symbol.asyncIterator]() };
}

/** A name in a field selector, whose syntax it must not add to. */
function escapeValue(name: string): string {
  return name.replaceAll(/[\\,=]/g, String.raw`\$&`);
}

async function* watchRows(source: Source, query: ListQuery): AsyncGenerator<Change | { readonly type: 'SYNCED' }> {
  for await (const event of source.watchTable(query)) yield event.type === 'SYNCED' ? event : changeOf(event);
}

function changeOf({ type, columns, row }: Exclude<TableWatchEvent, { type: 'SYNCED' }>): Change {
  return { type, object: row.object, table: { columns, row } };
}

/** An error of a feed as `get` says it. */
export function explainFeedError(error: unknown, { name, type }: Feed, { selection }: ReadOptions): unknown {
  return name === undefined ? explainListError(error, type, selection) : error;
}
