import { fileURLToPath } from 'node:url';
import { readManifests } from '../cluster/manifests.ts';
import type { JsonRecord } from '../../src/model/read.ts';

/** One whole object of every kind that gwctl knows, the fullest of the bundled example and of the transcripts' states. */
export async function readSamples(): Promise<readonly JsonRecord[]> {
  const folders = ['../../examples/shop', '../fixtures/states'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const fullest = new Map<string, { readonly object: JsonRecord; readonly size: number }>();
  for (const object of (await Promise.all(folders.map(readManifests))).flat()) {
    const kind = `${String(object['apiVersion'])}/${String(object['kind'])}`;
    const size = [...pathsOf(object)].length;
    if (size > (fullest.get(kind)?.size ?? 0)) fullest.set(kind, { object, size });
  }
  return [...fullest.values()].map(({ object }) => object);
}

/** Where a value stands in an object. */
export type Path = readonly (string | number)[];

/** Every place of a value, from the outside to its leaves. */
export function* pathsOf(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* pathsOf(item, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* pathsOf(item, [...path, key]);
  }
}

/** A copy of a value with something else in one place. */
export function replaceAt(value: unknown, [step, ...rest]: Path, other: unknown): unknown {
  if (step === undefined) return other;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? replaceAt(item, rest, other) : item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === step ? replaceAt(item, rest, other) : item]),
  );
}
