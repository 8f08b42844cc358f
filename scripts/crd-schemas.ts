import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isRecord, readPath, readRecords, readString } from '../src/model/read.ts';
import { readCrds } from '../test/cluster/crds.ts';

/** The release whose schemas are bundled. */
const VERSION = 'v1.7.0';

const CHANNELS = ['standard', 'experimental'] as const;

/** Where they stand: by channel, `group/Kind` and served version. */
export const BUNDLED_SCHEMAS = fileURLToPath(new URL('../src/validation/bundled-schemas.json', import.meta.url));

/** The schemas of the release's CRDs without what only people read; one line a kind. */
export async function makeBundledSchemas(): Promise<string> {
  const channels = await Promise.all(CHANNELS.map(async (channel) => `"${channel}":{\n${await kindsOf(channel)}\n}`));
  return `{"release":"${VERSION}",\n${channels.join(',\n')}}\n`;
}

async function kindsOf(channel: (typeof CHANNELS)[number]): Promise<string> {
  const crds = await readCrds({ version: VERSION, channel });
  return crds
    .map((crd) => {
      const key = `${readString(readPath(crd, 'spec', 'group')) ?? ''}/${readString(readPath(crd, 'spec', 'names', 'kind')) ?? ''}`;
      const served = readRecords(readPath(crd, 'spec', 'versions')).filter(({ served: isServed }) => isServed === true);
      const versions = served.map(
        ({ name, schema }) => [name, withoutWords(readPath(schema, 'openAPIV3Schema'), 0)] as const,
      );
      return `${JSON.stringify(key)}:${JSON.stringify(Object.fromEntries(versions))}`;
    })
    .toSorted()
    .join(',\n');
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

/** `node scripts/crd-schemas.ts` writes the file. */
if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(BUNDLED_SCHEMAS, await makeBundledSchemas());
