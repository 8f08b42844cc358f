import type { DeleteFlags } from '../../commands/delete.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExitCode, Io } from '../cli/io.ts';
import { append } from '../model/append.ts';
import { AnswerError, ServerError, UsageError } from '../model/errors.ts';
import { namespaceOf } from '../model/object.ts';
import { readString } from '../model/read.ts';
import { qualifiedSingular } from '../model/resource-type.ts';
import type { ResourceType } from '../model/resource-type.ts';
import type { Source } from '../model/source.ts';
import type { Writer, WriteTarget } from '../source/live/write.ts';
import { parseDuration } from '../text/duration.ts';
import { escapeControl } from '../text/escape.ts';
import { dryRunSuffix, readDryRun } from './dry-run.ts';
import type { DryRun } from './dry-run.ts';
import { explainListError } from './select/explain-list-error.ts';
import { namespaceOfManifest, readManifestFlags, typeOfManifest } from './manifest-input.ts';
import { parseResourceArguments } from './select/parse-resource-arguments.ts';
import { Problems } from './write/problems.ts';
import { understandType } from './select/requested-type.ts';
import { refuseFiles, VERSION } from './scope.ts';
import { isSelecting, readSelectors } from './select/read-selectors.ts';
import type { Selectors } from './select/read-selectors.ts';

/** One object that was deleted. */
interface Deleted {
  readonly target: WriteTarget;
  readonly uid: string | undefined;
}

interface Run {
  readonly flags: DeleteFlags;
  readonly selectors: Selectors;
  readonly source: Source;
  readonly problems: Problems;
  readonly io: Io;
}

/** How often a deleted object is looked for until it is gone, in milliseconds. */
const POLL = 250;

/**
 * `gwctl delete`: by name, selector or manifest, with kubectl's words. What was asked by name and is not there is exit
 * code 1; what a selector finds none of is not.
 */
export async function deleteObjects(words: readonly string[], flags: DeleteFlags, io: Io): Promise<ExitCode> {
  refuseFiles(flags, 'delete');
  if (flags.output !== undefined && flags.output !== 'name') {
    throw new UsageError(`unexpected -o output mode: ${flags.output}. We only support '-o name'`);
  }
  const dryRun = readDryRun(flags.dryRun);
  const timeout = readTimeout(flags.timeout, io);
  const selectors = readSelectors(flags);
  const { openWritableCluster } = await import('../source/live/open-cluster.ts');
  const { source, writer } = await openWritableCluster(flags, { ...io, signal: io.interrupted() }, VERSION);
  const problems = new Problems();
  const run: Run = { flags, selectors, source, problems, io };
  const deleted: Deleted[] = [];
  let warned = flags.namespace === undefined || flags.allNamespaces === true;
  try {
    const targets = await findTargets(words, run);
    for (const target of targets) {
      if (!warned && !target.type.namespaced) {
        io.writeError('Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n');
        warned = true;
      }
      try {
        const uid = await remove(target, dryRun, source, writer);
        await io.writeOut(`${escapeControl(outcomeOf(target, flags.output, dryRun))}\n`);
        deleted.push({ target, uid });
      } catch (error) {
        const isMissing = error instanceof ServerError && error.code === 404;
        if (!isMissing || !ignoresNotFound(flags, selectors)) problems.addError(error);
      }
    }
    // As kubectl, on stdout.
    if (targets.length === 0 && problems.none) await io.writeOut('No resources found\n');
    // As kubectl, which waits for nothing once something went wrong.
    if (dryRun === 'none' && flags.wait !== false && problems.none) await waitUntilGone(deleted, timeout, run);
  } finally {
    source.close();
  }
  return problems.report(io, deleted.length > 0, (flags.v ?? 0) > 0);
}

/** Milliseconds; 0 waits as long as it takes. */
function readTimeout(text: string | undefined, io: Io): number {
  const timeout = text === undefined ? 0 : parseDuration(text);
  if (typeof timeout === 'number') return timeout;
  throw new UsageError(
    `invalid argument ${JSON.stringify(text)} for "--timeout" flag: ${timeout}\nSee '${io.program} delete --help' for usage.`,
  );
}

async function remove(
  target: WriteTarget,
  dryRun: DryRun,
  source: Source,
  writer: Writer,
): Promise<string | undefined> {
  if (dryRun !== 'client') return writer.deleteObject({ ...target, dryRun: dryRun === 'server' });
  await source.get(target);
  return undefined;
}

function outcomeOf({ type, namespace, name }: WriteTarget, output: string | undefined, dryRun: DryRun): string {
  if (output === 'name') return `${qualifiedSingular(type)}/${name}`;
  const where = namespace === undefined ? '' : ` from ${namespace} namespace`;
  return `${qualifiedSingular(type)} "${name}" deleted${where}${dryRunSuffix(dryRun)}`;
}

