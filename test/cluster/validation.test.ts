import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { sample } from 'fast-check';
import { loadAll } from 'js-yaml';
import { GATEWAY_API_TYPES } from '../../src/gateway-api/kinds.ts';
import { groupOf, versionOf } from '../../src/model/object.ts';
import type { KubernetesObject } from '../../src/model/object.ts';
import { isRecord, readPath, readRecord, readRecords, readString } from '../../src/model/read.ts';
import { openAdmission } from '../../src/validation/admission.ts';
import bundled from '../../src/validation/bundled-crds.json' with { type: 'json' };
import { bundledCrd } from '../../src/validation/bundled-crds.ts';
import type { Channel } from '../../src/model/release-choice.ts';
import { bundledText } from '../../scripts/bundled-crds.ts';
import { mutantsOf } from '../support/mutants.ts';
import { randomMutants } from '../support/random-mutants.ts';
import { validationCases } from '../support/validation-cases.ts';
import { createNamespace, skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { applyCrd, becomeEstablished, readCrds } from './crds.ts';
import { sharedCluster } from './shared.ts';

const NS = 'validation-test';
const SEEDS = new URL('../fixtures/admissible.yaml', import.meta.url);
/** So many requests wait for the server at once. */
const AT_ONCE = 16;
let cluster: Cluster;

/** A field and what the server has against it. */
type Cause = readonly [field: string, message: string];

/** CRDs as the server has them: those of the newest experimental channel by their names, others in a group beside them. */
interface Installed {
  readonly release: string;
  readonly channel: Channel;
  /** What stands before the group; empty for the newest experimental channel. */
  readonly prefix: string;
}

const NEWEST: Installed = { release: 'v1.7.0', channel: 'experimental', prefix: '' };
const STANDARD: Installed = { release: 'v1.7.0', channel: 'standard', prefix: 'standard.' };
/** The groups end otherwise: a group of k8s.io wants an approval for each release. */
const BESIDE = 'example';

function groupBeside({ prefix }: Installed, group: string): string {
  return prefix === '' ? group : `${prefix}${group.replaceAll('.', '-')}.${BESIDE}`;
}

/** Installs the CRDs of a release under groups of their own. */
async function installBeside(installed: Installed): Promise<void> {
  const crds = await readCrds({ version: installed.release, channel: installed.channel });
  const moved = crds.map((crd) => {
    const spec = readRecord(readPath(crd, 'spec'));
    const group = groupBeside(installed, readString(spec['group']) ?? '');
    const name = `${readString(readPath(spec, 'names', 'plural')) ?? ''}.${group}`;
    return { ...readRecord(crd), metadata: { name }, spec: { ...spec, group } };
  });
  await Promise.all(moved.map((crd) => applyCrd(cluster, crd)));
  await Promise.all(moved.map((crd) => becomeEstablished(cluster, crd)));
}

/** What the server has against a new object, without storing it; empty where it takes it. */
async function refusal(object: Readonly<Record<string, unknown>>, installed: Installed): Promise<readonly Cause[]> {
  const apiVersion = readString(object['apiVersion']) ?? '';
  const kind = readString(object['kind']) ?? '';
  const type = GATEWAY_API_TYPES.find((one) => one.kind === kind && one.group === groupOf(apiVersion));
  assert.ok(type, kind);
  const place = type.namespaced ? `/namespaces/${NS}` : '';
  const path = `${groupBeside(installed, type.group)}/${versionOf(apiVersion)}`;
  try {
    await cluster.request('POST', `/apis/${path}${place}/${type.plural}?dryRun=All`, { ...object, apiVersion: path });
    return [];
  } catch (error) {
    const text = String(error);
    const status: unknown = JSON.parse(text.slice(text.indexOf('{')));
    const causes = readRecords(readPath(status, 'details', 'causes'));
    if (causes.length === 0) return [['', readString(readPath(status, 'message')) ?? '']];
    return causes.map(({ field, message }) => [readString(field) ?? '', readString(message) ?? '']);
  }
}

/** An object, and what was changed in it. */
interface Specimen {
  readonly title: string;
  readonly object: unknown;
  /** What the server must say, beside what is said here. */
  readonly says?: string | undefined;
  readonly isRefused?: boolean | undefined;
}

interface Comparison {
  readonly differences: readonly string[];
  readonly refused: number;
  readonly count: number;
}

/** Asks the server and gwctl about each object. */
async function compare(specimens: Iterable<Specimen>, installed: Installed): Promise<Comparison> {
  const { release, channel } = installed;
  const admission = openAdmission([], { choice: { release, channel } });
  const differences: string[] = [];
  let refused = 0;
  let count = 0;
  const next = Iterator.from(specimens);
  const work = async (): Promise<void> => {
    for (const { title, object, says, isRefused } of next) {
      if (!isRecord(object)) continue;
      const theirs = await refusal(object, installed);
      const name = readString(readPath(object, 'metadata', 'name')) ?? '';
      const apiVersion = readString(object['apiVersion']) ?? '';
      const kind = readString(object['kind']) ?? '';
      const ours = admission.violationsOf({ ...object, apiVersion, kind, metadata: { name } });
      count += 1;
      refused += theirs.length === 0 ? 0 : 1;
      // Where the server says more, it found the same fault in other words; what we say it must say too.
      const unsaid = ours.filter(
        ({ path, message }) =>
          !theirs.some(([field, said]) => (field === path || said.includes(path)) && said.includes(wordsOf(message))),
      );
      const isAsMeant = isRefused === undefined || isRefused === theirs.length > 0;
      const isSaid = says === undefined || theirs.some(([, said]) => said.includes(says));
      if (ours.length > 0 !== theirs.length > 0 || unsaid.length > 0 || !isAsMeant || !isSaid) {
        differences.push(`${kind}, ${title}: the server says ${JSON.stringify(theirs)}, gwctl ${JSON.stringify(ours)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { differences, refused, count };
}

/** What of a message must stand in the server's own, which shortens values. */
function wordsOf(message: string): string {
  return (
    /^(?:Required value|Duplicate value|Unsupported value|Too (?:many|long)|Invalid value)/.exec(message)?.[0] ??
    message
  );
}

async function seeds(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return loadAll(await readFile(SEEDS, 'utf8')).filter(isRecord);
}

function isServed({ apiVersion, kind }: KubernetesObject, { release, channel }: Installed): boolean {
  return bundledCrd(release, channel, { group: groupOf(apiVersion), kind }) !== undefined;
}

describe('what a server refuses is what is said of manifests', { skip }, () => {
  before(async () => {
    cluster = await sharedCluster();
    await createNamespace(cluster, NS);
    await installBeside(STANDARD);
  });

  test('the bundled CRDs are those of the releases', async () => {
    const text = brotliDecompressSync(Buffer.from(bundled.brotli, 'base64')).toString();
    assert.ok(text === (await bundledText()), 'node scripts/bundled-crds.ts writes them');
  });

  for (const installed of [STANDARD, NEWEST]) {
    test(`every rule of the ${installed.channel} channel is broken and kept as the API server says`, async () => {
      const specimens = await Promise.all(
        (['refused', 'taken'] as const).map(async (file) => {
          const cases = (await validationCases(file)).filter(
            ({ channel, object }) =>
              (channel ?? installed.channel) === installed.channel && isServed(object, installed),
          );
          return cases.map((one): Specimen => ({ ...one, isRefused: file === 'refused' }));
        }),
      );
      const { differences, refused, count } = await compare(specimens.flat(), installed);
      assert.deepEqual(differences, []);
      assert.ok(refused >= 60 && count - refused >= 80, `${refused} of ${count} refused`);
    });
  }

  test('every single change of an object of each kind is judged as the API server judges it', async () => {
    const specimens = (await seeds()).flatMap((seed): readonly Specimen[] => [
      { title: 'unchanged', object: seed },
      ...mutantsOf(seed, 'spec').map(({ change, object }) => ({ title: change, object })),
    ]);
    const { differences, refused, count } = await compare(specimens, NEWEST);
    assert.deepEqual(differences, []);
    assert.ok(count > 500 && refused > 200, `${count} objects, ${refused} refused`);
  });

  test('a thousand objects of several changes are judged as the API server judges them', async () => {
    const cases = [...(await validationCases('taken')), ...(await validationCases('refused'))];
    const objects = [...cases.map(({ object }) => object), ...(await seeds())];
    const mutants = sample(randomMutants(objects), { seed: 15, numRuns: 1000 });
    const { differences, refused, count } = await compare(
      mutants.map(({ change, object }) => ({ title: change, object })),
      NEWEST,
    );
    assert.deepEqual(differences, []);
    assert.ok(refused > 300 && count - refused > 100, `${count} objects, ${refused} refused`);
  });
});
