import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runDescribe } from './run-describe.ts';

/** More routes than a page shows, all of one Gateway and one Service. */
const CROWD = [
  `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec: {gatewayClassName: acme, listeners: [{name: http, port: 80, protocol: HTTP}]}`,
  `{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop}, spec: {ports: [{port: 80}]}}`,
  ...Array.from(
    { length: 30 },
    (_, index) => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: r${index}, namespace: shop}
spec: {parentRefs: [{name: web}], rules: [{backendRefs: [{name: cart, port: 80}]}]}`,
  ),
].join('\n---\n');

describe('a list that is cut says how to see the rest', () => {
  test('the routes of a Gateway', async () => {
    const { out } = await runDescribe('gateway web', CROWD, { flags: { namespace: 'shop' } });
    assert.match(out, /Attached Routes \(30\):/);
    assert.match(out, /\n {2}5 more: gwctl get routes --for gateway\/web -n shop/);
  });

  test('what refers to a Service', async () => {
    const { out } = await runDescribe('service cart', CROWD, { flags: { namespace: 'shop' } });
    assert.match(out, /Referred To By \(30\):/);
    assert.match(out, /\n {2}5 more: gwctl get routes --for service\/cart -n shop/);
  });
});
