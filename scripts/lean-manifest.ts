import type { JsonRecord } from '../src/model/read.ts';

/** What a package says of itself to those who install it. The rest is for those who work on it. */
const PUBLISHED = [
  'name',
  'version',
  'description',
  'keywords',
  'license',
  'repository',
  'homepage',
  'bugs',
  'type',
  'engines',
  'bin',
  'types',
  'exports',
  'files',
];

/** The manifest of the published package: all that the program needs is in its chunks, so that it depends on nothing. */
export function leanManifest(manifest: JsonRecord): JsonRecord {
  return Object.fromEntries(PUBLISHED.flatMap((key) => (Object.hasOwn(manifest, key) ? [[key, manifest[key]]] : [])));
}
