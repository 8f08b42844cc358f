import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';
import { createNamespace, grant, openWire, skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { comparableTable, runBoth } from './get-support.ts';
import { sharedCluster } from './shared.ts';
import { countWatches, followBoth, followOurs } from './watch-get-support.ts';
import type { FollowingPair } from './watch-get-support.ts';
import { until } from '../support/until.ts';

const GATEWAY = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway' };
let cluster: Cluster;
let namespace = '';
let count = 0;

before(async () => {
  if (skip === false) cluster = await sharedCluster();
});

beforeEach(async () => {
  if (skip !== false) return;
  namespace = `suite-watch-get-${count++}`;
  await createNamespace(cluster, namespace);
});

async function createConfigMap(name: string, labels: Readonly<Record<string, string>> = {}): Promise<void> {
  await cluster.request('POST', `/api/v1/namespaces/${namespace}/configmaps`, { metadata: { name, labels } });
}

async function changeConfigMap(name: string, change: unknown): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/configmaps/${name}`;
  await cluster.request('PATCH', path, change, 'application/merge-patch+json');
}

async function deleteConfigMap(name: string): Promise<void> {
  await cluster.request('DELETE', `/api/v1/namespaces/${namespace}/configmaps/${name}`);
}

function gatewaysPath(name = ''): string {
  return `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/gateways${name === '' ? '' : `/${name}`}`;
}

async function createGateway(name: string): Promise<void> {
  await cluster.request('POST', gatewaysPath(), {
    ...GATEWAY,
    metadata: { name },
    spec: { gatewayClassName: 'acme', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  });
}

async function createRoute(name: string, rest: Readonly<Record<string, unknown>>): Promise<void> {
  await cluster.request('POST', `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes`, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name },
    spec: rest,
  });
}

/** Adds, changes and deletes a ConfigMap: three lines in a table. */
async function changeAll(): Promise<void> {
  await createConfigMap('second-with-a-long-name', { app: 'web' });
  await changeConfigMap('second-with-a-long-name', { data: { key: 'value' } });
  await deleteConfigMap('second-with-a-long-name');
}

/** Only the namespace of the test: others run beside it. */
function ownLines(text: string): string {
  return text
    .split('\n')
    .filter((line) => /\bNAMESPACE\b/.test(line) || line.includes(`${namespace} `))
    .join('\n');
}

function same(pair: FollowingPair): void {
  assert.equal(comparableTable(pair.ours.out()), comparableTable(pair.kubectl.out()));
  assert.equal(pair.ours.err(), pair.kubectl.err());
}

describe('a watch prints what kubectl prints', { skip }, () => {
  for (const flags of [
    ['-w'],
    ['--watch-only'],
    ['-w', '--output-watch-events'],
    ['-w', '--no-headers'],
    ['-w', '-l', 'app=web'],
    ['-w', '--show-labels'],
    ['-w', '-L', 'app', '-o', 'wide'],
    ['-w', '-o', 'name'],
    ['-w', '--sort-by', '.metadata.name'],
    ['--watch-only', '--sort-by', '.metadata.name'],
    ['-w', '-o', 'custom-columns=NAME:.metadata.name,DATA:.data'],
    ['-w', '--output-watch-events', '-o', 'custom-columns=EVENT:.type,NAME:.object.metadata.name'],
  ]) {
    test(flags.join(' '), async () => {
      await createConfigMap('first');
      const pair = await followBoth(cluster, ['get', 'configmaps', '-n', namespace, ...flags], 'configmaps');
      await changeAll();
      const skipsFirst = flags.includes('--watch-only') || flags.includes('-l');
      const hasHeader = !flags.includes('--no-headers') && !flags.includes('name');
      await pair.lines(3 + (skipsFirst ? 0 : 1) + (hasHeader ? 1 : 0));
      await pair.end();
      same(pair);
      assert.match(pair.ours.out(), /second-with-a-long-name/);
    });
  }

  test('-A', async () => {
    const pair = await followBoth(cluster, ['get', 'configmaps', '-A', '-w', '--output-watch-events'], 'configmaps');
    await changeAll();
    await until(() => [pair.ours, pair.kubectl].every(({ out }) => ownLines(out()).includes('DELETED')));
    await pair.end();
    assert.equal(comparableTable(ownLines(pair.ours.out())), comparableTable(ownLines(pair.kubectl.out())));
  });

  for (const [format, flags] of [
    ['json', []],
    ['json', ['--output-watch-events']],
    ['json', ['--show-managed-fields']],
    ['yaml', []],
    ['yaml', ['--output-watch-events']],
    ['kyaml', []],
    ['kyaml', ['--output-watch-events']],
    ['jsonpath={.metadata.name}{"\\n"}', []],
    ['jsonpath={.type} {.object.metadata.name}{"\\n"}', ['--output-watch-events']],
  ] as const) {
    test(`-o ${format} ${flags.join(' ')}`, async () => {
      await createGateway('first');
      const args = ['get', 'gateways', '-n', namespace, '-w', '-o', format, ...flags];
      const pair = await followBoth(cluster, args, 'gateways');
      await createGateway('second');
      await cluster.request(
        'PATCH',
        gatewaysPath('second'),
        { metadata: { annotations: { note: '<last>' } } },
        'application/merge-patch+json',
      );
      await cluster.request('DELETE', gatewaysPath('second'));
      await pair.lines(4);
      await until(
        () => pair.ours.out().length >= pair.kubectl.out().length && pair.kubectl.out().split('second').length > 3,
      );
      await pair.end();
      assert.equal(pair.ours.out(), pair.kubectl.out());
    });
  }

  test('one object by name', async () => {
    await createConfigMap('first');
    await createConfigMap('other');
    const args = ['get', 'configmap', 'first', '-n', namespace, '-w', '--output-watch-events'];
    const pair = await followBoth(cluster, args, 'configmaps');
    await changeConfigMap('other', { data: { key: 'value' } });
    await changeConfigMap('first', { data: { key: 'value' } });
    await pair.lines(3);
    await pair.end();
    same(pair);
  });

  for (const args of [
    ['get', 'configmap', 'nope', '-w'],
    ['get', 'configmap', 'nope', '-w', '--ignore-not-found'],
    ['get', 'nonsense', '-w'],
    ['get', 'configmaps', '-w', '--field-selector', 'spec.nonsense=1'],
  ]) {
    test(`refused: ${args.join(' ')}`, async () => {
      const { ours, kubectl } = await runBoth(cluster, [...args, '-n', namespace]);
      assert.deepEqual([ours.out, ours.err, ours.code === 0], [kubectl.out, kubectl.err, kubectl.code === 0]);
    });
  }

  test('somebody who may list but not watch sees the list, then why it ends', async () => {
    const revoke = await grant(
      cluster,
      'reader',
      { groups: [''], resources: ['configmaps'], verbs: ['list'] },
      namespace,
    );
    await createConfigMap('first');
    const { ours, kubectl } = await runBoth(cluster, ['get', 'configmaps', '-n', namespace, '-w'], 'reader');
    await revoke();
    assert.equal(comparableTable(ours.out), comparableTable(kubectl.out));
    assert.match(ours.err, /^Error from server \(Forbidden\): .*cannot watch resource "configmaps"/);
    assert.equal(ours.code, 3);
  });
});

describe('a watch does what kubectl cannot', { skip }, () => {
  test('several types, with the header again where the type changes', async () => {
    await createGateway('web');
    await createConfigMap('settings');
    const watch = await followOurs(cluster, ['get', 'gateways,configmaps', '-n', namespace, '-w']);
    await until(() => watch.out().includes('configmap/settings'));
    await until(async () => (await countWatches(cluster, 'gateways')) > 0);
    await cluster.request('DELETE', gatewaysPath('web'));
    await until(() => watch.out().split('/web').length > 2);
    await watch.end();
    assert.equal(
      comparableTable(watch.out()).replaceAll(/^(\S+) .*$/gm, '$1'),
      [
        'NAME',
        'gateway.gateway.networking.k8s.io/web',
        '',
        'NAME',
        'configmap/settings',
        '',
        'NAME',
        'gateway.gateway.networking.k8s.io/web',
        '',
      ].join('\n'),
    );
  });

  test('a route that appears changes the count of its Gateway', async () => {
    await createGateway('web');
    const args = ['get', 'gateways', '-n', namespace, '-o', 'wide', '-w', '--output-watch-events'];
    const watch = await followOurs(cluster, args);
    await until(() => watch.out().includes('web'));
    await createRoute('cart', { parentRefs: [{ name: 'web' }] });
    await until(() => watch.out().includes('MODIFIED'));
    await watch.end();
    const at = watch.out().split('\n')[0]?.indexOf('ROUTES') ?? -1;
    const counts = watch
      .out()
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.slice(at).split(' ')[0]);
    assert.deepEqual(counts, ['0', '1']);
  });

  test('policies of every kind', async () => {
    const args = ['get', 'policies,policycrds', '-n', namespace, '-o', 'wide', '-w', '--output-watch-events'];
    const watch = await followOurs(cluster, args);
    await until(() => watch.out().includes('backendtlspolicies.gateway.networking.k8s.io'));
    await cluster.request('POST', `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/backendtlspolicies`, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'BackendTLSPolicy',
      metadata: { name: 'pay' },
      spec: {
        targetRefs: [{ group: '', kind: 'Service', name: 'pay' }],
        validation: { hostname: 'pay.example', wellKnownCACertificates: 'System' },
      },
    });
    // The policy itself, and the number of instances of its kind.
    await until(() => /ADDED +backendtlspolicy\.\S+\/pay /.test(watch.out()));
    await until(() => /MODIFIED +\S+\/backendtlspolicies\.gateway\.networking\.k8s\.io /.test(watch.out()));
    assert.equal(watch.err(), '');
    await watch.end();
  });

  test('backends come and go with the routes that name them', async () => {
    await cluster.request('POST', `/api/v1/namespaces/${namespace}/services`, {
      metadata: { name: 'cart' },
      spec: { ports: [{ port: 80 }] },
    });
    const watch = await followOurs(cluster, ['get', 'backends', '-n', namespace, '-w', '--output-watch-events']);
    await until(async () => (await countWatches(cluster, 'httproutes')) > 0);
    await createRoute('cart', { rules: [{ backendRefs: [{ name: 'cart', port: 80 }] }] });
    await until(() => watch.out().includes('ADDED'));
    await cluster.request('DELETE', `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes/cart`);
    await until(() => watch.out().includes('DELETED'));
    await watch.end();
    assert.match(watch.out(), /^EVENT .*\nADDED +cart +Service .*httproute\/cart.*\nDELETED +cart +Service .*<none>/);
  });

  test('a dropped connection loses and repeats nothing', async () => {
    await createConfigMap('first');
    const wire = await openWire(cluster);
    const args = ['get', 'configmaps', '-n', namespace, '-w', '-o', 'name', '--server', wire.server];
    const watch = await followOurs(cluster, args);
    await until(() => watch.out().includes('first'));
    for (const name of ['second', 'third']) {
      wire.drop();
      await createConfigMap(name);
      await until(() => watch.out().includes(name));
    }
    assert.equal(await watch.end(), 0);
    await wire.cut();
    assert.equal(watch.out(), 'configmap/first\nconfigmap/second\nconfigmap/third\n');
  });
});
