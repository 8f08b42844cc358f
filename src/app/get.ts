import type { ExitCode, Io } from '../cli/io.ts';
import { AnswerError, UsageError } from '../model/errors.ts';
import { parseFieldSelector } from '../model/field-selector.ts';
import { parseLabelSelector } from '../model/label-selector.ts';
import type { ResourceCatalog } from '../model/resource-type.ts';
import type { Source } from '../model/source.ts';
import { checkFlags } from './get/get-flags.ts';
import type { GetFlags, GetRun } from './get/get-flags.ts';
import { planListing } from './get/listing.ts';
import type { Listing } from './get/listing.ts';
import { readOutputFormat } from './get/output-format.ts';
import type { OutputFormat } from './get/output-format.ts';
import { Relatives } from './get/relatives.ts';
import type { ReadOptions } from './get/read-listing.ts';
import { parseResourceArguments } from './parse-resource-arguments.ts';
import type { ResourceArgument } from './parse-resource-arguments.ts';
import { Problems } from './problems.ts';
import { understandType } from './requested-type.ts';
import { openSource } from './scope.ts';

/**
 * `gwctl get`: lists objects of any type, as kubectl does, from a cluster or from files.
 * @param words `TYPE[,TYPE…] [NAME…]` or `TYPE/NAME…`.
 * @param open opens the cluster or the files that the flags name.
 * @returns 0 answered, 1 a named object is missing or a part could not be read.
 * @throws UsageError, AnswerError, CannotRunError, ServerError when nothing can be answered.
 */
export async function get(
  words: readonly string[],
  flags: GetFlags,
  io: Io,
  open: typeof openSource = openSource,
): Promise<ExitCode> {
  checkFlags(flags);
  const requested = parseResourceArguments(words, {
    program: io.program,
    verb: 'get',
    hasSelector: (flags.selector ?? '') !== '' || (flags.fieldSelector ?? '') !== '',
    allNamespaces: flags.allNamespaces === true,
  });
  if ((flags.subresource ?? '') !== '' && requested.some(({ names }) => names.length === 0)) {
    throw new UsageError('subresource cannot be used when bulk resources are specified');
  }
  if (flags.selector !== undefined) parseLabelSelector(flags.selector);
  if (flags.fieldSelector !== undefined) parseFieldSelector(flags.fieldSelector);
  const format = await readOutputFormat(flags.output ?? '', flags.template ?? '', io.cwd);
  const source = await open(flags, io);
  try {
    return await run({ io, flags }, requested, format, source);
  } finally {
    source.close();
  }
}

async function run(
  ask: GetRun,
  requested: readonly ResourceArgument[],
  format: OutputFormat,
  source: Source,
): Promise<ExitCode> {
  const { io, flags } = ask;
  const problems = new Problems();
  const namespace = flags.allNamespaces === true ? undefined : (flags.namespace ?? source.defaultNamespace);
  const { listings, relatives } = await planAll(requested, source, problems, namespace);
  const read: ReadOptions = {
    source,
    ignoreNotFound: flags.ignoreNotFound === true,
    problems,
    selection: {
      namespace,
      labelSelector: flags.selector,
      fieldSelector: flags.fieldSelector,
      chunkSize: flags.chunkSize,
      subresource: flags.subresource,
    },
  };
  const printed = await print(ask, format, listings, read, relatives);
  for (const gap of source.gaps()) problems.addGap(gap);
  if (!printed && problems.none && format.kind === 'table' && flags.ignoreNotFound !== true) {
    const inNamespace = namespace !== undefined && listings.every(({ namespaced }) => namespaced);
    io.writeError(inNamespace ? `No resources found in ${namespace} namespace.\n` : 'No resources found\n');
  }
  return problems.report(io, printed, (flags.v ?? 0) > 0);
}

async function print(
  ask: GetRun,
  format: OutputFormat,
  listings: readonly Listing[],
  read: ReadOptions,
  relatives: Relatives,
): Promise<boolean> {
  if (format.kind !== 'table') {
    const { printObjects } = await import('./get/print-objects.ts');
    return printObjects(ask, { listings, format, read });
  }
  const { printTables } = await import('./get/print-tables.ts');
  const withKind = new Set(listings.map(({ label }) => label)).size > 1;
  return printTables(ask, { listings, wide: format.wide, withKind, read, relatives });
}

interface Plan {
  readonly listings: readonly Listing[];
  readonly relatives: Relatives;
}

/** Understands every type word; the same type named twice is listed once. */
async function planAll(
  requested: readonly ResourceArgument[],
  source: Source,
  problems: Problems,
  namespace: string | undefined,
): Promise<Plan> {
  const understood = [];
  let catalog: ResourceCatalog | undefined;
  for (const { type, names } of requested) {
    const answer = await understandType(type, source);
    catalog = answer.catalog;
    for (const one of answer.requested) understood.push({ requested: one, names });
  }
  if (catalog === undefined) throw new AnswerError('you must specify the type of resource to get');
  const relatives = new Relatives(source, catalog, problems, namespace);
  const context = { source, catalog, relatives, problems, namespace };
  const listings: Listing[] = [];
  for (const { requested: type, names } of understood) addListing(listings, await planListing(type, names, context));
  return { listings, relatives };
}

/** As kubectl: a type is listed once, and the names of neighbours of one type are one listing, however they are spelled. */
function addListing(listings: Listing[], listing: Listing): void {
  const { label, names } = listing;
  const last = listings.at(-1);
  if (names.length > 0 && last?.label === label && last.names.length > 0) {
    listings.splice(-1, 1, { ...last, names: [...last.names, ...names] });
  } else if (names.length > 0 || !listings.some((other) => other.label === label && other.names.length === 0)) {
    listings.push(listing);
  }
}
