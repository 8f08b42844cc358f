import type { Io } from '../../cli/io.ts';
import { AnswerError, messageOf } from '../../model/errors.ts';
import { SECRET } from '../../gateway-api/kinds.ts';
import { withoutManagedFields } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import { customCells } from '../../print/custom-columns.ts';
import { formatJsonPath, formatJsonPathAsJson } from '../../print/jsonpath.ts';
import type { JsonPath } from '../../print/jsonpath.ts';
import { openListWriter } from '../../print/object-list.ts';
import type { ObjectFormat } from '../../print/object-list.ts';
import { sortRows } from '../../print/sort.ts';
import { formatTable } from '../../print/table.ts';
import { escapeControl, escapeLines } from '../../text/escape.ts';
import { sortsByMetadata } from './build-section.ts';
import type { GetRun } from './get-flags.ts';
import type { Listing } from '../select/listing.ts';
import type { ObjectOutput, OutputFormat } from './output-format.ts';
import { compileSortPath, explain } from './print-tables.ts';
import { Progress } from './progress.ts';
import { readListing } from '../select/read-listing.ts';
import type { ReadOptions } from '../select/read-listing.ts';
import { kindPrefix } from './section-rows.ts';

/** What the objects are printed from. */
export interface ObjectsRequest {
  readonly listings: readonly Listing[];
  readonly format: ObjectOutput;
  readonly read: ReadOptions;
}

/** An object with its type. */
interface Item {
  readonly type: ResourceType;
  readonly object: KubernetesObject;
}

/**
 * Prints the objects themselves: the one object that a single name asks for, else a `v1` `List`. Lists of json, yaml,
 * kyaml and name are written while they arrive.
 * @returns whether any object was printed.
 */
export async function printObjects({ io: given, flags }: GetRun, request: ObjectsRequest): Promise<boolean> {
  const io = safely(given);
  const run: GetRun = { io, flags };
  const single = request.listings.length === 1 && request.listings[0]?.names.length === 1;
  const sortBy = await explain(() => compileSortPath(flags.sortBy));
  const read = readItems(run, request, sortBy);
  const items = sortBy === undefined ? read : sorted(read, sortBy);
  const { format } = request;
  switch (format.kind) {
    case 'name':
      return printNames(items, io);
    case 'custom-columns': {
      const rows: (readonly string[])[] = [];
      for await (const page of items) {
        for (const { object } of page) rows.push(await explain(() => customCells(format.columns, object)));
      }
      if (rows.length === 0 && skipsEmpty(single, run)) return false;
      const columns = format.columns.map(({ header }) => header);
      await io.writeOut(formatTable({ columns, rows }, { header: flags.noHeaders !== true, color: false }));
      return rows.length > 0;
    }
    case 'jsonpath': {
      const objects: KubernetesObject[] = [];
      for await (const page of items) for (const { object } of page) objects.push(object);
      if (objects.length === 0 && skipsEmpty(single, run)) return false;
      const data = single && objects.length === 1 ? objects[0] : listOf(objects);
      await io.writeOut(evaluate(format.path, format.asJson, data));
      return objects.length > 0;
    }
    case 'json':
    case 'yaml':
    case 'kyaml':
      return printWhole(items, format.kind, single, run);
  }
}

/** Writes to a terminal: scripts get the objects as they are, a person never control characters from the cluster. */
export function safely(io: Io): Io {
  return io.outIsTerminal ? { ...io, writeOut: (text) => io.writeOut(escapeLines(text)) } : io;
}

/** kubectl prints no empty list where a single name was asked for, nor with `--ignore-not-found`. */
function skipsEmpty(single: boolean, { flags }: GetRun): boolean {
  return single || flags.ignoreNotFound === true;
}

async function* readItems(
  { io }: GetRun,
  { listings, read, format }: ObjectsRequest,
  sortBy: JsonPath | undefined,
): AsyncGenerator<readonly Item[]> {
  const progress = new Progress(io);
  warnOfSecrets(io, listings, format);
  const metadataOnly = format.kind === 'name' && sortsByMetadata(sortBy);
  try {
    for (const listing of listings) {
      for await (const { type, objects } of readListing(listing, read, metadataOnly)) {
        progress.add(objects.length, listing.label);
        yield objects.map((object) => ({ type, object }));
      }
    }
  } finally {
    progress.end();
  }
}

/** Says that the values of Secrets are not there, where somebody may look for them. */
export function warnOfSecrets(
  { writeError }: Pick<Io, 'writeError'>,
  listings: readonly Listing[],
  { kind }: OutputFormat,
): void {
  if (kind !== 'name' && listings.some(({ types }) => types.some((type) => sameGroupKind(type, SECRET)))) {
    writeError('Warning: the values of Secrets are omitted: gwctl never reads them\n');
  }
}

async function* sorted(pages: AsyncIterable<readonly Item[]>, sortBy: JsonPath): AsyncGenerator<readonly Item[]> {
  const rows: (Item & { key: readonly unknown[] })[] = [];
  for await (const page of pages) {
    for (const item of page) {
      const found = await explain(() => sortBy.find(item.object));
      rows.push({ ...item, key: found[0]?.slice(0, 1) ?? [] });
    }
  }
  if (rows.length > 0) yield await explain(() => sortRows(rows, sortBy.template));
}

async function printNames(
  pages: AsyncIterable<readonly Item[]>,
  { writeOut: write, outClosed: closed }: Pick<Io, 'writeOut' | 'outClosed'>,
): Promise<boolean> {
  let printed = false;
  for await (const page of pages) {
    printed = true;
    if (closed.aborted) break;
    // No server has a name with such characters; in files one could pass for several lines.
    const names = page.map(({ type, object }) => kindPrefix(type) + escapeControl(object.metadata.name));
    await write(`${names.join('\n')}\n`);
  }
  return printed;
}

async function printWhole(
  pages: AsyncIterable<readonly Item[]>,
  format: ObjectFormat,
  single: boolean,
  run: GetRun,
): Promise<boolean> {
  const writer = openListWriter(format);
  const { writeOut, outClosed } = run.io;
  const clean = run.flags.showManagedFields === true ? same : withoutManagedFields;
  let printed = false;
  let waiting: KubernetesObject | undefined;
  for await (const page of pages) {
    const objects = page.map(({ object }) => clean(object));
    // A single name may still turn out to be several objects of a virtual type.
    if (single && !printed && waiting === undefined && objects.length === 1) {
      [waiting] = objects;
      continue;
    }
    const all = waiting === undefined ? objects : [waiting, ...objects];
    waiting = undefined;
    printed = true;
    if (outClosed.aborted) break;
    await writeOut(writer.items(all));
  }
  if (waiting !== undefined) {
    await writeOut(writer.one(waiting));
    return true;
  }
  if (!printed && skipsEmpty(single, run)) return false;
  await writeOut(writer.end());
  return printed;
}

function same(object: KubernetesObject): KubernetesObject {
  return object;
}

function listOf(items: readonly KubernetesObject[]): unknown {
  return { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } };
}

/**
 * What a template of `-o jsonpath` finds. @throws AnswerError in kubectl's words.
 */
export function evaluate(path: JsonPath, asJson: boolean, data: unknown): string {
  try {
    return asJson ? formatJsonPathAsJson(path, data) : formatJsonPath(path, data);
  } catch (error) {
    const reason = messageOf(error);
    throw new AnswerError(
      `error executing jsonpath ${JSON.stringify(path.template)}: Error executing template: ${reason}`,
      { cause: error },
    );
  }
}
