import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadWhole } from '../../../src/world/load-whole.ts';
import { SnapshotReader } from '../../../src/world/snapshot-reader.ts';
import { GATEWAY, HTTP_ROUTE, LISTENER_SET, SECRET } from '../../../src/gateway-api/kinds.ts';
import { SnapshotBuilder } from '../../../src/world/memory-snapshot.ts';
import type { ResourceCatalog } from '../../../src/model/resource-type.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { openCluster } from './fake-cluster.ts';
import type { Trouble } from './fake-cluster.ts';

function gatewayWith(certificates: number): string {
  const refs = Array.from({ length: certificates }, (_, index) => `{name: cert-${index}}`).join(', ');
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec: {gatewayClassName: acme, listeners: [{name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [${refs}]}}]}
---
{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: cart, namespace: shop}, spec: {}}
---
{apiVersion: v1, kind: Secret, metadata: {name: cert-0, namespace: shop}, type: kubernetes.io/tls}
`;
}

interface Loaded {
  readonly snapshot: Snapshot;
  readonly asked: readonly string[];
}

async function load(manifest: string, trouble: Trouble = {}, gaps: ResourceCatalog['gaps'] = []): Promise<Loaded> {
  const source = await openCluster(manifest, trouble);
  const { types } = await source.catalog();
  const builder = new SnapshotBuilder();
  const reader = new SnapshotReader(source, { types, gaps }, builder, true);
  await loadWhole(reader, { policyKinds: [], instead: ['shop'], endpoints: true });
  return { snapshot: builder.build('live'), asked: source.asked() };
}

test('each kind of the Gateway API is listed once, and what is named beyond them is read by name', async () => {
  const { asked, snapshot } = await load(gatewayWith(2));
  assert.equal(new Set(asked).size, asked.length);
  assert.deepEqual(
    asked.filter((line) => line.includes('secrets')),
    ['table secrets/cert-0 in shop', 'table secrets/cert-1 in shop'],
  );
  assert.equal(snapshot.find({ ...SECRET, namespace: 'shop', name: 'cert-1' }).state, 'missing');
  assert.ok(asked.includes('list httproutes in all') && asked.includes('list endpointslices in all'));
});

test('many objects of one kind in one namespace are one list', async () => {
  const { asked } = await load(gatewayWith(30));
  assert.deepEqual(
    asked.filter((line) => line.includes('secrets')),
    ['list secrets in shop'],
  );
});

test('where the cluster may not be listed, the namespaces of the question are', async () => {
  const { asked, snapshot } = await load(gatewayWith(1), { forbidden: ['httproutes in all', 'gateways in all'] });
  assert.ok(asked.includes('list httproutes in shop') && asked.includes('list gateways in shop'));
  assert.equal(snapshot.listIn(HTTP_ROUTE, 'shop').length, 1);
  assert.equal(snapshot.isComplete(HTTP_ROUTE), false);
  assert.equal(snapshot.find({ ...GATEWAY, namespace: 'bank', name: 'x' }).state, 'unknown');
  assert.equal(snapshot.find({ ...GATEWAY, namespace: 'shop', name: 'x' }).state, 'missing');
});

test('a kind whose API group did not answer is unknown, not missing', async () => {
  const gap = {
    what: 'gateway.networking.k8s.io',
    group: LISTENER_SET.group,
    reason: 'failed',
    message: 'no answer',
  } as const;
  const { snapshot } = await load(gatewayWith(1), { unserved: ['listenersets'] }, [gap]);
  assert.equal(snapshot.find({ ...LISTENER_SET, namespace: 'shop', name: 'x' }).state, 'unknown');
});

test('what was read before is not read again', async () => {
  const source = await openCluster(gatewayWith(1));
  const catalog = await source.catalog();
  const reader = new SnapshotReader(source, catalog, new SnapshotBuilder(), true);
  reader.seedWhole(HTTP_ROUTE, []);
  await loadWhole(reader, { policyKinds: [], instead: [], endpoints: false });
  assert.ok(source.asked().every((line) => !line.startsWith('list httproutes') && !line.includes('endpointslices')));
});
