import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { createNamespace, openAs, runKubectl, skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { installCrds } from './crds.ts';
import { sharedCluster } from './shared.ts';

const NAMESPACE = 'suite-chunks';
let cluster: Cluster;

before(async () => {
  if (skip !== false) return;
  cluster = await sharedCluster();
  await installCrds(cluster, { version: 'v1.7.0', channel: 'experimental' });
  await createNamespace(cluster, NAMESPACE);
  const path = `/apis/gateway.networking.k8s.io/v1/namespaces/${NAMESPACE}/httproutes`;
  const create = (index: number): Promise<unknown> =>
    cluster.request('POST', path, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: `route-${index}`, labels: { app: `app-${index % 3}` } },
      spec: { hostnames: [`r${index}.example.com`] },
    });
  for (let from = 0; from < 120; from += 20) {
    await Promise.all(Array.from({ length: 20 }, (_entry, offset) => create(from + offset)));
  }
});

test('a chunked list holds the same objects in the same order as kubectl', { skip }, async () => {
  const { stdout } = await runKubectl(cluster, 'admin', [
    'get',
    'httproutes',
    '-n',
    NAMESPACE,
    '-o',
    'name',
    '-l',
    'app!=app-1',
  ]);
  const theirs = stdout
    .trim()
    .split('\n')
    .map((line) => line.replace(/.*\//, ''));
  assert.equal(theirs.length, 80);
  const { source, type, stderr } = await openAs(cluster, 'admin', { flags: { v: 6 } });
  const routes = await type('httproutes');
  for (const [chunkSize, pages] of [
    [7, 12],
    [500, 1],
    [0, 1],
  ] as const) {
    const logged = stderr().length;
    const names: string[] = [];
    for await (const page of source.list({
      type: routes,
      namespace: NAMESPACE,
      labelSelector: 'app!=app-1',
      chunkSize,
    })) {
      for (const { apiVersion, kind, metadata } of page) {
        assert.equal(`${apiVersion} ${kind}`, 'gateway.networking.k8s.io/v1 HTTPRoute');
        names.push(metadata.name);
      }
    }
    assert.deepEqual(names, theirs);
    assert.equal(stderr().slice(logged).split('"Response"').length - 1, pages);
  }
  source.close();
});

test('tables and metadata come in chunks, too', { skip }, async () => {
  const { source, type } = await openAs(cluster, 'admin');
  const query = { type: await type('httproutes'), namespace: NAMESPACE, chunkSize: 50 };
  let rows = 0;
  for await (const table of source.listTable(query)) {
    assert.equal(table.columns[0]?.name, 'Name');
    rows += table.rows.length;
  }
  let objects = 0;
  for await (const page of source.list({ ...query, metadataOnly: true })) {
    for (const object of page) {
      assert.equal(object.kind, 'HTTPRoute');
      assert.ok(!('spec' in object));
      objects++;
    }
  }
  assert.deepEqual([rows, objects], [120, 120]);
  source.close();
});

test("a field selector that the server does not know is the server's error", { skip }, async () => {
  const { source, type } = await openAs(cluster, 'admin');
  const routes = await type('httproutes');
  await assert.rejects(
    async () => {
      for await (const page of source.list({ type: routes, fieldSelector: 'spec.nope=1' })) assert.ok(page);
    },
    { name: 'ServerError', reason: 'BadRequest' },
  );
  source.close();
});
