import { append } from '../../model/append.ts';
import { CannotRunError, messageOf } from '../../model/errors.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readRecord } from '../../model/read.ts';
import { fetchManifest } from './fetch-manifest.ts';
import { findInputs } from './find-inputs.ts';
import type { FoundInput } from './find-inputs.ts';
import type { Input } from './input.ts';
import { readBytes } from './read-bytes.ts';
import { readObjects } from './read-objects.ts';
import type { FoundObject } from './read-objects.ts';

/** An object of a manifest as it stands there, Secrets with their values: only to be sent, never to be printed. */
export interface Manifest {
  readonly object: KubernetesObject;
  /** The namespace that the manifest itself names. */
  readonly namespace: string | undefined;
  /** As the user knows it, with the line: `shop.yaml:12`. */
  readonly origin: string;
}

/** Where manifests to act on come from. */
export interface ManifestOptions {
  /** `-R`: folders in folders too. */
  readonly recursive: boolean;
  readonly cwd: string;
  readonly readInput: () => AsyncIterable<Uint8Array>;
}

/**
 * Reads the manifests of `-f FILE|DIR|URL|-`, in their order. Nothing is half read: who acts on manifests must know all.
 * @throws CannotRunError when a path is not there or anything in it is no object of a cluster.
 */
export async function readManifests(paths: readonly string[], options: ManifestOptions): Promise<readonly Manifest[]> {
  const manifests: Manifest[] = [];
  for (const path of paths) {
    for (const { input, bytes } of await readAll(path, options)) append(manifests, parse(input, bytes));
  }
  if (manifests.length === 0) throw new CannotRunError('error: no objects passed to apply or delete');
  return manifests;
}

/**
 * Reads manifests from text that is already there: what `kubectl kustomize` printed.
 * @throws CannotRunError when anything in it is no object of a cluster.
 */
export function parseManifests(name: string, text: string): readonly Manifest[] {
  const bytes = Buffer.from(text);
  return parse({ name, read: () => Promise.resolve(bytes) }, bytes);
}

async function readAll(
  path: string,
  { recursive, cwd, readInput }: ManifestOptions,
): Promise<readonly { readonly input: Input; readonly bytes: Buffer }[]> {
  if (/^https?:\/\//.test(path)) {
    const bytes = await fetchManifest(path);
    return [{ input: { name: path, read: () => Promise.resolve(bytes) }, bytes }];
  }
  const { inputs, gaps } = await findInputs([path], cwd, { recursive, anywhere: true });
  const [gap] = gaps;
  if (gap !== undefined) throw new CannotRunError(`error: ${gap.what}: ${gap.message}`);
  return Promise.all(
    inputs.map(async (found: FoundInput) => {
      try {
        return await readBytes(found, readInput);
      } catch (error) {
        throw new CannotRunError(`error: ${found.name}: ${messageOf(error)}`, { cause: error });
      }
    }),
  );
}

function parse(input: Input, bytes: Buffer): readonly Manifest[] {
  const { objects, refused } = readObjects(input, bytes, true);
  if (refused.length > 0) {
    throw new CannotRunError(refused.map(({ what, message }) => `error: ${what}: ${message}`).join('\n'));
  }
  return objects.map(toManifest);
}

function toManifest({ apiVersion, kind, name, namespace, value, place }: FoundObject): Manifest {
  const metadata = { ...readRecord(value['metadata']), name };
  return {
    object: { ...value, apiVersion, kind, metadata },
    namespace,
    origin: `${place.input.name}:${place.line}`,
  };
}
