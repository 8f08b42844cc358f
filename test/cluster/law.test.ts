import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isGatewayApiGroup } from '../../src/gateway-api/kinds.ts';
import { namespaceOf } from '../../src/model/object.ts';
import type { KubernetesObject } from '../../src/model/object.ts';
import { groupKindOf } from '../../src/model/ref.ts';
import type { Source } from '../../src/model/source.ts';
import { openFilesSource } from '../../src/source/files/files-source.ts';
import { answerFrom, dumpCluster } from '../law/answers.ts';
import { openAs, skip } from './api-support.ts';
import { findBinaries } from './binaries.ts';
import { startCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { installCrds } from './crds.ts';
import { applyManifests, readManifests } from './manifests.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let cluster: Cluster;

// A cluster of its own: what other suites create and delete meanwhile stands in no dump.
before(async () => {
  const binaries = await findBinaries();
  if (skip !== false || typeof binaries === 'string') return;
  cluster = await startCluster(binaries);
  await installCrds(cluster, { version: 'v1.7.0', channel: 'experimental' });
  await applyManifests(cluster, await readManifests(join(root, 'examples/shop')));
});

after(() => cluster?.stop());

test('an API server and its dump give one answer: every object of the shop, every reading verb', { skip }, async () => {
  const cacheDir = await mkdtemp(join(cluster.folder, 'cache-'));
  const open = async (): Promise<Source> => (await openAs(cluster, 'admin', { cacheDir })).source;
  const { manifest, questions } = await dumpCluster(await open(), isOfShop);
  assert.ok(questions.length > 200);
  const now = Date.now();
  const files = async (): Promise<Source> => {
    const source = await openFilesSource(['-'], {
      namespace: 'default',
      cwd: '/',
      now: () => now,
      async *readInput() {
        yield await Promise.resolve(Buffer.from(manifest));
      },
    });
    // Where an object stands in its file is all that a dump has more to say.
    source.origin = () => undefined;
    return source;
  };
  for (const question of questions) {
    const [live, dump] = await Promise.all([answerFrom(question, open, now), answerFrom(question, files, now)]);
    assert.deepEqual({ out: live.out, code: live.code }, { out: dump.out, code: dump.code }, question.text);
  }
});

/** The objects of the example, not those that every cluster has. */
function isOfShop(object: KubernetesObject): boolean {
  const namespace = object.kind === 'Namespace' ? object.metadata.name : namespaceOf(object);
  if (namespace === undefined) return isGatewayApiGroup(groupKindOf(object).group);
  return namespace !== 'default' && !namespace.startsWith('kube-');
}
