import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createNamespace, skip } from './api-support.ts';
import { configMap, folderWith, kubectlWith, runWith } from './apply-support.ts';
import type { Cluster } from './cluster.ts';
import { sharedCluster } from './shared.ts';

const NS = 'delete-test';
const OTHER = 'delete-other';
let cluster: Cluster;

async function create(namespace: string, ...names: readonly string[]): Promise<void> {
  const manifests = names.map((name) => configMap(name, namespace)).join('');
  const { err, code } = await kubectlWith(cluster, 'apply -f -', manifests);
  assert.equal(code, 0, err);
}

async function left(namespace = NS): Promise<readonly string[]> {
  const { out } = await kubectlWith(cluster, `get configmaps -n ${namespace} -o name`);
  return out.split('\n').filter((name) => name !== '');
}

describe('delete', { skip }, () => {
  before(async () => {
    cluster = await sharedCluster();
    await createNamespace(cluster, NS);
    await createNamespace(cluster, OTHER);
  });

  test('by name, in the words of kubectl', async () => {
    for (const words of [
      `delete configmap one -n ${NS}`,
      `delete configmap one two -n ${NS}`,
      `delete configmap/one configmap/two -n ${NS}`,
      `delete cm one -n ${NS} -o name`,
      `delete configmap one -n ${NS} --dry-run=client`,
      `delete configmap one -n ${NS} --dry-run=server`,
      `delete configmap one two -n ${NS} --dry-run=server -o name`,
      `delete configmaps -l app=one -n ${NS}`,
      `delete configmaps -l app=nothing -n ${NS}`,
      `delete configmaps -l app=nothing -n ${NS} --ignore-not-found`,
      `delete configmaps --all -n ${NS}`,
      `delete configmaps --field-selector metadata.name=two -n ${NS}`,
      `delete configmaps -l app=two -A`,
    ]) {
      await create(NS, 'one', 'two');
      const theirs = await kubectlWith(cluster, words);
      const theirLeft = await left();
      await create(NS, 'one', 'two');
      const ours = await runWith(cluster, words);
      assert.deepEqual(ours, theirs, words);
      assert.deepEqual(await left(), theirLeft, words);
    }
  });

  test('what is not there: exit code 1, the rest is deleted; nothing is said with --ignore-not-found', async () => {
    await create(NS, 'here');
    const words = `delete configmap gone here -n ${NS}`;
    const ours = await runWith(cluster, words);
    assert.equal(ours.out, `configmap "here" deleted from ${NS} namespace\n`);
    assert.equal(ours.err, 'Error from server (NotFound): configmaps "gone" not found\n');
    assert.equal(ours.code, 1);
    await create(NS, 'here');
    assert.deepEqual(await kubectlWith(cluster, words), ours);
    const quiet = await runWith(cluster, `delete configmap gone -n ${NS} --ignore-not-found`);
    assert.deepEqual(quiet, await kubectlWith(cluster, `delete configmap gone -n ${NS} --ignore-not-found`));
    assert.deepEqual([quiet.err, quiet.code], ['', 0]);
    const dry = await runWith(cluster, `delete configmap gone -n ${NS} --dry-run=client`);
    assert.equal(dry.code, 1);
  });

  test('by manifests, by the namespace of each', async () => {
    await create(NS, 'file');
    await create(OTHER, 'file');
    const folder = await folderWith(cluster, {
      'a.yaml': configMap('file', NS),
      'deep/b.yaml': configMap('file', OTHER),
    });
    const ours = await runWith(cluster, `delete -f ${folder}`);
    assert.deepEqual(ours, { out: `configmap "file" deleted from ${NS} namespace\n`, err: '', code: 0 });
    const deep = await runWith(cluster, `delete -f ${folder} -R`);
    assert.equal(deep.out, `configmap "file" deleted from ${OTHER} namespace\n`);
    assert.equal(deep.err, 'Error from server (NotFound): configmaps "file" not found\n');
    assert.equal(deep.code, 1);
    const input = configMap('file', NS);
    const mismatch = await runWith(cluster, `delete -f - -n ${OTHER}`, { input });
    assert.equal(mismatch.err, (await kubectlWith(cluster, `delete -f - -n ${OTHER}`, input)).err);
  });

  test('a broken manifest deletes nothing', async () => {
    await create(NS, 'kept');
    const input = `${configMap('kept', NS)}kind: ConfigMap\n`;
    const { out, code } = await runWith(cluster, 'delete -f -', { input });
    assert.deepEqual([out, code], ['', 3]);
    assert.ok((await left()).includes('configmap/kept'));
  });

  test('waits until a finalizer lets go, not with --wait=false', async () => {
    const held = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: held, namespace: ${NS}, finalizers: [example.com/hold]}\n`;
    await kubectlWith(cluster, 'apply -f -', held);
    const early = await runWith(cluster, `delete configmap held -n ${NS} --wait=false`);
    assert.equal(early.out, `configmap "held" deleted from ${NS} namespace\n`);
    assert.ok((await left()).includes('configmap/held'));
    const waiting = runWith(cluster, `delete configmap held -n ${NS}`);
    await kubectlWith(cluster, `patch configmap held -n ${NS} --type=merge -p {"metadata":{"finalizers":null}}`);
    assert.equal((await waiting).code, 0);
    assert.ok(!(await left()).includes('configmap/held'));
  });

  test('wrong usage, and words that mean several kinds', async () => {
    await create(NS, 'safe');
    for (const words of [
      'delete',
      'delete configmap',
      'delete configmaps -l app=safe --all',
      'delete configmap safe -l app=safe',
      'delete configmap safe -f -',
      'delete configmap safe -o yaml',
      'delete configmap safe --dry-run=perhaps',
      'delete routes --all',
      'delete policies --all',
      'delete configmap safe --from x.yaml',
    ]) {
      const { err, code } = await runWith(cluster, words, { namespace: NS });
      assert.equal(code, 2, `${words}: ${err}`);
      assert.match(err, /^error: /);
    }
    const unknown = await runWith(cluster, 'delete nonsense x', { namespace: NS });
    assert.equal(unknown.err, (await kubectlWith(cluster, `delete nonsense x -n ${NS}`)).err);
    assert.equal(unknown.code, 1);
    assert.ok((await left()).includes('configmap/safe'));
  });
});
