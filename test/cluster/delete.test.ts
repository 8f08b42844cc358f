import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readPath, readRecords, readString } from '../../src/model/read.ts';
import { createNamespace, skip } from './api-support.ts';
import { configMap, folderWith, kubectlWith, runWith } from './apply-support.ts';
import type { Cluster } from './cluster.ts';
import { sharedCluster } from './shared.ts';

const NS = 'delete-test';
const OTHER = 'delete-other';
const BOTH = ['configmap/one', 'configmap/two'];
let cluster: Cluster;

async function create(namespace: string, ...names: readonly string[]): Promise<void> {
  const manifests = names.map((name) => configMap(name, namespace)).join('');
  const { err, code } = await kubectlWith(cluster, 'apply -f -', manifests);
  assert.equal(code, 0, err);
}

async function left(namespace = NS): Promise<readonly string[]> {
  const { text } = await cluster.request('GET', `/api/v1/namespaces/${namespace}/configmaps`);
  return readRecords(readPath(JSON.parse(text), 'items')).map(
    (item) => `configmap/${readString(readPath(item, 'metadata', 'name'))}`,
  );
}

/** Makes an object that stays after its deletion. */
async function hold(): Promise<void> {
  const manifest = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: held, namespace: ${NS}, labels: {app: held}, finalizers: [example.com/hold]}\n`;
  await kubectlWith(cluster, 'apply -f -', manifest);
}

/** Lets it go, once it is deleted. */
async function release(): Promise<void> {
  const patch = { metadata: { finalizers: null } };
  const path = `/api/v1/namespaces/${NS}/configmaps/held`;
  while (!(await cluster.request('GET', path)).text.includes('deletionTimestamp')) await nextTurn();
  await cluster.request('PATCH', path, patch, 'application/merge-patch+json');
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
      `delete configmaps -l app=one -l app=two -n ${NS}`,
      `delete configmap one --selector= --field-selector= -n ${NS}`,
      `delete configmaps --all --selector= -n ${NS}`,
      `delete configmaps --all=true --all=false -l app=one -n ${NS}`,
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

  describe('nothing is deleted unasked', () => {
    before(async () => {
      await cluster.request('DELETE', `/api/v1/namespaces/${NS}/configmaps`);
      await create(NS, 'one', 'two');
    });

    const refused: readonly (readonly string[])[] = [
      ['-l', ''],
      ['-l='],
      ['--selector='],
      ['-l', "''"],
      ["-l''"],
      ["--selector=''"],
      ['-l', '""'],
      ['-l', "'!a'"],
      ['-l', '"app=one"'],
      ['-l', ','],
      ['-l', '!a,'],
      ['-l', '()'],
      ['-l', 'app=one', '-l', ''],
      ['-l', 'app=one', '-l', "''"],
      ['--field-selector', ''],
      ['--field-selector', "''"],
      ["--field-selector=''"],
      ['--field-selector', '"metadata.name=one"'],
      ['--field-selector', 'metadata.name'],
      ['--field-selector', 'metadata.shade=dark'],
      ['--all', '-l', 'app=one'],
      ['--all', '--field-selector', 'metadata.name=one'],
      ['-A'],
      ['-A', '-l', ''],
      ['-A', '-l', "''"],
      ['one', '--all'],
      ['one', '-A'],
      ["'one'"],
      ['"one"', "'two'"],
      [' '],
      [''],
      ['..'],
      ['one', '-o', "'name'"],
      ['one', "--dry-run='none'"],
      ['one', "--wait='false'"],
      ['one', '--timeout', '5'],
      ['one', '--timeout', "'5s'"],
      ['one', '-n', "''"],
      ['one', '-n', `'${NS}'`],
      ['--all', '-n', '..'],
    ];
    for (const words of refused) {
      test(`by ${JSON.stringify(words)}, as by kubectl and for the same reason`, async () => {
        const line = ['delete', 'configmaps', '-n', NS, ...words];
        const theirs = await kubectlWith(cluster, line);
        const ours = await runWith(cluster, line);
        assert.deepEqual(await left(), BOTH);
        assert.deepEqual([theirs.out, theirs.code, ours.out], ['', 1, '']);
        assert.notEqual(ours.code, 0);
        // What only the server tells kubectl we know before we ask it.
        const reason = ours.err.trim().replace(/^error: /, '');
        const theirWords = theirs.err.replaceAll('kubectl', 'gwctl');
        assert.ok(reason !== '' && theirWords.includes(reason), `${ours.err}${theirs.err}`);
      });
    }

    // To kubectl a blank is no selector, and one that the server reads as nothing selects everything.
    const requiresNothing: readonly (readonly string[])[] = [
      ['-l', '  '],
      ['-l', '\t\n'],
      ['-l', ' ', '--all'],
      ['-l', ' ', '-A'],
      ['-l', ' ', 'one'],
      ['--field-selector', ' '],
      ['--field-selector', ' ', '--all'],
      ['--field-selector', ','],
      ['--field-selector', ',,'],
      ['--field-selector', '='],
      ['--field-selector', '==', '-l', 'app'],
    ];
    for (const words of requiresNothing) {
      test(`by ${JSON.stringify(words)}`, async () => {
        const { out, err, code } = await runWith(cluster, ['delete', 'configmaps', '-n', NS, ...words]);
        assert.deepEqual([out, code], ['', 2]);
        assert.match(
          err,
          /^error: the (label|field) selector ".*" has no requirements: it would select every object\n$/,
        );
        assert.deepEqual(await left(), BOTH);
      });
    }

    test('in no namespace but the one that was written', async () => {
      for (const namespace of ["''", ' ', `${NS} `]) {
        const line = ['delete', 'configmaps', '--all', '-n', namespace];
        assert.deepEqual(await runWith(cluster, line), await kubectlWith(cluster, line));
        assert.deepEqual(await left(), BOTH);
      }
    });
  });

  test('a selector with blanks around it or sets in it selects as with kubectl', async () => {
    for (const words of [
      ['-l', ' app=one '],
      ['-l', 'app in (one, three)'],
      ['-l', 'app in ()'],
      ['-l', '!app,!absent'],
      ['--field-selector', ' metadata.name=one '],
      ['--field-selector', 'metadata.name!=one,metadata.name!=two', '--ignore-not-found=false'],
    ]) {
      const line = ['delete', 'configmaps', '-n', NS, ...words];
      await create(NS, 'one', 'two');
      const theirs = await kubectlWith(cluster, line);
      const theirLeft = await left();
      await create(NS, 'one', 'two');
      assert.deepEqual(await runWith(cluster, line), theirs, words.join(' '));
      assert.deepEqual(await left(), theirLeft, words.join(' '));
    }
  });

  test('a label selector selects among manifests; a field selector cannot', async () => {
    const folder = await folderWith(cluster, { 'all.yaml': configMap('one', NS) + configMap('two', NS) });
    for (const flags of [['-l', 'app=one'], ['-l', 'app=three'], ['-l', '!app'], ['-l', ''], ['--all'], ['-A']]) {
      const line = ['delete', '-f', folder, ...flags];
      await create(NS, 'one', 'two');
      const theirs = await kubectlWith(cluster, line);
      const theirLeft = await left();
      await create(NS, 'one', 'two');
      assert.deepEqual(await runWith(cluster, line), theirs, flags.join(' '));
      assert.deepEqual(await left(), theirLeft, flags.join(' '));
    }
    await create(NS, 'one', 'two');
    const quoted = ['delete', '-f', `'${folder}'`];
    assert.equal((await runWith(cluster, quoted)).err, (await kubectlWith(cluster, quoted)).err);
    for (const flags of [
      ['-l', "''"],
      ['-l', ' '],
      ['--field-selector', 'metadata.name=one'],
      ['--all', '-l', 'app=one'],
    ]) {
      const { out, code } = await runWith(cluster, ['delete', '-f', folder, ...flags]);
      assert.deepEqual([out, code], ['', 2], flags.join(' '));
    }
    const homeless = { input: configMap('one', undefined), namespace: NS };
    const { out, err, code } = await runWith(cluster, 'delete -f - -A', homeless);
    assert.match(
      err,
      /^error: error when deleting ".*": an empty namespace may not be set when a resource name is provided\n$/,
    );
    assert.deepEqual([out, code], ['', 1]);
    assert.deepEqual(await left(), BOTH);
  });

  test('objects of no namespace in spite of -n, with the warning of kubectl', async () => {
    for (const words of [`delete clusterrole delete-test -n ${NS}`, 'delete clusterrole delete-test']) {
      await kubectlWith(cluster, 'create clusterrole delete-test --verb=get --resource=pods');
      const theirs = await kubectlWith(cluster, words);
      await kubectlWith(cluster, 'create clusterrole delete-test --verb=get --resource=pods');
      assert.deepEqual(await runWith(cluster, words), theirs);
    }
  });

  describe('what a finalizer holds', () => {
    test('is waited for, not with --wait=false', async () => {
      await hold();
      const waiting = runWith(cluster, `delete configmap held -n ${NS}`);
      await release();
      assert.equal((await waiting).code, 0);
      assert.ok(!(await left()).includes('configmap/held'));
      await hold();
      const early = await runWith(cluster, `delete configmap held -n ${NS} --wait=false`);
      assert.equal(early.out, `configmap "held" deleted from ${NS} namespace\n`);
      assert.ok((await left()).includes('configmap/held'));
      await release();
    });

    test('is no longer waited for when another object has its name', async () => {
      await hold();
      const waiting = runWith(cluster, `delete configmap held -n ${NS} --timeout=1m`);
      await release();
      await hold();
      assert.deepEqual(await waiting, { out: `configmap "held" deleted from ${NS} namespace\n`, err: '', code: 0 });
      await runWith(cluster, `delete configmap held -n ${NS} --wait=false`);
      await release();
    });

    test('is waited for until --timeout, in the words of kubectl', async () => {
      await hold();
      for (const words of [
        'configmap held --timeout=100ms',
        'configmap held one --timeout 100ms -o name',
        'configmap one held --timeout=0.1s',
        'configmaps -l app=held --timeout=200ms',
        'configmap held --timeout=100ms --dry-run=server',
        'configmap held --timeout=100ms --wait=false',
        'configmap held --timeout=0 --wait=false',
        'configmap held gone',
        'configmap one --timeout=0',
        'configmap one --timeout=1h',
      ]) {
        const line = `delete ${words} -n ${NS}`;
        await create(NS, 'one');
        const theirs = await kubectlWith(cluster, line);
        await create(NS, 'one');
        assert.deepEqual(await runWith(cluster, line), theirs, words);
        assert.ok((await left()).includes('configmap/held'), words);
      }
      await release();
    });
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
