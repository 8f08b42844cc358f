import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { loadAll } from 'js-yaml';
import bundled from '../../src/validation/bundled-crds.json' with { type: 'json' };
import { GATEWAY_API_TYPES } from '../../src/gateway-api/kinds.ts';
import { groupOf } from '../../src/model/object.ts';
import { isRecord, readPath, readRecords, readString } from '../../src/model/read.ts';
import { openAdmission } from '../../src/validation/admission.ts';
import { bundledText } from '../../scripts/bundled-crds.ts';
import { mutantsOf } from '../support/mutants.ts';
import { createNamespace, skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { readCrds } from './crds.ts';
import { sharedCluster } from './shared.ts';

const NS = 'validation-test';
const SEEDS = new URL('../fixtures/admissible.yaml', import.meta.url);
let cluster: Cluster;

/** A field and what the server has against it. */
type Cause = readonly [field: string, message: string];

/** What the server has against a new object, without storing it; empty where it takes it. */
async function refusal(object: unknown): Promise<readonly Cause[]> {
  const apiVersion = readString(readPath(object, 'apiVersion')) ?? '';
  const kind = readString(readPath(object, 'kind')) ?? '';
  const type = GATEWAY_API_TYPES.find((one) => one.kind === kind && one.group === groupOf(apiVersion));
  assert.ok(type, kind);
  const place = type.namespaced ? `/namespaces/${NS}` : '';
  try {
    await cluster.request('POST', `/apis/${apiVersion}${place}/${type.plural}?dryRun=All`, object);
    return [];
  } catch (error) {
    const text = String(error);
    const status: unknown = JSON.parse(text.slice(text.indexOf('{')));
    const causes = readRecords(readPath(status, 'details', 'causes'));
    if (causes.length === 0) return [['', readString(readPath(status, 'message')) ?? '']];
    return causes.map(({ field, message }) => [readString(field) ?? '', readString(message) ?? '']);
  }
}

describe('what a server refuses is what is said of manifests', { skip }, () => {
  before(async () => {
    cluster = await sharedCluster();
    await createNamespace(cluster, NS);
  });

  test('the bundled CRDs are those of the releases', async () => {
    const text = brotliDecompressSync(Buffer.from(bundled.brotli, 'base64')).toString();
    assert.ok(text === (await bundledText()), 'node scripts/bundled-crds.ts writes them');
  });

  test('every single change of an object of each kind is judged as the API server judges it', async () => {
    const admission = openAdmission(await readCrds({ version: 'v1.7.0', channel: 'experimental' }));
    const seeds = loadAll(await readFile(SEEDS, 'utf8')).filter(isRecord);
    const differences: string[] = [];
    let refused = 0;
    let count = 0;
    for (const seed of seeds) {
      const name = readString(readPath(seed, 'metadata', 'name')) ?? '';
      const apiVersion = readString(seed['apiVersion']) ?? '';
      const kind = readString(seed['kind']) ?? '';
      for (const { change, object } of [{ change: 'unchanged', object: seed }, ...mutantsOf(seed, 'spec')]) {
        if (!isRecord(object)) continue;
        const theirs = await refusal(object);
        const ours = admission.violationsOf({ ...object, apiVersion, kind, metadata: { name } });
        count += 1;
        refused += theirs.length === 0 ? 0 : 1;
        // Where the server says more, it found the same fault in other words; what we say it must say too.
        const unsaid = ours.filter(
          ({ path, message }) =>
            !theirs.some(([field, said]) => (field === path || said.includes(path)) && said.includes(wordsOf(message))),
        );
        if (ours.length > 0 !== theirs.length > 0 || unsaid.length > 0) {
          differences.push(
            `${kind}, ${change}: the server says ${JSON.stringify(theirs)}, gwctl ${JSON.stringify(ours)}`,
          );
        }
      }
    }
    assert.deepEqual(differences, []);
    assert.ok(count > 500 && refused > 200, `${count} objects, ${refused} refused`);
  });
});

/** What of a message must stand in the server's own, which shortens values. */
function wordsOf(message: string): string {
  return (
    /^(?:Required value|Duplicate value|Unsupported value|Too (?:many|long)|Invalid value)/.exec(message)?.[0] ??
    message
  );
}
