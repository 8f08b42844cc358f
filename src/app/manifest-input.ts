import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Io } from '../cli/io.ts';
import type { ManifestFlags } from '../cli/shared-flags.ts';
import { CannotRunError, UsageError } from '../model/errors.ts';
import { matchLabelSelector, parseLabelSelector } from '../model/label-selector.ts';
import type { ResourceType } from '../model/resource-type.ts';
import { groupOf, labelsOf, versionOf } from '../model/object.ts';
import type { Source } from '../model/source.ts';
import type { Manifest } from '../source/files/read-manifests.ts';

/** How long the kind of a CRD that was just applied is waited for: 10 seconds, in milliseconds. */
const WAIT = 200;
const MOST_WAITS = 50;
/** What an output of kustomize may weigh. */
const MAX_KUSTOMIZE_OUTPUT = 256 * 1024 * 1024;

/**
 * Reads the manifests that `-f`, `-R` and `-k` name.
 * @param labelSelector keeps those whose own labels fulfil it.
 * @throws UsageError when neither or both are given; CannotRunError when anything of it cannot be read.
 */
export async function readManifestFlags(
  flags: ManifestFlags,
  labelSelector: string | undefined,
  io: Io,
): Promise<readonly Manifest[]> {
  const files = flags.filename ?? [];
  if (files.length > 0 === (flags.kustomize !== undefined)) {
    throw new UsageError(files.length > 0 ? 'only one of -f or -k can be specified' : 'must specify one of -f and -k');
  }
  const { parseManifests, readManifests } = await import('../source/files/read-manifests.ts');
  const manifests =
    flags.kustomize === undefined
      ? await readManifests(files, { recursive: flags.recursive === true, cwd: io.cwd, readInput: io.readInput })
      : parseManifests(flags.kustomize, await buildKustomization(flags.kustomize, io));
  const selector = parseLabelSelector(labelSelector ?? '');
  return manifests.filter(({ object }) => matchLabelSelector(selector, labelsOf(object)));
}

/**
 * What a kustomization directory builds. Kustomize is kubectl's: it is not built twice.
 * @throws CannotRunError where there is no kubectl, or it cannot build it.
 */
export function buildKustomization(folder: string, io: Pick<Io, 'cwd' | 'env' | 'interrupted'>): Promise<string> {
  const options = { cwd: io.cwd, env: { ...io.env }, signal: io.interrupted(), maxBuffer: MAX_KUSTOMIZE_OUTPUT };
  return new Promise((resolve, reject) => {
    execFile('kubectl', ['kustomize', folder], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else if (error.code === 'ENOENT') {
        reject(new CannotRunError('error: -k runs "kubectl kustomize", but kubectl was not found on the PATH'));
      } else reject(new CannotRunError(stderr.trim() || `error: kubectl kustomize ${folder}: ${error.message}`));
    });
  });
}

/**
 * The type of a manifest's object, in the version that it is written in.
 * @param isComing whether its CRD was just applied: then it is waited for.
 * @throws CannotRunError in kubectl's words when the server does not serve it.
 */
export async function typeOfManifest(
  { object, namespace, origin }: Manifest,
  source: Source,
  isComing = false,
): Promise<ResourceType> {
  const group = groupOf(object.apiVersion);
  const version = versionOf(object.apiVersion);
  const attempts = isComing ? MOST_WAITS : 2;
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 1) await sleep(WAIT);
    const { types } = await source.catalog({ refresh: attempt > 0 });
    const type = types.find((entry) => entry.group === group && entry.kind === object.kind);
    if (type?.versions.includes(version) === true) return { ...type, version };
  }
  const matches = `no matches for kind "${object.kind}" in version "${object.apiVersion}"`;
  throw new CannotRunError(
    `error: resource mapping not found for name: "${object.metadata.name}" namespace: "${namespace ?? ''}" from "${origin}": ${matches}\nensure CRDs are installed first`,
  );
}

/**
 * The namespace that a manifest's object belongs to: its own, else the one of the request.
 * @param required the namespace that `-n` names, undefined without it.
 * @throws CannotRunError in kubectl's words when the two differ.
 */
export function namespaceOfManifest(
  { namespace }: Manifest,
  type: ResourceType,
  required: string | undefined,
  fallback: string | undefined,
): string | undefined {
  if (!type.namespaced) return undefined;
  if (namespace !== undefined && required !== undefined && namespace !== required) {
    throw new CannotRunError(
      `error: the namespace from the provided object "${namespace}" does not match the namespace "${required}". You must pass '--namespace=${namespace}' to perform this operation.`,
    );
  }
  return namespace ?? required ?? fallback;
}