/** Unless it is said, only what was named has to be there. */
function ignoresNotFound({ ignoreNotFound, all }: DeleteFlags, selectors: Selectors): boolean {
  return ignoreNotFound ?? (all === true || isSelecting(selectors));
}

async function findTargets(words: readonly string[], run: Run): Promise<readonly WriteTarget[]> {
  const { flags, selectors, source, io } = run;
  const bySelector = isSelecting(selectors);
  if (bySelector && flags.all === true) throw new UsageError("setting 'all' parameter but found a non empty selector.");
  if (flags.filename !== undefined || flags.kustomize !== undefined) {
    if (words.length > 0)
      throw new UsageError(
        'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
      );
    // kubectl ignores it, and deletes every object of the manifests.
    if (selectors.fieldSelector !== undefined) throw new UsageError('--field-selector cannot be used with manifests');
    return findInManifests(run);
  }
  if (words.length === 0) {
    throw new UsageError(
      'You must provide one or more resources by argument or filename: TYPE NAME, TYPE -l SELECTOR, -f FILE',
    );
  }
  const requested = parseResourceArguments(words, {
    program: io.program,
    verb: 'delete',
    hasSelector: bySelector || flags.all === true,
    allNamespaces: flags.allNamespaces === true,
  });
  const targets: WriteTarget[] = [];
  for (const { type: word, names } of requested) {
    if (names.length === 0 && !bySelector && flags.all !== true) {
      throw new UsageError('resource(s) were provided, but no name was specified');
    }
    for (const type of await findTypes(word, source)) {
      // An empty name would mean all namespaces to the server.
      const namespace = type.namespaced ? flags.namespace || source.defaultNamespace : undefined;
      if (names.length > 0)
        append(
          targets,
          names.map((name) => ({ type, namespace, name })),
        );
      else append(targets, await listTargets(type, flags.allNamespaces === true ? undefined : namespace, run));
    }
  }
  return targets;
}

/** Real types only: nobody should delete what "backends" happens to mean. */
async function findTypes(word: string, source: Source): Promise<readonly ResourceType[]> {
  const { requested } = await understandType(word, source);
  return requested.map((entry) => {
    if (entry.kind === 'resource') return entry.type;
    throw new UsageError(`"${word}" stands for several types: specify the one to delete from`);
  });
}

async function listTargets(
  type: ResourceType,
  namespace: string | undefined,
  { selectors, source, problems }: Run,
): Promise<readonly WriteTarget[]> {
  const targets: WriteTarget[] = [];
  try {
    for await (const page of source.list({ type, namespace, ...selectors, metadataOnly: true })) {
      for (const object of page) targets.push({ type, namespace: namespaceOf(object), name: object.metadata.name });
    }
  } catch (error) {
    problems.addError(explainListError(error, type, selectors));
  }
  return targets;
}

async function findInManifests({ flags, selectors, source, problems, io }: Run): Promise<readonly WriteTarget[]> {
  const targets: WriteTarget[] = [];
  // In no namespace in particular, what does not name its own cannot be found.
  const fallback = flags.allNamespaces === true ? undefined : source.defaultNamespace;
  for (const manifest of await readManifestFlags(flags, selectors.labelSelector, io)) {
    const type = await typeOfManifest(manifest, source);
    const namespace = namespaceOfManifest(manifest, type, flags.namespace, fallback);
    const { name } = manifest.object.metadata;
    if (!type.namespaced || namespace !== undefined) targets.push({ type, namespace, name });
    else {
      const reason = 'an empty namespace may not be set when a resource name is provided';
      problems.addError(new AnswerError(`error when deleting "${manifest.origin}": ${reason}`));
    }
  }
  return targets;
}

/** Finalizers may keep an object: kubectl waits for its end, and so do we. */
async function waitUntilGone(
  deleted: readonly Deleted[],
  timeout: number,
  { source, problems, io }: Run,
): Promise<void> {
  const end = timeout === 0 ? Number.POSITIVE_INFINITY : io.now() + timeout;
  try {
    for (const each of deleted) {
      while (!io.interrupted().aborted && (await isThere(each, source))) {
        const left = end - io.now();
        const { type, name } = each.target;
        if (left <= 0) throw new AnswerError(`timed out waiting for the condition on ${type.plural}/${name}`);
        await sleep(Math.min(POLL, left));
      }
    }
  } catch (error) {
    problems.addError(error);
  }
}

async function isThere({ target, uid }: Deleted, source: Source): Promise<boolean> {
  try {
    const { metadata } = await source.get(target);
    // Another object of the same name is no longer the one that was deleted.
    return uid === undefined || readString(metadata['uid']) === uid;
  } catch (error) {
    // As kubectl: who may delete but not look is not kept waiting.
    if (error instanceof ServerError && UNSEEN.has(error.code)) return false;
    throw error;
  }
}

/** Gone, forbidden, and a type that cannot be read. */
const UNSEEN: ReadonlySet<number> = new Set([403, 404, 405]);
