import type { DeleteFlags } from '../../commands/delete.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExitCode, Io } from '../cli/io.ts';
import { ServerError, UsageError } from '../model/errors.ts';
import { namespaceOf } from '../model/object.ts';
import { qualifiedSingular } from '../model/resource-type.ts';
import type { ResourceType } from '../model/resource-type.ts';
import type { Source } from '../model/source.ts';
import type { Writer } from '../source/live/write.ts';
import { escapeControl } from '../text/escape.ts';
import { dryRunSuffix, readDryRun } from './dry-run.ts';
import type { DryRun } from './dry-run.ts';
import { namespaceOfManifest, readManifestFlags, typeOfManifest } from './manifest-input.ts';
import { parseResourceArguments } from './select/parse-resource-arguments.ts';
import { Problems } from './write/problems.ts';
import { understandType } from './select/requested-type.ts';
import { refuseFiles, VERSION } from './scope.ts';

/** One object to delete. */
interface Victim {
  readonly type: ResourceType;
  readonly namespace: string | undefined;
  readonly name: string;
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
    throw new UsageError('Unexpected -o output mode: ' + flags.output + ". We only support '-o name'.");
  }
  const dryRun = readDryRun(flags.dryRun);
  const { openWritableCluster } = await import('../source/live/open-cluster.ts');
  const { source, writer } = await openWritableCluster(flags, io, VERSION);
  const problems = new Problems();
  let deleted = 0;
  try {
    const victims = await findVictims(words, flags, source, problems, io);
    const gone: Victim[] = [];
    for (const victim of victims) {
      try {
        if (!(await remove(victim, dryRun, { source, writer, flags }))) continue;
        const name = `${qualifiedSingular(victim.type)} "${victim.name}"`;
        const where = victim.namespace === undefined ? '' : ` from ${victim.namespace} namespace`;
        const line =
          flags.output === 'name'
            ? `${qualifiedSingular(victim.type)}/${victim.name}`
            : `${name} deleted${where}${dryRunSuffix(dryRun)}`;
        await io.writeOut(`${escapeControl(line)}\n`);
        deleted++;
        gone.push(victim);
      } catch (error) {
        problems.addError(error);
      }
    }
    // As kubectl, on stdout.
    if (victims.length === 0 && problems.none) await io.writeOut('No resources found\n');
    if (dryRun === 'none' && flags.wait !== false) await waitUntilGone(gone, source, io.signal);
  } finally {
    source.close();
  }
  return problems.report(io, deleted > 0, (flags.v ?? 0) > 0);
}

async function remove(
  { type, namespace, name }: Victim,
  dryRun: DryRun,
  { source, writer, flags }: { source: Source; writer: Writer; flags: DeleteFlags },
): Promise<boolean> {
  try {
    if (dryRun === 'client') await source.get({ type, namespace, name });
    else await writer.deleteObject({ type, namespace, name, dryRun: dryRun === 'server' });
    return true;
  } catch (error) {
    if (flags.ignoreNotFound === true && error instanceof ServerError && error.code === 404) return false;
    throw error;
  }
}

async function findVictims(
  words: readonly string[],
  flags: DeleteFlags,
  source: Source,
  problems: Problems,
  io: Io,
): Promise<readonly Victim[]> {
  if (flags.filename !== undefined || flags.kustomize !== undefined) {
    if (words.length > 0)
      throw new UsageError(
        'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
      );
    return findInManifests(flags, source, io);
  }
  if (words.length === 0) {
    throw new UsageError(
      'You must provide one or more resources by argument or filename: TYPE NAME, TYPE -l SELECTOR, -f FILE',
    );
  }
  const bySelector = flags.selector !== undefined || flags.fieldSelector !== undefined;
  if (bySelector && flags.all === true) throw new UsageError('cannot set --all and --selector at the same time');
  const requested = parseResourceArguments(words, {
    program: io.program,
    verb: 'delete',
    hasSelector: bySelector || flags.all === true,
    allNamespaces: flags.allNamespaces === true,
  });
  const victims: Victim[] = [];
  for (const { type: word, names } of requested) {
    if (names.length === 0 && !bySelector && flags.all !== true) {
      throw new UsageError('resource(s) were provided, but no name was specified');
    }
    for (const type of await findTypes(word, source)) {
      const namespace = type.namespaced ? (flags.namespace ?? source.defaultNamespace) : undefined;
      if (names.length > 0) victims.push(...names.map((name) => ({ type, namespace, name })));
      else
        victims.push(
          ...(await listVictims(type, flags.allNamespaces === true ? undefined : namespace, flags, source, problems)),
        );
    }
  }
  return victims;
}

/** Real types only: nobody should delete what "backends" happens to mean. */
async function findTypes(word: string, source: Source): Promise<readonly ResourceType[]> {
  const { requested } = await understandType(word, source);
  return requested.map((entry) => {
    if (entry.kind === 'resource') return entry.type;
    throw new UsageError(`"${word}" stands for several types: name the one to delete from`);
  });
}

async function listVictims(
  type: ResourceType,
  namespace: string | undefined,
  flags: DeleteFlags,
  source: Source,
  problems: Problems,
): Promise<readonly Victim[]> {
  const victims: Victim[] = [];
  const { selector: labelSelector, fieldSelector } = flags;
  try {
    for await (const page of source.list({ type, namespace, labelSelector, fieldSelector, metadataOnly: true })) {
      for (const object of page) victims.push({ type, namespace: namespaceOf(object), name: object.metadata.name });
    }
  } catch (error) {
    problems.addError(error);
  }
  return victims;
}

async function findInManifests(flags: DeleteFlags, source: Source, io: Io): Promise<readonly Victim[]> {
  const victims: Victim[] = [];
  for (const manifest of await readManifestFlags(flags, io)) {
    const type = await typeOfManifest(manifest, source);
    const namespace = namespaceOfManifest(manifest, type, flags.namespace, source.defaultNamespace);
    victims.push({ type, namespace, name: manifest.object.metadata.name });
  }
  return victims;
}

/** Finalizers may keep an object: kubectl waits for its end, and so do we. */
async function waitUntilGone(victims: readonly Victim[], source: Source, signal: AbortSignal): Promise<void> {
  for (const victim of victims) {
    while (!signal.aborted && (await isThere(victim, source))) await sleep(POLL);
  }
}

async function isThere({ type, namespace, name }: Victim, source: Source): Promise<boolean> {
  try {
    await source.get({ type, namespace, name });
    return true;
  } catch {
    // Gone, or no longer to be seen: both end the waiting.
    return false;
  }
}
