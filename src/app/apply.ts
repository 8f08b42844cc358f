import type { ApplyFlags } from '../../commands/apply.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import { AnswerError, ServerError, UsageError } from '../model/errors.ts';
import { CUSTOM_RESOURCE_DEFINITION } from '../gateway-api/kinds.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readPath, readString } from '../model/read.ts';
import { groupKindKey, groupKindOf, sameGroupKind } from '../model/ref.ts';
import { qualifiedSingular } from '../model/resource-type.ts';
import type { ResourceType } from '../model/resource-type.ts';
import type { Source } from '../model/source.ts';
import type { Manifest } from '../source/files/read-manifests.ts';
import type { Writer } from '../source/live/write.ts';
import { escapeControl } from '../text/escape.ts';
import { dryRunSuffix, readDryRun } from './dry-run.ts';
import type { DryRun } from './dry-run.ts';
import { namespaceOfManifest, readManifestFlags, typeOfManifest } from './manifest-input.ts';
import { Problems } from './write/problems.ts';
import { readSelectors } from './select/read-selectors.ts';
import { refuseFiles, VERSION } from './scope.ts';

/**
 * `gwctl apply -f`: server-side apply of manifests in their order; each object is said to be created, configured or
 * unchanged. One that is refused does not keep the others from being applied, as with kubectl.
 */
export async function apply(words: readonly string[], flags: ApplyFlags, io: Io): Promise<ExitCode> {
  if (words.length > 0) throw new UsageError(`Unexpected args: [${words.join(' ')}]`);
  if (flags.output !== undefined && flags.output !== 'name') {
    throw new UsageError(
      `unable to match a printer suitable for the output format "${flags.output}", allowed formats are: name`,
    );
  }
  refuseFiles(flags, 'apply');
  const dryRun = readDryRun(flags.dryRun);
  const manifests = await readManifestFlags(flags, readSelectors(flags).labelSelector, io);
  const { openWritableCluster } = await import('../source/live/open-cluster.ts');
  const { source, writer } = await openWritableCluster(flags, { ...io, signal: io.interrupted() }, VERSION);
  const problems = new Problems();
  let applied = 0;
  /** The kinds of the CRDs that were applied, which are served a moment later. */
  const coming = new Set<string>();
  try {
    if (manifests.length === 0) throw new AnswerError('no objects passed to apply');
    for (const manifest of manifests) {
      try {
        const { name, outcome } = await applyManifest(manifest, { source, writer, flags, dryRun, coming });
        if (dryRun === 'none') noteCrd(manifest, coming);
        const line = flags.output === 'name' ? name : `${name} ${outcome}${dryRunSuffix(dryRun)}`;
        await io.writeOut(`${escapeControl(line)}\n`);
        applied++;
      } catch (error) {
        problems.addError(explainConflict(error));
      }
    }
  } finally {
    source.close();
  }
  return problems.report(io, applied > 0, (flags.v ?? 0) > 0);
}

interface Applying {
  readonly source: Source;
  readonly writer: Writer;
  readonly flags: ApplyFlags;
  readonly dryRun: DryRun;
  readonly coming: ReadonlySet<string>;
}

function noteCrd({ object }: Manifest, coming: Set<string>): void {
  if (!sameGroupKind(groupKindOf(object), CUSTOM_RESOURCE_DEFINITION)) return;
  const group = readString(readPath(object, 'spec', 'group'));
  const kind = readString(readPath(object, 'spec', 'names', 'kind'));
  if (group !== undefined && kind !== undefined) coming.add(groupKindKey({ group, kind }));
}

async function applyManifest(
  manifest: Manifest,
  { source, writer, flags, dryRun, coming }: Applying,
): Promise<{ readonly name: string; readonly outcome: string }> {
  const type = await typeOfManifest(manifest, source, coming.has(groupKindKey(groupKindOf(manifest.object))));
  const namespace = namespaceOfManifest(manifest, type, flags.namespace, source.defaultNamespace);
  const { object } = manifest;
  const name = `${qualifiedSingular(type)}/${object.metadata.name}`;
  if (dryRun === 'client') {
    return { name, outcome: (await exists(source, type, namespace, object)) ? 'configured' : 'created' };
  }
  const target = { type, namespace, name: object.metadata.name, dryRun: dryRun === 'server' };
  const { outcome } = await writer.applyObject(target, withNamespace(object, namespace), {
    fieldManager: flags.fieldManager ?? 'gwctl',
    force: flags.forceConflicts,
  });
  return { name, outcome };
}

async function exists(
  source: Source,
  type: ResourceType,
  namespace: string | undefined,
  { metadata }: KubernetesObject,
): Promise<boolean> {
  try {
    await source.get({ type, namespace, name: metadata.name });
    return true;
  } catch (error) {
    if (error instanceof ServerError && error.code === 404) return false;
    throw error;
  }
}

function withNamespace(object: KubernetesObject, namespace: string | undefined): KubernetesObject {
  if (namespace === undefined) return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

/** A conflict in kubectl's words, one field a line, and the flag that resolves it. */
function explainConflict(error: unknown): unknown {
  if (!(error instanceof ServerError) || error.code !== 409) return error;
  const causes = error.details?.causes ?? [];
  if (causes.length === 0) return error;
  const fields = causes.map(({ field, message }) => `  ${field}: ${message}`);
  const count = causes.length === 1 ? '1 conflict' : `${causes.length} conflicts`;
  return new AnswerError(
    `Apply failed with ${count}:\n${fields.join('\n')}\nOther managers own these fields. To take them over, run again with --force-conflicts;\nto leave them to their managers, remove them from the manifest.`,
  );
}
