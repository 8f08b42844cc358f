import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { ServerError } from '../../src/model/errors.ts';
import type { KubernetesObject } from '../../src/model/object.ts';
import { createNamespace, openAs, runKubectl, skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { applyCrd, becomeEstablished, installCrds } from './crds.ts';
import { sharedCluster } from './shared.ts';

const NAMESPACE = 'suite-requests';
let cluster: Cluster;

before(async () => {
  if (skip !== false) return;
  cluster = await sharedCluster();
  await installCrds(cluster, { version: 'v1.7.0', channel: 'experimental' });
  await createNamespace(cluster, NAMESPACE);
});

/** How many requests were logged. */
function countRequests(log: string): number {
  return log.split('\n').filter((line) => line.includes('"Response"')).length;
}

test('gateways cost one request when the types are cached, three when they are not', { skip }, async () => {
  const cacheDir = await mkdtemp(join(cluster.folder, 'cache-'));
  const logged: number[] = [];
  for (let run = 0; run < 2; run++) {
    const { source, type, stderr } = await openAs(cluster, 'admin', { cacheDir, flags: { v: 6 } });
    const gateways = await type('gateways');
    for await (const page of source.list({ type: gateways, namespace: NAMESPACE })) assert.deepEqual(page, []);
    source.close();
    logged.push(countRequests(stderr()));
    assert.ok(!stderr().includes(cluster.token('admin')));
  }
  assert.deepEqual(logged, [3, 1]);
});

test('discovery knows the types as kubectl api-resources does', { skip }, async () => {
  const { source } = await openAs(cluster, 'admin');
  const { types, gaps } = await source.catalog();
  const { stdout } = await runKubectl(cluster, 'admin', [
    'api-resources',
    '-o',
    'wide',
    '--no-headers',
    '--sort-by=name',
  ]);
  const theirs = stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [plural = '', ...rest] = line.trim().split(/\s{2,}|\s(?=(?:true|false)\s)/);
      const scope = rest.indexOf('true') >= 0 ? rest.indexOf('true') : rest.indexOf('false');
      return [plural, rest[scope - 1], rest[scope], rest[scope + 1], rest[scope + 2]].join(' ');
    });
  const ours = types
    .filter(({ verbs }) => verbs.length > 0)
    .map(({ plural, group, version, namespaced, kind, verbs }) =>
      [plural, group === '' ? version : `${group}/${version}`, namespaced, kind, verbs.join()].join(' '),
    );
  assert.deepEqual(ours.toSorted(), theirs.toSorted());
  assert.deepEqual(gaps, []);
  source.close();
});

test('a version is asked for by name, and the server says its own', { skip }, async () => {
  const { source, type } = await openAs(cluster, 'admin');
  const routes = await type('httproutes');
  assert.deepEqual(routes.versions, ['v1', 'v1beta1']);
  await cluster.request('POST', `/apis/gateway.networking.k8s.io/v1/namespaces/${NAMESPACE}/httproutes`, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'versioned' },
    spec: {},
  });
  const old = await source.get({ type: { ...routes, version: 'v1beta1' }, namespace: NAMESPACE, name: 'versioned' });
  assert.equal(old.apiVersion, 'gateway.networking.k8s.io/v1beta1');
  assert.equal((await source.version())?.gitVersion, 'v1.36.1');
  source.close();
});

test("the server's warnings are printed once, as kubectl prints them", { skip }, async () => {
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'olds.suite.example' },
    spec: {
      group: 'suite.example',
      scope: 'Namespaced',
      names: { plural: 'olds', singular: 'old', kind: 'Old' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          deprecated: true,
          deprecationWarning: 'olds are "old", naïvely',
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
  };
  await applyCrd(cluster, crd);
  await becomeEstablished(cluster, crd);
  const { source, type, stderr } = await openAs(cluster, 'admin');
  const olds = await type('olds');
  for (let run = 0; run < 2; run++) {
    for await (const page of source.list({ type: olds })) assert.deepEqual(page, []);
  }
  assert.equal(stderr(), 'Warning: olds are "old", naïvely\n');
  source.close();
});

