import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { installCrds } from './crds.ts';
import { comparableTable, runBoth, runKubectlOn, runOurs } from './get-support.ts';
import { sharedCluster } from './shared.ts';

const SHOP = ['-n', 'get-shop'];
let cluster: Cluster;

before(async () => {
  if (skip !== false) return;
  cluster = await sharedCluster();
  await installCrds(cluster, { version: 'v1.7.0', channel: 'experimental' });
  const manifest = await readFile(new URL('./get-objects.yaml', import.meta.url), 'utf8');
  const applied = await runKubectlOn(cluster, ['apply', '-f', '-'], 'admin', manifest);
  assert.equal(applied.err, '');
  await writeStatuses();
});

function condition(type: string, status: string): object {
  const lastTransitionTime = '2026-01-01T00:00:00Z';
  return { type, status, reason: type, message: '', observedGeneration: 1, lastTransitionTime };
}

function parent(name: string, namespace: string, accepted: string): object {
  return {
    parentRef: { group: 'gateway.networking.k8s.io', kind: 'Gateway', name, namespace },
    controllerName: 'acme.io/gateway-controller',
    conditions: [condition('Accepted', accepted), condition('ResolvedRefs', 'True')],
  };
}

/** No controller runs: the statuses are ours. */
async function writeStatuses(): Promise<void> {
  const statuses = {
    'httproutes/cart': { parents: [parent('web', 'get-shop', 'True')] },
    'httproutes/checkout': { parents: [parent('web', 'get-shop', 'True'), parent('edge', 'get-infra', 'False')] },
    'gateways/web': {
      addresses: [{ type: 'IPAddress', value: '203.0.113.10' }],
      conditions: [condition('Accepted', 'True'), condition('Programmed', 'False')],
    },
  };
  for (const [path, status] of Object.entries(statuses)) {
    const url = `/apis/gateway.networking.k8s.io/v1/namespaces/get-shop/${path}/status`;
    await cluster.request('PATCH', url, { status }, 'application/merge-patch+json');
  }
}

/** The rows of a list, which must be read without a word. */
async function rowsOf(...args: readonly string[]): Promise<readonly string[]> {
  const { out, err, code } = await runOurs(cluster, ['get', ...args, '--no-headers']);
  assert.deepEqual([err, code], ['', 0]);
  return comparableTable(out).trimEnd().split('\n');
}

/** Lists whose text must be kubectl's, but for the ages. */
const TABLES: readonly (readonly string[])[] = [
  ['configmaps', ...SHOP],
  ['cm', ...SHOP, '-o', 'wide'],
  ['cm', '-A', '-l', 'num'],
  ['cm', 'a', 'b', ...SHOP],
  ['ConfigMap/a', 'configmap/b', 'deploy/d', ...SHOP],
  ['cm,deployments.apps', ...SHOP],
  ['deployments.v1.apps', ...SHOP, '-o', 'wide'],
  ['cm', ...SHOP, '-L', 'num,app.kubernetes.io/name', '-L', 'nope'],
  ['cm', ...SHOP, '--show-labels', '--show-kind'],
  ['cm', ...SHOP, '--no-headers'],
  ['cm', ...SHOP, '-l', 'num in (1, 10),num!=10'],
  ['cm', ...SHOP, '--field-selector', 'metadata.name=b'],
  ['cm', ...SHOP, '--sort-by=.data.size'],
  ['cm', ...SHOP, '--sort-by={.metadata.labels.num}'],
  ['cm', ...SHOP, '--sort-by', 'metadata.name'],
  ['cm', ...SHOP, '--chunk-size=1'],
  ['crd', '--sort-by=.spec.names.kind'],
  ['deploy', 'd', ...SHOP, '--subresource=scale'],
  ['deploy', 'd', ...SHOP, '--subresource=status'],
  ['events,sa', ...SHOP],
  ['clusterroles', '-l', 'kubernetes.io/bootstrapping=rbac-defaults'],
  ['flowschemas'],
  ['priorityclasses', '-o', 'wide'],
  ['secrets', ...SHOP],
  ['cm', '-n', 'get-empty'],
  ['cm,deploy', '-n', 'get-empty'],
  ['nodes'],
  ['cm', '-n', 'get-empty', '--ignore-not-found'],
  ['cm', 'nope', ...SHOP, '--ignore-not-found'],
];

describe('tables of kinds without a list view of our own', { skip }, () => {
  for (const args of TABLES) {
    test(`get ${args.join(' ')}`, async () => {
      const { ours, kubectl } = await runBoth(cluster, ['get', ...args]);
      assert.equal(comparableTable(ours.out), comparableTable(kubectl.out));
      assert.equal(ours.err, kubectl.err);
      assert.equal(ours.code, kubectl.code);
    });
  }
});

