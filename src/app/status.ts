import type { StatusFlags } from '../../commands/status.ts';
import { findProblems } from '../analysis/find-problems.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import { UsageError } from '../model/errors.ts';
import { SnapshotBuilder } from '../world/memory-snapshot.ts';
import { GATEWAY, GATEWAY_CLASS, ROUTE_KINDS } from '../gateway-api/kinds.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readPath } from '../model/read.ts';
import { groupKindOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Source } from '../model/source.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { reportStatus } from '../view/status.ts';
import type { StatusReport } from '../view/status.ts';
import { isAllRight, statusPage } from '../view/status-page.ts';
import { documentGaps } from './describe/write-pages.ts';
import { scopeWords } from './write/scope-words.ts';
import { learnFrom } from './policy-catalogue.ts';
import { readPolicyKinds } from '../world/policy-kinds.ts';
import type { LearnEntries } from './policy-catalogue.ts';
import { Problems } from './write/problems.ts';
import { readCatalog, whyNothing } from '../world/read-catalog.ts';
import { openSource, wantsColor, wantsUnicode } from './scope.ts';
import { loadFiles } from '../world/load-files.ts';
import { loadWhole } from '../world/load-whole.ts';
import { SnapshotReader } from '../world/snapshot-reader.ts';
import { checkOutput, writeDocument } from './write/structured-output.ts';

/** Problems on one screen. */
const SHOWN = 5;

/** What the screen is about: without any of these there is nothing to say. */
const SUBJECTS: readonly GroupKind[] = [...ROUTE_KINDS, GATEWAY_CLASS, GATEWAY];

/**
 * `gwctl status [NAMESPACE|-A]`: one screen that answers "is it all right?".
 * @param open opens the cluster or the files that the flags name.
 * @returns 0; with `--check` 1 when something is not right or could not be read.
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
  const source = await open(flags, io);
  try {
    const namespace = flags.allNamespaces === true ? undefined : (word ?? flags.namespace ?? source.defaultNamespace);
    const { snapshot, policyKinds, nothing } = await load(source, namespace, learnFrom(flags, io));
    const report = await judge(snapshot, policyKinds, namespace, flags, io);
    if (format === undefined) await print(report, snapshot, nothing, flags, io);
    else await writeDocument(report, format, io);
    const problems = new Problems();
    for (const gap of snapshot.gaps) problems.addGap(gap);
    const code = problems.report(io, true, (flags.v ?? 0) > 0);
    return flags.check === true && (!isAllRight(report) || problems.hasGaps) ? 1 : code;
  } finally {
    source.close();
  }
}

interface Loaded {
  readonly snapshot: Snapshot;
  readonly policyKinds: readonly PolicyKind[];
  /** Why there can be nothing at all. */
  readonly nothing: string | undefined;
}

async function load(source: Source, namespace: string | undefined, learn: LearnEntries): Promise<Loaded> {
  const { kinds: policyKinds, catalog, gaps } = await readPolicyKinds(source, await readCatalog(source), await learn());
  const builder = new SnapshotBuilder();
  for (const gap of catalog.gaps) builder.addGap(gap);
  for (const gap of gaps) builder.addGap(gap);
  if (source.kind === 'files') {
    await loadFiles(source, catalog, builder);
  } else {
    const reader = new SnapshotReader(source, catalog, builder, true);
    const instead = namespace === undefined ? [] : [namespace];
    await loadWhole(reader, { policyKinds, instead, endpoints: false });
    const failure = reader.failureOf(SUBJECTS);
    if (failure !== undefined) throw failure;
  }
  return { snapshot: builder.build(source.kind), policyKinds, nothing: whyNothing(catalog, source.kind) };
}

async function judge(
  snapshot: Snapshot,
  policyKinds: readonly PolicyKind[],
  namespace: string | undefined,
  flags: StatusFlags,
  io: Pick<Io, 'program'>,
): Promise<StatusReport> {
  const { buildGraph } = await import('../graph/query/build-graph.ts');
  const graph = buildGraph(snapshot, { policyKinds });
  const found = findProblems(snapshot, graph, wantedIn(namespace, snapshot));
  const shown = flags.problems === 0 ? Number.POSITIVE_INFINITY : (flags.problems ?? SHOWN);
  return reportStatus(snapshot, graph, found, documentGaps(snapshot.gaps), {
    namespace,
    program: io.program,
    shown,
    source: scopeWords(flags),
  });
}

/** Of a namespace also the classes that its Gateways use: those of other teams are theirs. */
function wantedIn(namespace: string | undefined, snapshot: Snapshot): (object: KubernetesObject) => boolean {
  if (namespace === undefined) return () => true;
  const gateways = snapshot.listIn(GATEWAY, namespace);
  const used = new Set(gateways.map((gateway) => readPath(gateway, 'spec', 'gatewayClassName')));
  return (object) =>
    namespaceOf(object) === namespace ||
    (sameGroupKind(groupKindOf(object), GATEWAY_CLASS) && used.has(object.metadata.name));
}

async function print(
  report: StatusReport,
  { gaps }: Snapshot,
  nothing: string | undefined,
  flags: StatusFlags,
  io: Io,
): Promise<void> {
  const isEmpty = report.parents.length === 0 && report.routes.total === 0 && report.classes.length === 0;
  // What could not be read may well be there.
  if (isEmpty && !gaps.some((gap) => SUBJECTS.some((kind) => kind.group === gap.group && kind.kind === gap.kind))) {
    const where = report.namespace === undefined ? '' : ` in ${report.namespace} namespace`;
    io.writeError(`${nothing ?? `No Gateways and no routes found${where}`}\n`);
  }
  const { openDescriptionPrinter } = await import('../print/description.ts');
  const printer = await openDescriptionPrinter({ color: wantsColor(flags, io), unicode: wantsUnicode(io) });
  await io.writeOut(printer(statusPage(report)));
}
