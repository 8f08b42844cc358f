import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadReach } from '../../../src/world/load-reach.ts';
import { SnapshotReader } from '../../../src/world/snapshot-reader.ts';
import {
  BACKEND_TLS_POLICY,
  GATEWAY,
  GATEWAY_CLASS,
  NAMESPACE,
  SECRET,
  SERVICE,
} from '../../../src/gateway-api/kinds.ts';
import { SnapshotBuilder } from '../../../src/world/memory-snapshot.ts';
import { resolveType } from '../../../src/gateway-api/resolve-type.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import type { PolicyKind } from '../../../src/policy/policy-kind.ts';
import { openCluster } from './fake-cluster.ts';
import type { Trouble } from './fake-cluster.ts';

const TLS: PolicyKind = {
  ...BACKEND_TLS_POLICY,
  class: 'Direct',
  evidence: 'specification',
  crdName: 'backendtlspolicies.gateway.networking.k8s.io',
  namespaced: true,
  label: 'Direct',
  targets: [SERVICE],
};
const TIMEOUT: PolicyKind = {
  group: 'x.io',
  kind: 'TimeoutPolicy',
  class: 'Inherited',
  evidence: 'label',
  crdName: 'timeoutpolicies.x.io',
  namespaced: true,
  label: 'Inherited',
  targets: [],
};

const SHOP = `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: acme}
spec: {controllerName: acme.io/x}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: infra}
spec:
  gatewayClassName: acme
  listeners:
  - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: cert}]}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop}
spec:
  parentRefs: [{name: web, namespace: infra}]
  rules:
  - backendRefs: [{name: cart, port: 80}, {name: pay, namespace: bank, port: 80}]
    filters: [{type: ExtensionRef, extensionRef: {group: x.io, kind: Lua, name: magic}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: other, namespace: shop}
spec: {parentRefs: [{name: elsewhere}]}
---
{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop}, spec: {ports: [{port: 80}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: pay, namespace: bank}, spec: {ports: [{port: 80}]}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: shop}}
---
{apiVersion: v1, kind: Secret, metadata: {name: cert, namespace: infra}, type: kubernetes.io/tls, data: {tls.key: c2VjcmV0}}
---
{apiVersion: x.io/v1, kind: TimeoutPolicy, metadata: {name: t, namespace: shop}, spec: {targetRef: {kind: HTTPRoute, name: cart}}}
---
{apiVersion: x.io/v1, kind: Lua, metadata: {name: magic, namespace: shop}}
`;

/** Reads what one object of the shop involves. */
async function reach(
  word: string,
  name: string,
  namespace: string | undefined,
  trouble?: Trouble,
): Promise<{ snapshot: Snapshot; asked: readonly string[] }> {
  const source = await openCluster(SHOP, trouble);
  const catalog = await source.catalog();
  const type = resolveType(word, catalog);
  assert.ok(type);
  const root = await source.get({ type, namespace, name });
  const builder = new SnapshotBuilder();
  await loadReach(root, new SnapshotReader(source, catalog, builder), [TLS, TIMEOUT]);
  return {
    snapshot: builder.build('live'),
    asked: source.asked().filter((line) => line !== `get ${type.plural}/${name} in ${namespace ?? 'all'}`),
  };
}

test('a route reads its parents, backends and grants by name, and policies where they may act', async () => {
  const { asked } = await reach('httproutes', 'cart', 'shop');
  assert.deepEqual(asked, [
    'get gatewayclasses/acme in all',
    'get gateways/web in infra',
    'get luas/magic in shop',
    'get namespaces/infra in all',
    'get namespaces/shop in all',
    'get services/cart in shop',
    'get services/pay in bank',
    'list backendtlspolicies in bank',
    'list backendtlspolicies in shop',
    'list endpointslices where kubernetes.io/service-name in (cart) in shop',
    'list endpointslices where kubernetes.io/service-name in (pay) in bank',
    'list referencegrants in bank',
    // May target a GatewayClass, which lies in no namespace.
    'list timeoutpolicies in all',
  ]);
});

test('a Gateway reads every route but keeps those that name it', async () => {
  const { snapshot, asked } = await reach('gateways', 'web', 'infra');
  assert.deepEqual(
    snapshot.list({ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }).map(({ metadata }) => metadata.name),
    ['cart'],
  );
  assert.ok(asked.includes('list httproutes in all'));
  assert.ok(asked.includes('table secrets/cert in infra'));
  assert.equal(new Set(asked).size, asked.length, 'nothing is asked twice');
});

test('a Secret is known by its type, and no value of it is kept', async () => {
  const { snapshot } = await reach('gateways', 'web', 'infra');
  const lookup = snapshot.find({ ...SECRET, namespace: 'infra', name: 'cert' });
  assert.ok(lookup.state === 'found');
  assert.equal(lookup.object['type'], 'kubernetes.io/tls');
  assert.equal(lookup.object['data'], undefined);
});

test('what may not be read is unknown, what is not there is missing', async () => {
  const { snapshot } = await reach('httproutes', 'cart', 'shop', { forbidden: ['gateways', 'namespaces'] });
  assert.equal(snapshot.find({ ...GATEWAY, namespace: 'infra', name: 'web' }).state, 'unknown');
  assert.equal(snapshot.find({ ...NAMESPACE, name: 'shop' }).state, 'unknown');
  assert.equal(snapshot.find({ ...SERVICE, namespace: 'shop', name: 'cart' }).state, 'found');
  assert.deepEqual(
    new Set(snapshot.gaps.map(({ what, reason }) => `${what} ${reason}`)),
    new Set(['gateways.gateway.networking.k8s.io forbidden', 'namespaces forbidden']),
  );
});

test('a kind that is not served holds nothing', async () => {
  const { snapshot } = await reach('gateways', 'web', 'infra', { unserved: ['listenersets', 'xlistenersets'] });
  assert.equal(snapshot.isComplete({ group: 'gateway.networking.k8s.io', kind: 'ListenerSet' }), true);
  assert.deepEqual(snapshot.gaps, []);
});

test('where the cluster may not be listed, the own namespace is read in its place', async () => {
  const { snapshot, asked } = await reach('gateways', 'web', 'infra', { forbidden: ['httproutes in all'] });
  assert.ok(asked.includes('list httproutes in infra'));
  const routes = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' };
  assert.equal(snapshot.isComplete(routes, 'infra'), true);
  assert.equal(snapshot.isComplete(routes), false);
});

test('a GatewayClass keeps its own Gateways', async () => {
  const { snapshot } = await reach('gatewayclasses', 'acme', undefined);
  assert.equal(snapshot.list(GATEWAY).length, 1);
  assert.equal(snapshot.find({ ...GATEWAY_CLASS, name: 'acme' }).state, 'found');
});
