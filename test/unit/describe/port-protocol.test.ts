import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runMain } from '../../support/run-main.ts';

const MANIFEST = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec: {gatewayClassName: acme, listeners: [{name: http, port: 80, protocol: HTTP}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: names, namespace: shop}
spec: {parentRefs: [{name: web}], rules: [{backendRefs: [{name: dns, port: 53}]}]}
---
{apiVersion: v1, kind: Service, metadata: {name: dns, namespace: shop}, spec: {ports: [{port: 53, protocol: UDP}]}}
---
{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: acme}, spec: {controllerName: acme.io/c}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: shop}}
`;

const run = (...words: readonly string[]) => runMain([...words, '-n', 'shop', '--from', '-'], MANIFEST);

test('a route to a port of another protocol is ! in describe, status and graph', async () => {
  const said = 'port 53 of Service shop/dns is UDP, but HTTPRoute needs a TCP port: name one';
  const page = (await run('describe', 'httproute', 'names')).out;
  assert.ok(page.includes(`  ! service/dns:53   ClusterIP\n      ${said}\n`), page);
  const status = (await run('status')).out;
  assert.match(status, /! httproute shop\/names +ProtocolMismatch +spec\.rules\[0\]\.backendRefs\[0\]\n/);
  assert.ok(status.includes(said), status);
  const graph = (await run('graph')).out;
  assert.ok(graph.includes(`! service/dns:53  ProtocolMismatch: ${said}`), graph);
});