/** What is printed of the objects themselves must be kubectl's to the byte. */
const OBJECTS: readonly (readonly string[])[] = [
  ...['json', 'yaml', 'kyaml'].flatMap((format) => [
    ['cm', 'a', ...SHOP, '-o', format],
    ['cm', ...SHOP, '-o', format],
    ['cm/a', 'cm/b', ...SHOP, '-o', format],
    ['cm', '-n', 'get-empty', '-o', format],
    ['gateways,httproutes,tcproutes,referencegrants', '-A', '-o', format],
    ['deploy', 'd', ...SHOP, '-o', format, '--show-managed-fields'],
    ['crd', 'httproutes.gateway.networking.k8s.io', '-o', format],
    ['httproutes', 'cart', ...SHOP, '-o', format, '--subresource', 'status'],
  ]),
  ['gateways.v1beta1.gateway.networking.k8s.io', ...SHOP, '-o', 'yaml'],
  ['cm', ...SHOP, '-o', 'yaml', '--sort-by=.data.size'],
  ['cm', ...SHOP, '-o', 'name', '--sort-by=.data.size'],
  ['deploy', 'd', ...SHOP, '--subresource=scale', '-o', 'yaml'],
  ['gateways,httproutes', '-A', '-o', 'name'],
  ['gateway/web', ...SHOP, '-oname'],
  ['gateway-api', ...SHOP, '-o', 'name'],
  ['gtw,gateway,gateways', ...SHOP, '-o=name'],
  ['cm', '-n', 'get-empty', '-o', 'name'],
  ['cm', ...SHOP, '-o', 'jsonpath={range .items[*]}{.metadata.name}{"\\n"}{end}'],
  ['cm', ...SHOP, '-o', 'jsonpath', '--template', '{.items[0].data}'],
  ['cm', 'a', ...SHOP, '-o', 'jsonpath-as-json={.data}'],
  ['cm', ...SHOP, '-o', 'custom-columns=N:.metadata.name,S:.data.size,X:.nope', '--sort-by=.data.size'],
  ['cm', ...SHOP, '-o', 'custom-columns=N:.metadata.name', '--no-headers'],
  ['cm', '-n', 'get-empty', '-o', 'custom-columns=N:.metadata.name'],
  ['cm', 'nope', ...SHOP, '-o', 'json', '--ignore-not-found'],
];

describe('objects', { skip }, () => {
  for (const args of OBJECTS) {
    test(`get ${args.join(' ')}`, async () => {
      const { ours, kubectl } = await runBoth(cluster, ['get', ...args]);
      assert.equal(ours.out, kubectl.out);
      assert.equal(ours.err, kubectl.err);
      assert.equal(ours.code, kubectl.code);
    });
  }
});

/** Arguments that fail, with our exit code; kubectl's is always 1 (design: 1 no, 2 wrong usage, 3 could not run). */
const FAILURES: readonly (readonly [number, readonly string[]])[] = [
  [1, ['nopes']],
  [1, ['cm', 'nope', ...SHOP]],
  [1, ['cm', 'nope', 'a', 'gone', ...SHOP]],
  [1, ['cm', 'nope', 'a', ...SHOP, '-o', 'yaml']],
  [1, ['cm', 'nope', ...SHOP, '-o', 'yaml']],
  [1, ['gateway', 'nope', ...SHOP]],
  [1, ['cm/nope', 'gateway/nope', ...SHOP]],
  [1, ['cm,nopes', ...SHOP]],
  [1, ['gateways', 'web', ...SHOP, '--subresource=nope']],
  [2, ['cm', 'a', '-A']],
  [2, ['cm', 'a', ...SHOP, '-l', 'x=y']],
  [2, ['cm', 'a', ...SHOP, '--field-selector', 'metadata.name=a']],
  [2, ['cm/a', ...SHOP, '-l', 'x=y']],
  [2, ['cm', 'a/b', ...SHOP]],
  [2, ['a/b/c']],
  [2, ['cm/']],
  [2, ['/a']],
  [2, ['cm', ...SHOP, '--show-labels', '-o', 'json']],
  [2, ['cm', ...SHOP, '--subresource=status']],
  [2, ['cm', ...SHOP, '-o', 'jsonpath']],
  [2, ['cm', ...SHOP, '-o', 'jsonpath={.items[0']],
  [2, ['cm', ...SHOP, '-o', 'custom-columns']],
  [2, ['cm', ...SHOP, '-o', 'custom-columns=A']],
  [2, ['cm', ...SHOP, '-o', 'custom-columns=A:{.b']],
  [3, ['cm', ...SHOP, '--field-selector', 'data.size=1']],
  [3, ['httproutes', ...SHOP, '--field-selector', 'spec.x=1']],
];

describe('failures in the words of kubectl', { skip }, () => {
  for (const [code, args] of FAILURES) {
    test(`get ${args.join(' ')}`, async () => {
      const { ours, kubectl } = await runBoth(cluster, ['get', ...args]);
      // A type that nobody has may be a typing error: behind kubectl's words we ask.
      const asked = args.some((word) => word.includes('nopes')) ? 'Did you mean nodes?\n' : '';
      assert.equal(ours.err, kubectl.err + asked);
      assert.equal(comparableTable(ours.out), comparableTable(kubectl.out));
      assert.equal(ours.code, code);
      assert.equal(kubectl.code, 1);
    });
  }
});

