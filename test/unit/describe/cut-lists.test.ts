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

/** Seventy objects. */
const many = (write: (index: number) => string): string =>
  Array.from({ length: 70 }, (_, index) => write(index)).join('\n---\n');

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

  test('the backends of a route, the Gateways of a class, the ListenerSets of a Gateway, policies, listeners', async () => {
    const api = 'apiVersion: gateway.networking.k8s.io/v1';
    const refs = Array.from({ length: 70 }, (_, index) => `{name: b${index}, port: 80}`).join();
    const listeners = Array.from(
      { length: 150 },
      (_, index) => `{name: l${index}, port: ${index + 1}, protocol: HTTP}`,
    );
    const manifest = [
      `{${api}, kind: GatewayClass, metadata: {name: acme}, spec: {controllerName: a.io/c}}`,
      `{${api}, kind: Gateway, metadata: {name: web, namespace: shop}, spec: {gatewayClassName: acme, listeners: [${listeners.join()}]}}`,
      `{${api}, kind: HTTPRoute, metadata: {name: all, namespace: shop}, spec: {rules: [{backendRefs: [${refs}]}]}}`,
      many(
        (index) =>
          `{${api}, kind: Gateway, metadata: {name: g${index}, namespace: shop}, spec: {gatewayClassName: acme}}`,
      ),
      many(
        (index) =>
          `{${api}, kind: ListenerSet, metadata: {name: s${index}, namespace: shop}, spec: {parentRef: {name: web}}}`,
      ),
      many(
        (index) =>
          `{apiVersion: gateway.networking.x-k8s.io/v1alpha1, kind: XTelemetryPolicy, metadata: {name: p${index}, namespace: shop}, spec: {targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: web}]}}`,
      ),
    ].join('\n---\n');
    const flags = { namespace: 'shop' };
    const route = await runDescribe('httproute all', manifest, { flags });
    assert.match(route.out, /\d+ more: gwctl get httproute all -n shop -o yaml/);
    const gatewayClass = await runDescribe('gatewayclass acme', manifest);
    assert.match(gatewayClass.out, /\d+ more: gwctl get gateways --for gatewayclass\/acme\n/);
    const gateway = await runDescribe('gateway web', manifest, { flags });
    assert.match(gateway.out, /\d+ more: gwctl get listenersets --for gateway\/web -n shop/);
    assert.match(gateway.out, /\d+ more: gwctl get policies --for gateway\/web -n shop/);
    assert.match(gateway.out, /\d+ more: gwctl get gateway web -n shop -o yaml/);
  });
});
