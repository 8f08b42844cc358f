import type { ExitCode, Io } from '../cli/io.ts';
import { AnswerError, UsageError } from '../model/errors.ts';
import { parseFieldSelector } from '../model/field-selector.ts';
import { parseLabelSelector } from '../model/label-selector.ts';
import type { ResourceCatalog } from '../model/resource-type.ts';
import type { Source } from '../model/source.ts';
import { checkFlags, isWatching } from './get/get-flags.ts';
import type { GetFlags, GetRun } from './get/get-flags.ts';
import { isAskedGap } from './get/is-asked-gap.ts';
import { planListing } from './get/listing.ts';
import type { NarrowContext } from './get/narrow-to-related.ts';
import type { Listing, PlanContext } from './get/listing.ts';
import { readOutputFormat } from './get/output-format.ts';
import type { OutputFormat } from './get/output-format.ts';
import { Relatives } from './get/relatives.ts';
import type { ReadOptions } from './get/read-listing.ts';
import { parseResourceArguments } from './parse-resource-arguments.ts';
import type { ResourceArgument } from './parse-resource-arguments.ts';
import { learnFrom } from './policy-kinds.ts';
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
  // What is still watched when the answer ends must end with it.
  const end = new AbortController();
  const source = await open(flags, { ...io, signal: AbortSignal.any([io.signal, end.signal]) });
  try {
    const scoped = flags.for === undefined ? flags : await scopeOf(flags, requested);
    return await run({ io, flags: scoped }, requested, format, source);
  } finally {
    end.abort();
    source.close();
  }
}

/** With `--for` the answer comes from wherever the related objects are. */
async function scopeOf(flags: GetFlags, requested: readonly ResourceArgument[]): Promise<GetFlags> {
  if (requested.some(({ names }) => names.length > 0)) {
    throw new UsageError('name cannot be provided when --for is specified');
  }
  const { withScopeOfFor } = await import('./get/narrow-to-related.ts');
  return withScopeOfFor(flags);
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
  const learn = learnFrom(flags, io);
  const scope = { source, problems, namespace };
  const read: ReadOptions = {
    source: flags.for === undefined ? source : await narrowed(flags.for, { source, flags, io, problems }),
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
  const conclude = (listings: readonly Listing[], printed: boolean): ExitCode => {
    for (const gap of source.gaps()) problems.addGap(gap, isAskedGap(gap, listings, namespace));
    // While it is watched, something may still come.
    const isWhole = !isWatching(flags) || source.kind === 'files';
    if (!printed && isWhole && problems.none && format.kind === 'table' && flags.ignoreNotFound !== true) {
      const inNamespace = namespace !== undefined && listings.every(({ namespaced }) => namespaced);
      io.writeError(inNamespace ? `No resources found in ${namespace} namespace.\n` : 'No resources found\n');
    }
    return problems.report(io, printed, (flags.v ?? 0) > 0);
  };
  if (isWatching(flags)) {
    const [{ watchListings }, { WatchedRelatives }] = await Promise.all([
      import('./get/watch.ts'),
      import('./get/watch-relatives.ts'),
    ]);
    const { listings, relatives } = await planAll(
      requested,
      scope,
      (catalog) => new WatchedRelatives(source, catalog, problems, namespace, learn),
    );
    const withKind = isOfSeveralTypes(listings);
    const atBeginning = (printed: boolean): ExitCode => conclude(listings, printed);
    return watchListings(ask, { listings, format, withKind, read, relatives, conclude: atBeginning });
  }
  const { listings, relatives } = await planAll(
    requested,
    scope,
    (catalog) => new Relatives(source, catalog, problems, namespace, learn),
  );
  return conclude(listings, await print(ask, format, listings, read, relatives, problems));
}

async function narrowed(text: string, context: NarrowContext): Promise<Source> {
  const { narrowToRelated } = await import('./get/narrow-to-related.ts');
  return narrowToRelated(text, context);
}

function isOfSeveralTypes(listings: readonly Listing[]): boolean {
  return new Set(listings.map(({ label }) => label)).size > 1;
}

async function print(
  ask: GetRun,
  format: OutputFormat,
  listings: readonly Listing[],
  read: ReadOptions,
  relatives: Relatives,
  problems: Problems,
): Promise<boolean> {
  if (format.kind === 'graph') {
    const { printGraph } = await import('./get/print-graph.ts');
    return printGraph(ask, { listings, read, relatives, problems });
  }
  if (format.kind !== 'table') {
    const { printObjects } = await import('./get/print-objects.ts');
    return printObjects(ask, { listings, format, read });
  }
  const { printTables } = await import('./get/print-tables.ts');
  return printTables(ask, { listings, wide: format.wide, withKind: isOfSeveralTypes(listings), read, relatives });
}

interface Plan<Reader> {
  readonly listings: readonly Listing[];
  readonly relatives: Reader;
}

/** Understands every type word; the same type named twice is listed once. */
async function planAll<Reader extends Relatives>(
  requested: readonly ResourceArgument[],
  scope: Pick<PlanContext, 'source' | 'problems' | 'namespace'>,
  openRelatives: (catalog: ResourceCatalog) => Reader,
): Promise<Plan<Reader>> {
  const understood = [];
  let catalog: ResourceCatalog | undefined;
  for (const { type, names } of requested) {
    const answer = await understandType(type, scope.source);
    catalog = answer.catalog;
    for (const one of answer.requested) understood.push({ requested: one, names });
  }
  if (catalog === undefined) throw new AnswerError('you must specify the type of resource to get');
  const relatives = openRelatives(catalog);
  const context: PlanContext = { ...scope, catalog, relatives };
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
