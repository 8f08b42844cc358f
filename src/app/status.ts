import type { StatusFlags } from '../../commands/status.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import { UsageError } from '../model/errors.ts';
import { statusSubjects } from '../analysis/status-kinds.ts';
import type { Source } from '../model/source.ts';
import { escapeControl } from '../text/escape.ts';
import type { StatusReport } from '../documents/status-report.ts';
import { checkCode, statusPage } from '../view/status-page.ts';
import { scopeWords } from './write/scope-words.ts';
import { learnFrom } from './policy-catalogue.ts';
import { readPolicyKinds } from '../world/policy-kinds.ts';
import type { LearnEntries } from './policy-catalogue.ts';
import { Problems } from './write/problems.ts';
import { readCatalog, whyNothing } from '../world/read-catalog.ts';
import { answerPages } from './follow/answer-pages.ts';
import { openSource, pageStyle } from './scope.ts';
import { WorldReader } from '../world/world-reader.ts';
import { checkOutput, writeDocument } from './write/structured-output.ts';

/** Problems on one screen. */
const SHOWN = 5;

/**
 * `gwctl status [NAMESPACE|-A]`: one screen that answers "is it all right?".
 * @param open opens the cluster or the files that the flags name.
 * @returns 0, or 1 where Gateways or routes could not be read; with `--check` 1 when something is not right, or could not be read or determined, and 3 when there is nothing to examine.
 * @throws UsageError, CannotRunError, ServerError when nothing can be answered.
 */
export async function status(
  words: readonly string[],
  flags: StatusFlags,
  io: Io,
  open: typeof openSource = openSource,
): Promise<ExitCode> {
  const format = checkOutput(flags.output, ['json', 'yaml']);
  const [word, ...others] = words;
  if (others.length > 0) throw new UsageError(`status takes one namespace, not ${words.length}`);
  if (word !== undefined && (flags.allNamespaces === true || flags.namespace !== undefined)) {
    throw new UsageError('a namespace cannot be given together with -n or -A');
  }
  if ((flags.problems ?? 0) < 0) throw new UsageError('--problems must be 0 or more');
  if (flags.watch === true && flags.check === true) throw new UsageError('--watch cannot be used with --check');
  return answerPages(flags, io, open, (source, page) => answer(source, { word, flags, format, io: page }));
}

interface StatusRun {
  readonly word: string | undefined;
  readonly flags: StatusFlags;
  readonly format: 'json' | 'yaml' | undefined;
  readonly io: Io;
}

async function answer(source: Source, { word, flags, format, io }: StatusRun): Promise<ExitCode> {
  const namespace = statusNamespace(source, flags.allNamespaces, word ?? flags.namespace);
  const { reader, nothing } = await readStatus(source, namespace, learnFrom(flags, io));
  const { statusOf } = await import('../answers/status.ts');
  const shown = flags.problems === 0 ? Number.POSITIVE_INFINITY : (flags.problems ?? SHOWN);
  const question = {
    namespace,
    program: io.program,
    // A script gets all of them.
    shown: format === undefined ? shown : Number.POSITIVE_INFINITY,
    source: scopeWords(flags),
  };
  const report = await reader.answer((world) => statusOf(world, question));
  const { gaps } = reader.world();
  if (format === undefined) await print(report, { nothing, shown }, flags, io);
  else await writeDocument(report, format, io);
  const problems = new Problems();
  for (const gap of gaps) problems.addGap(gap);
  // What is broken in the files and hides nothing of this is told all the same.
  if (source.kind === 'files') for (const gap of source.gaps()) problems.addGap(gap);
  const code = problems.report(io, true, (flags.v ?? 0) > 0);
  if (flags.check === true) return checkCode(report);
  return code === 0 && report.unread !== undefined ? 1 : code;
}

/** The namespace that is asked about; undefined: all, which is what files are unless one is named. */
export function statusNamespace(
  source: Pick<Source, 'kind' | 'defaultNamespace'>,
  allNamespaces: boolean | undefined,
  namespace: string | undefined,
): string | undefined {
  if (allNamespaces === true) return undefined;
  return namespace ?? (source.kind === 'files' ? undefined : source.defaultNamespace);
}

/** What the report is made from. */
export interface StatusWorld {
  readonly reader: WorldReader;
  /** Why there can be nothing at all. */
  readonly nothing: string | undefined;
}

/**
 * Reads what the report is made from.
 * @param namespace undefined: all.
 * @throws ServerError where nothing that the report is about could be read.
 */
export async function readStatus(
  source: Source,
  namespace: string | undefined,
  learn: LearnEntries,
): Promise<StatusWorld> {
  const { kinds: policyKinds, catalog, gaps } = await readPolicyKinds(source, await readCatalog(source), await learn());
  const namespaces = namespace === undefined ? [] : [namespace];
  const reader = new WorldReader({ source, catalog, policyKinds, namespaces });
  for (const gap of gaps) reader.addGap(gap);
  await reader.readCluster();
  const failure = reader.failureOf(statusSubjects(namespace));
  if (failure !== undefined) throw failure;
  return { reader, nothing: whyNothing(catalog, source.kind) };
}

interface Circumstances {
  /** Why there can be nothing at all. */
  readonly nothing: string | undefined;
  readonly shown: number;
}

async function print(
  report: StatusReport,
  { nothing, shown }: Circumstances,
  flags: StatusFlags,
  io: Io,
): Promise<void> {
  // Where some could not be read, they may well be there.
  if (
    report.parents.length === 0 &&
    report.routes.total === 0 &&
    report.classes.length === 0 &&
    report.unread === undefined
  ) {
    const where = report.namespace === undefined ? '' : ` in ${report.namespace} namespace`;
    const why = report.note === undefined ? '' : `: ${escapeControl(report.note)}`;
    io.writeError(`${nothing ?? `No Gateways or routes found${where}${why}`}\n`);
  }
  const { openDescriptionPrinter } = await import('../print/description.ts');
  const printer = await openDescriptionPrinter(pageStyle(flags, io));
  await io.writeOut(printer(statusPage(report, shown)));
}
