import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { isRecord, readPath, readRecords } from '../../src/model/read.ts';
import { createNamespace, skip } from './api-support.ts';
import type { Cluster, User } from './cluster.ts';
import { runOurs } from './get-support.ts';
import { applyManifests } from './manifests.ts';
import { sharedCluster } from './shared.ts';

const NAMESPACE = 'check-rights';
const IN = ['-n', NAMESPACE];
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const API = 'gateway.networking.k8s.io/v1';
let cluster: Cluster;

before(async () => {
  if (skip !== false) return;
  cluster = await sharedCluster();
  await createNamespace(cluster, NAMESPACE);
  const metadata = { name: 'cart', namespace: NAMESPACE };
  await applyManifests(cluster, [
    {
      apiVersion: API,
      kind: 'GatewayClass',
      metadata: { name: 'check-rights' },
      spec: { controllerName: 'acme.example/check-rights' },
    },
    {
      apiVersion: API,
      kind: 'Gateway',
      metadata,
      spec: {
        gatewayClassName: 'check-rights',
        listeners: [
          { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'cart' }] } },
          { name: 'http', port: 80, protocol: 'HTTP' },
        ],
      },
    },
    {
      apiVersion: API,
      kind: 'HTTPRoute',
      metadata,
      spec: { parentRefs: [{ name: 'cart' }], rules: [{ backendRefs: [{ name: 'cart', port: 80 }] }] },
    },
    {
      apiVersion: API,
      kind: 'BackendTLSPolicy',
      metadata,
      spec: {
        targetRefs: [{ group: '', kind: 'Service', name: 'cart' }],
        validation: { hostname: 'cart.example.com', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] },
      },
    },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80 }] } },
    { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { password: 'not-to-be-shown' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...metadata, name: 'ca' }, data: { 'ca.crt': 'none' } },
  ]);
});

/** Gives a user the role that `check --rbac` prints, as it prints it. @returns takes it away again. */
async function applyRole(words: readonly string[], user: User): Promise<() => Promise<void>> {
  const { out, code } = await runOurs(cluster, ['check', '--rbac', ...words, '-o', 'json']);
  assert.equal(code, 0);
  const role: unknown = JSON.parse(out);
  assert.ok(isRecord(role));
  const isWhole = role['kind'] === 'ClusterRole';
  const base = isWhole ? RBAC : `${RBAC}/namespaces/${NAMESPACE}`;
  const [roles, bindings] = isWhole ? ['clusterroles', 'clusterrolebindings'] : ['roles', 'rolebindings'];
  const name = String(readPath(role, 'metadata', 'name'));
  await cluster.request('POST', `${base}/${roles}`, role);
  await cluster.request('POST', `${base}/${bindings}`, {
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: role['kind'], name },
    subjects: [{ kind: 'User', name: user, apiGroup: 'rbac.authorization.k8s.io' }],
  });
  return async () => {
    await cluster.request('DELETE', `${base}/${bindings}/${name}`);
    await cluster.request('DELETE', `${base}/${roles}/${name}`);
  };
}

async function withRole(words: readonly string[], user: User, use: () => Promise<void>): Promise<void> {
  const revoke = await applyRole(words, user);
  try {
    await use();
  } finally {
    await revoke();
  }
}

/** The checks of permissions that did not pass, as `state message`. */
async function troubles(user: User, words: readonly string[] = []): Promise<readonly string[]> {
  const { out } = await runOurs(cluster, ['check', '-o', 'json', ...words], user);
  return readRecords(readPath(JSON.parse(out), 'checks'))
    .filter(({ section, state }) => section === 'permissions' && state !== 'passed')
    .map(({ state, message }) => `${String(state)} ${String(message)}`);
}

describe('check --rbac', { skip }, () => {
  for (const [verb, ...words] of [
    ['get', 'gateways,httproutes,policies', ...IN, '-o', 'wide'],
    ['describe', 'httproute/cart', ...IN],
    ['graph', 'gateway/cart', ...IN],
    ['effective', 'httproute/cart', ...IN],
    ['status', ...IN],
    ['trace', 'http://cart.example.com/', ...IN],
    ['table', ...IN],
    ['analyze', ...IN, '--show', 'info'],
    ['api-resources'],
    ['version'],
    ['check', '-o', 'json'],
  ] as const) {
    test(`prints a ClusterRole with which ${verb} answers as an administrator is answered`, async () => {
      const without = await runOurs(cluster, [verb, ...words], 'reader');
      await withRole([verb], 'reader', async () => {
        const [own, whole] = [
          await runOurs(cluster, [verb, ...words], 'reader'),
          await runOurs(cluster, [verb, ...words]),
        ];
        if (verb === 'check') {
          // Who may what is the question here.
          assert.doesNotMatch(own.out, /"state": "unknown"/);
          return;
        }
        assert.deepEqual([own.out, own.err, own.code], [whole.out, whole.err, whole.code]);
        assert.notDeepEqual([without.err, without.code], [own.err, own.code]);
      });
    });
  }

  test('prints a ClusterRole for all of them', async () => {
    assert.ok((await troubles('reader')).length > 10);
    await withRole([], 'reader', async () => {
      assert.deepEqual(await troubles('reader'), []);
      const refused = await runOurs(cluster, ['delete', 'httproute', 'cart', ...IN], 'reader');
      assert.match(refused.err, /forbidden/);
    });
  });

  test('prints a ClusterRole with which apply and delete write', async () => {
    await withRole(['apply', 'delete'], 'reader', async () => {
      const manifest = JSON.stringify({
        apiVersion: API,
        kind: 'HTTPRoute',
        metadata: { name: 'written', namespace: NAMESPACE },
        spec: { parentRefs: [{ name: 'cart' }] },
      });
      const applied = await runOurs(cluster, ['apply', '-f', '-'], 'reader', manifest);
      assert.deepEqual([applied.code, applied.err], [0, '']);
      const deleted = await runOurs(cluster, ['delete', 'httproute', 'written', ...IN], 'reader');
      assert.deepEqual([deleted.code, deleted.err], [0, '']);
    });
  });

  test('with -n prints a Role, with which what belongs to the namespace may be read', async () => {
    const ofNamespace = /gatewayclasses|namespaces|customresourcedefinitions|clustertrustbundles|xmeshes/;
    await withRole(IN, 'namespaced', async () => {
      const left = await troubles('namespaced', IN);
      assert.deepEqual(
        left.filter((one) => !ofNamespace.test(one)),
        [],
      );
      assert.ok(left.length > 0);
      const { out } = await runOurs(cluster, ['describe', 'httproute/cart', ...IN], 'namespaced');
      assert.match(out, /service\/cart/i);
    });
  });
});
