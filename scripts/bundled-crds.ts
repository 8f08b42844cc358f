import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { isRecord, readPath, readRecord, readRecords, readString } from '../src/model/read.ts';
import { readCrds } from '../test/cluster/crds.ts';

/** The newest release of each minor version, the oldest first. */
const RELEASES = ['v1.0.0', 'v1.1.1', 'v1.2.1', 'v1.3.0', 'v1.4.1', 'v1.5.1', 'v1.6.3', 'v1.7.0'] as const;

const CHANNELS = ['standard', 'experimental'] as const;

/** Where they stand. */
const BUNDLED_CRDS = fileURLToPath(new URL('../src/validation/bundled-crds.json', import.meta.url));

/**
 * The CRDs of all releases without what only people read, one a line: `v1.7.0 standard group/Kind {…}`. Releases repeat
 * each other almost wholly: 1.9 MB are 11 kB once compressed as one text, and 45 kB as one text a release.
 */
export async function bundledText(): Promise<string> {
  const lines: string[] = [];
  for (const version of RELEASES) {
    for (const channel of CHANNELS) {
      const crds = await readCrds({ version, channel });
      lines.push(...crds.map((crd) => `${version} ${channel} ${lineOf(crd)}`).toSorted());
    }
  }
  return lines.join('\n');
}

function lineOf(crd: unknown): string {
  const { group, names, scope, versions } = readRecord(readPath(crd, 'spec'));
  const kept = readRecords(versions).map(({ name, served, storage, deprecated, schema }) => ({
    name,
    served,
    storage,
    deprecated,
    // What is not served validates nothing.
    schema: served === true ? { openAPIV3Schema: withoutWords(readPath(schema, 'openAPIV3Schema'), 0) } : undefined,
  }));
  const annotations = readRecord(readPath(crd, 'metadata', 'annotations'));
  const marks = Object.entries(annotations).filter(([key]) => /\/(?:bundle-version|channel)$/.test(key));
  const slim = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: readPath(crd, 'metadata', 'name'), annotations: Object.fromEntries(marks) },
    spec: { group, names, scope, versions: kept },
  };
  return `${readString(group) ?? ''}/${readString(readPath(names, 'kind')) ?? ''} ${JSON.stringify(slim)}`;
}

/** A schema without descriptions, and at its top without the status, which nobody writes in a manifest. */
function withoutWords(schema: unknown, depth: number): unknown {
  if (Array.isArray(schema)) return schema.map((entry) => withoutWords(entry, depth + 1));
  if (!isRecord(schema)) return schema;
  const kept = Object.entries(schema).filter(([key, value]) => !(key === 'description' && typeof value === 'string'));
  return Object.fromEntries(
    kept.map(([key, value]) => {
      if (key !== 'properties' || !isRecord(value)) return [key, withoutWords(value, depth + 1)];
      const fields = Object.entries(value).filter(([name]) => depth > 0 || name !== 'status');
      return [key, Object.fromEntries(fields.map(([name, field]) => [name, withoutWords(field, depth + 1)]))];
    }),
  );
}

/** `node scripts/bundled-crds.ts` writes the file. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = Buffer.from(await bundledText());
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  const brotli = brotliCompressSync(text, { params }).toString('base64');
  await writeFile(BUNDLED_CRDS, `${JSON.stringify({ releases: RELEASES, brotli })}\n`);
}
