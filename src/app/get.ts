import type { ExitCode, Io } from '../cli/io.ts';
import { UsageError } from '../model/errors.ts';
import type { Source } from '../model/source.ts';
import { checkFlags, isWatching } from './get/get-flags.ts';
import type { GetRun } from './get/get-flags.ts';
import type { GetFlags } from '../../commands/get.ts';
import { isAskedGap } from './select/is-asked-gap.ts';
import type { NarrowContext } from './get/narrow-to-related.ts';
import type { Listing } from './select/listing.ts';
import { readOutputFormat } from './get/output-format.ts';
import type { OutputFormat } from './get/output-format.ts';
import type { Relatives } from './get/relatives.ts';
import type { ReadOptions } from './select/read-listing.ts';
import type { ResourceArgument } from './select/parse-resource-arguments.ts';
import { planListings, planReading } from './select/plan-listings.ts';
import { learnFrom } from './policy-catalogue.ts';
import { Problems } from './write/problems.ts';
import type { Selectors } from './select/read-selectors.ts';
import { readAsked } from './select/read-asked.ts';
import { askedNamespace, openSource } from './scope.ts';
import { COMPUTED_NOTE } from '../view/tables/computed-cell.ts';

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
  const { requested, selectors } = readAsked(words, flags, { program: io.program, verb: 'get' });
  if ((flags.subresource ?? '') !== '' && requested.some(({ names }) => names.length === 0)) {
    throw new UsageError('subresource cannot be used when bulk resources are specified');
  }
  const format = await readOutputFormat(flags.output ?? '', flags.template ?? '', io.cwd);
  // What is still watched when the answer ends must end with it.
  const end = new AbortController();
  const source = await open(flags, {
    ...io,
    interrupted: () => AbortSignal.any([io.interrupted(), end.signal]),
  });
  try {
    const scoped = flags.for === undefined ? flags : await scopeOf(flags, requested);
    return await run({ io, flags: scoped, selectors }, requested, format, source);
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
  ask: GetRun & { readonly selectors: Selectors },
  requested: readonly ResourceArgument[],
  format: OutputFormat,
  source: Source,
): Promise<ExitCode> {
  const { io, flags } = ask;
  const problems = new Problems();
  const namespace = askedNamespace(flags, source);
  const learn = learnFrom(flags, io);
  const read: ReadOptions = {
    source:
      flags.for === undefined
        ? source
        : await narrowed(flags.for, { source, flags, io, problems, types: requested.map(({ type }) => type) }),
    ignoreNotFound: flags.ignoreNotFound === true,
    problems,
    selection: {
      namespace,
      ...ask.selectors,
      chunkSize: flags.chunkSize,
      subresource: flags.subresource,
    },
  };
  const conclude = (listings: readonly Listing[], relatives: Relatives, printed: boolean): ExitCode => {
    if (relatives.showedComputed) io.writeError(`${COMPUTED_NOTE}\n`);
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
    const { listings, relatives } = await planListings(
      requested,
      { source, problems, namespace },
      (catalog) => new WatchedRelatives(source, catalog, problems, namespace, learn),
    );
    const parts = listings.find(({ partsOf }) => partsOf !== undefined);
    if (parts !== undefined) {
      const holders = parts.types.map(({ plural }) => plural).join(',');
      throw new UsageError(`--watch cannot follow ${parts.label}: watch what holds them (${holders})`);
    }
    const withKind = isOfSeveralTypes(listings);
    const atBeginning = (printed: boolean): ExitCode => conclude(listings, relatives, printed);
    return watchListings(ask, { listings, format, withKind, read, relatives, conclude: atBeginning });
  }
  const { listings, relatives } = await planReading(requested, { source, problems, learn }, namespace);
  return conclude(listings, relatives, await print(ask, format, listings, read, relatives, problems));
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