test("the server's tables have kubectl's columns and cells", { skip }, async () => {
  const { source, type } = await openAs(cluster, 'admin');
  const services = await type('services');
  const cells: unknown[][] = [];
  for await (const { columns, rows } of source.listTable({ type: services, namespace: 'default' })) {
    const shown = columns.flatMap(({ priority }, index) => (priority === 0 ? [index] : []));
    for (const row of rows) cells.push(shown.map((index) => row.cells[index]));
  }
  const { stdout } = await runKubectl(cluster, 'admin', ['get', 'services', '-n', 'default', '--no-headers']);
  const theirs = stdout
    .trim()
    .split('\n')
    .map((line) => line.split(/\s{2,}/));
  assert.deepEqual(
    cells.map((row) => row.slice(0, -1)),
    theirs.map((row) => row.slice(0, -1)),
  );
  const one = await source.getTable({ type: services, namespace: 'default', name: 'kubernetes' });
  assert.equal(one.rows[0]?.cells[0], 'kubernetes');
  source.close();
});

test('no value of a Secret reaches us', { skip }, async () => {
  await cluster.request('POST', `/api/v1/namespaces/${NAMESPACE}/secrets`, {
    metadata: {
      name: 'tls',
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"tls.key":"U0VDUkVU"}}' },
    },
    type: 'Opaque',
    data: { 'tls.key': 'U0VDUkVU' },
  });
  const { source, type, stderr } = await openAs(cluster, 'admin', { flags: { v: 9 } });
  const query = { type: await type('secrets'), namespace: NAMESPACE };
  const seen: unknown[] = [
    await source.get({ ...query, name: 'tls' }),
    await source.getTable({ ...query, name: 'tls' }),
  ];
  for await (const page of source.list(query)) seen.push(page);
  for await (const page of source.listTable(query)) seen.push(page);
  assert.ok(!JSON.stringify(seen).includes('U0VDUkVU'));
  assert.ok(JSON.stringify(seen).includes('Opaque'), 'its type is known');
  assert.ok(!stderr().includes('U0VDUkVU'));
  source.close();
});

test('server-side apply: created, unchanged, configured, a conflict by field, forced; delete', { skip }, async () => {
  const { source, writer, type } = await openAs(cluster, 'admin');
  const target = { type: await type('gateways'), namespace: NAMESPACE, name: 'applied' };
  const gateway = (port: number): unknown => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'applied', namespace: NAMESPACE },
    spec: { gatewayClassName: 'acme', listeners: [{ name: 'http', port, protocol: 'HTTP' }] },
  });
  const apply = async (port: number, options: object = {}): Promise<string> =>
    (await writer.applyObject({ ...target, ...options }, gateway(port), { fieldManager: 'suite', ...options })).outcome;

  assert.equal(await apply(80, { dryRun: true }), 'created');
  assert.equal(await apply(80), 'created');
  assert.equal(await apply(80), 'unchanged');
  assert.equal(await apply(81, { dryRun: true }), 'configured');
  assert.equal(await apply(80), 'unchanged');
  assert.equal(await apply(81), 'configured');
  await assert.rejects(apply(82, { fieldManager: 'other' }), (error) => {
    assert.ok(error instanceof ServerError);
    assert.equal(error.reason, 'Conflict');
    assert.deepEqual(error.details?.causes, [
      { reason: 'FieldManagerConflict', field: '.spec.listeners[name="http"].port', message: 'conflict with "suite"' },
    ]);
    return true;
  });
  assert.equal(await apply(82, { fieldManager: 'other', force: true }), 'configured');
  await writer.deleteObject({ ...target, dryRun: true });
  const still: KubernetesObject = await source.get(target);
  assert.equal(still.metadata.name, 'applied');
  await writer.deleteObject(target);
  await assert.rejects(writer.deleteObject(target), { reason: 'NotFound' });
  source.close();
});