describe('our own list views', { skip }, () => {
  for (const args of [
    ['gateways', '-A'],
    ['gatewayclasses'],
    ['httproutes', '-A'],
    ['httproutes', ...SHOP, '-l', 'app=cart'],
    ['httproutes', ...SHOP, '--field-selector', 'metadata.name!=cart'],
    ['httproutes', ...SHOP, '--sort-by=.spec.hostnames[0]'],
    ['httproutes', ...SHOP, '--sort-by=.metadata.creationTimestamp'],
    ['httproutes', 'mesh', 'cart', ...SHOP],
    ['svc', ...SHOP],
    ['ns'],
    ['gateway/web', 'httproute/cart', 'svc/pay', ...SHOP],
    ['btlspolicy,refgrant,lset,xbackends', '-A'],
  ]) {
    test(`the rows of get ${args.join(' ')} are kubectl's`, async () => {
      const { ours, kubectl } = await runBoth(cluster, ['get', ...args, '--no-headers']);
      const names = (text: string): readonly string[] =>
        text.split('\n').map((line) => line.split(/ +/, args.includes('-A') ? 2 : 1).join(' '));
      assert.deepEqual(names(ours.out), names(kubectl.out));
      assert.deepEqual([ours.err, ours.code], [kubectl.err, kubectl.code]);
    });
  }

  test('statuses are summed up', async () => {
    const { out } = await runOurs(cluster, ['get', 'httproutes,gateways', ...SHOP]);
    assert.deepEqual(comparableTable(out).trimEnd().split('\n'), [
      'NAME HOSTNAMES PARENTS ACCEPTED RESOLVED AGE',
      'httproute.gateway.networking.k8s.io/cart shop.example.com gateway/web True True AGE',
      'httproute.gateway.networking.k8s.io/checkout shop.example.com,pay.example.com + 1 more gateway/web,get-infra/gateway/edge Partial True AGE',
      'httproute.gateway.networking.k8s.io/mesh * service/cart Unknown Unknown AGE',
      '',
      'NAME CLASS ADDRESSES PORTS PROGRAMMED AGE',
      'gateway.gateway.networking.k8s.io/web get-acme 203.0.113.10 80,443 False AGE',
    ]);
  });

  test('types in any letter case', async () => {
    const { out } = await runOurs(cluster, ['get', 'GTW', ...SHOP, '-o', 'name']);
    assert.equal(out, 'gateway.gateway.networking.k8s.io/web\n');
  });

  test('what no controller has touched is Pending', async () => {
    const { out } = await runOurs(cluster, ['get', 'gc,lset', '-A', '--no-headers']);
    assert.match(out, /\/get-acme +acme\.io\/gateway-controller +Pending /);
    assert.match(out, /\/more +gateway\/web +8443 +Pending +Pending /);
  });

  test('wide columns count what refers to an object', async () => {
    const { out, err } = await runOurs(cluster, ['get', 'gateways,svc', '-A', '-o', 'wide']);
    const rows = comparableTable(out).split('\n');
    assert.equal(err, '');
    assert.ok(
      rows.some(
        (row) =>
          row.startsWith('get-shop gateway.gateway.networking.k8s.io/web ') &&
          row.endsWith(' True http,https,https2 2 0'),
      ),
    );
    assert.ok(
      rows.some(
        (row) =>
          row.startsWith('get-infra gateway.gateway.networking.k8s.io/edge ') && row.endsWith(' Pending http 0 0'),
      ),
    );
    assert.ok(
      rows.some((row) => /^get-shop service\/cart .* AGE \S+ 3 1$/.test(row)),
      rows.join('\n'),
    );
  });
});

describe('virtual types', { skip }, () => {
  test('routes, backends, policies, policycrds', async () => {
    assert.deepEqual(
      (await rowsOf('routes', ...SHOP)).map((row) => row.split(' ', 2).join(' ')),
      ['cart HTTPRoute', 'checkout HTTPRoute', 'mesh HTTPRoute', 'tcp TCPRoute'],
    );
    assert.deepEqual(await rowsOf('backends', ...SHOP), [
      'cart Service ClusterIP 8080/TCP,53/UDP httproute/cart,tcproute/tcp AGE',
      'pay Service ClusterIP 8080/TCP httproute/checkout AGE',
    ]);
    assert.deepEqual(await rowsOf('policies', ...SHOP), [
      'cart-tls BackendTLSPolicy service/cart#http Direct Unknown AGE',
    ]);
    assert.ok(
      (await rowsOf('policycrds')).includes('backendtlspolicies.gateway.networking.k8s.io Direct Namespaced AGE'),
    );
  });
});
