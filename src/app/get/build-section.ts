import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import type { ServerTable } from '../../model/source.ts';
import type { JsonPath } from '../../print/jsonpath.ts';
import type { SortKey } from '../../print/sort.ts';
import type { TableContext } from '../../view/table.ts';
import { explainListError } from '../select/explain-list-error.ts';
import { isNotFound } from '../select/select-objects.ts';
import type { Listing } from '../select/listing.ts';
import type { Progress } from './progress.ts';
import { readListing } from '../select/read-listing.ts';
import { startReading } from './start-reading.ts';
import type { ReadOptions } from '../select/read-listing.ts';
import { keyOf, openOwnRows, openServerRows } from './section-rows.ts';
import type { RowLook, SectionRow } from './section-rows.ts';

/** One table of the answer: cells alone, so that the objects of a long list need not stay in memory. */
export interface Section {
  readonly columns: readonly string[];
  readonly rows: readonly SectionRow[];
}

/** How the rows are decorated and what is kept of each. */
export interface SectionOptions extends ReadOptions, RowLook {
  readonly context: TableContext;
  /** Resolves when what the cells look at was read; the listing is asked for meanwhile. */
  readonly ready: Promise<void>;
  /** Reads whose word on these objects counts, where that is not known yet. */
  readonly hear: (objects: readonly KubernetesObject[]) => Promise<void>;
  readonly progress: Progress;
}

/** Reads a listing and keeps its cells: by our own list view, or else by the server's table. */
export async function buildSection(listing: Listing, options: SectionOptions): Promise<Section> {
  const { table } = listing;
  if (table === undefined) return buildFromServer(listing, options);
  const { context, progress, sortBy } = options;
  const { columns, header, cellsOf, finish } = openOwnRows(table, listing.mixed, options);
  const hears = columns.some(({ heardBy }) => heardBy !== undefined);
  const rows: SectionRow[] = [];
  const metadataOnly = listing.metadataOnly && sortsByMetadata(sortBy);
  const pages = startReading(readListing(listing, options, metadataOnly));
  await options.ready;
  for await (const { type, objects } of pages) {
    if (hears) await options.hear(objects);
    for (const object of objects) rows.push(finish(type, object, cellsOf(object, context)));
    progress.add(objects.length, listing.label);
  }
  return { columns: header, rows };
}

async function buildFromServer(listing: Listing, options: SectionOptions): Promise<Section> {
  const rows: SectionRow[] = [];
  let header: readonly string[] = [];
  const keys = await readKeys(listing, options);
  for (const type of listing.types) {
    for await (const table of readTables(type, listing, options)) {
      const shown = openServerRows(table.columns, options);
      ({ header } = shown);
      for (const row of table.rows) {
        const made = shown.rowOf(type, row);
        const key = keys?.get(identity(row.object));
        rows.push(key === undefined ? made : { ...made, key });
      }
      options.progress.add(table.rows.length, listing.label);
    }
  }
  return { columns: header, rows };
}

async function* readTables(
  type: ResourceType,
  { names }: Listing,
  { source, selection, problems, ignoreNotFound }: SectionOptions,
): AsyncGenerator<ServerTable> {
  const namespace = type.namespaced ? selection.namespace : undefined;
  const addError = (error: unknown): void => {
    if (!ignoreNotFound || !isNotFound(error)) problems.addError(error);
  };
  try {
    if (names.length === 0) {
      yield* source.listTable({ ...selection, type, namespace });
      return;
    }
    const { subresource } = selection;
    const answers = names.map((name) =>
      source.getTable({ type, namespace, name, subresource }).then(
        (table) => ({ table }),
        (error: unknown) => ({ error }),
      ),
    );
    for (const answer of answers) {
      const result = await answer;
      if ('table' in result) yield result.table;
      else addError(result.error);
    }
  } catch (error) {
    addError(names.length > 0 ? error : explainListError(error, type, selection));
  }
}

/** The server's table carries metadata only: to sort by anything else, the objects are read beside it. */
async function readKeys(listing: Listing, options: SectionOptions): Promise<ReadonlyMap<string, SortKey> | undefined> {
  if (sortsByMetadata(options.sortBy)) return undefined;
  const keys = new Map<string, SortKey>();
  // What cannot be read is reported when the table is read.
  const problems = { addError: (): void => undefined };
  for await (const { objects } of readListing(listing, { ...options, problems })) {
    for (const object of objects) keys.set(identity(object), keyOf(object, options.sortBy));
  }
  return keys;
}

/** Whether the rows are sorted by nothing, or by something that the metadata holds. */
export function sortsByMetadata(sortBy: JsonPath | undefined): boolean {
  return sortBy === undefined || sortBy.template.startsWith('{.metadata.');
}

function identity(object: KubernetesObject): string {
  return `${namespaceOf(object) ?? ''}/${object.metadata.name}`;
}
