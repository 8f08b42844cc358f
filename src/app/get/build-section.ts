import { labelsOf, namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import type { ServerTable } from '../../model/source.ts';
import type { JsonPath } from '../../print/jsonpath.ts';
import type { SortKey } from '../../print/sort.ts';
import type { Cell, Column, TableContext } from '../../view/table.ts';
import { formatServerCell } from '../../print/server-cell.ts';
import { explainListError } from '../explain-list-error.ts';
import { isNotFound } from '../select-objects.ts';
import type { Listing } from './listing.ts';
import type { Progress } from './progress.ts';
import { readListing } from './read-listing.ts';
import type { ReadOptions } from './read-listing.ts';

/** One table of the answer: cells alone, so that the objects of a long list need not stay in memory. */
export interface Section {
  readonly columns: readonly string[];
  readonly rows: readonly SectionRow[];
}

/** A row with the value that it is sorted by. */
interface SectionRow {
  readonly cells: readonly Cell[];
  readonly key: SortKey;
}

/** How the rows are decorated and what is kept of each. */
export interface SectionOptions extends ReadOptions {
  readonly wide: boolean;
  readonly withNamespace: boolean;
  readonly withKind: boolean;
  /** Labels that get a column each (`-L`). */
  readonly labels: readonly string[];
  readonly showLabels: boolean;
  readonly sortBy: JsonPath | undefined;
  readonly context: TableContext;
  readonly progress: Progress;
}

/** Reads a listing and keeps its cells: by our own list view, or else by the server's table. */
export async function buildSection(listing: Listing, options: SectionOptions): Promise<Section> {
  const { table } = listing;
  if (table === undefined) return buildFromServer(listing, options);
  const columns = shownColumns(table.columns, options.wide);
  const { context, progress, sortBy } = options;
  const kindAt = columns.findIndex(({ name }) => name === 'NAME') + 1;
  const names = columns.map(({ name }) => name);
  if (listing.mixed) names.splice(kindAt, 0, 'KIND');
  const rows: SectionRow[] = [];
  const metadataOnly = listing.metadataOnly && sortsByMetadata(sortBy);
  for await (const { type, objects } of readListing(listing, options, metadataOnly)) {
    for (const object of objects) {
      const cells = columns.map(({ cell }) => cell(object, context));
      if (options.withKind && kindAt > 0) cells[kindAt - 1] = kindPrefix(type) + object.metadata.name;
      if (listing.mixed) cells.splice(kindAt, 0, object.kind);
      rows.push({ cells: decorate(cells, object, options), key: keyOf(object, sortBy) });
    }
    progress.add(objects.length, listing.label);
  }
  return { columns: decorateHeader(names, options), rows };
}

/** The columns that are shown: all with `-o wide`. */
export function shownColumns(columns: readonly Column[], wide: boolean): readonly Column[] {
  return wide ? columns : columns.filter((column) => column.wide !== true);
}

async function buildFromServer(listing: Listing, options: SectionOptions): Promise<Section> {
  const rows: SectionRow[] = [];
  let header: readonly string[] = [];
  const keys = await readKeys(listing, options);
  for (const type of listing.types) {
    for await (const table of readTables(type, listing, options)) {
      const shown = table.columns.flatMap(({ priority }, index) => (options.wide || priority === 0 ? [index] : []));
      const nameAt = shown.findIndex((index) => table.columns[index]?.name.toLowerCase() === 'name');
      header = shown.map((index) => (table.columns[index]?.name ?? '').toUpperCase());
      for (const row of table.rows) {
        const cells: Cell[] = shown.map((index) => formatServerCell(row.cells[index]));
        if (options.withKind && nameAt >= 0) cells[nameAt] = kindPrefix(type) + row.object.metadata.name;
        const key = keys?.get(identity(row.object)) ?? keyOf(row.object, options.sortBy);
        rows.push({ cells: decorate(cells, row.object, options), key });
      }
      options.progress.add(table.rows.length, listing.label);
    }
  }
  return { columns: decorateHeader(header, options), rows };
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
  // What cannot be read is told by the reading of the table.
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

function keyOf(object: KubernetesObject, sortBy: JsonPath | undefined): SortKey {
  return sortBy?.find(object)[0]?.slice(0, 1) ?? [];
}

/** `httproute.gateway.networking.k8s.io/`, `service/`: how kubectl tells rows of several types apart. */
export function kindPrefix({ kind, group }: Pick<ResourceType, 'kind' | 'group'>): string {
  return group === '' ? `${kind.toLowerCase()}/` : `${kind.toLowerCase()}.${group}/`;
}

function decorateHeader(
  names: readonly string[],
  { withNamespace, labels, showLabels }: SectionOptions,
): readonly string[] {
  return [
    ...(withNamespace ? ['NAMESPACE'] : []),
    ...names,
    ...labels.map((label) => label.slice(label.lastIndexOf('/') + 1).toUpperCase()),
    ...(showLabels ? ['LABELS'] : []),
  ];
}

function decorate(cells: readonly Cell[], object: KubernetesObject, options: SectionOptions): readonly Cell[] {
  const { withNamespace, labels, showLabels } = options;
  if (!withNamespace && labels.length === 0 && !showLabels) return cells;
  const decorated = withNamespace ? [namespaceOf(object) ?? '<none>', ...cells] : [...cells];
  if (labels.length > 0 || showLabels) {
    const own = labelsOf(object);
    for (const label of labels) decorated.push(own.get(label) ?? '');
    if (showLabels) decorated.push(labelText(own));
  }
  return decorated;
}

function labelText(labels: ReadonlyMap<string, string>): string {
  if (labels.size === 0) return '<none>';
  return [...labels]
    .map(([key, value]) => `${key}=${value}`)
    .toSorted()
    .join(',');
}
