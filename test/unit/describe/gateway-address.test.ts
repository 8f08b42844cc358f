import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runMain } from '../../support/run-main.ts';

const NO_ADDRESS =
  '{type: Programmed, status: "False", reason: AddressNotAssigned, message: no address, lastTransitionTime: "2026-11-20T00:00:00Z"}';

function gateway(status: string): string {
  return `
{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: acme}, spec: {controllerName: acme.io/c}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: shop}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec: {gatewayClassName: acme, listeners: [{name: http, port: 80, protocol: HTTP}]}
status: ${status}
---
`;
}

function service(namespace: string, labels: string, rest: string): string {
  return `{apiVersion: v1, kind: Service, metadata: {name: proxy, namespace: ${namespace}, labels: {${labels}}}, ${rest}}\n---\n`;
}

const balanced =
  'spec: {type: LoadBalancer}, status: {loadBalancer: {ingress: [{ip: 192.0.2.7}, {hostname: lb.example}]}}';
const own = 'gateway.networking.k8s.io/gateway-name: web';
const describeWeb = async (manifest: string): Promise<string> =>
  (await runMain(['describe', 'gateway', 'web', '-n', 'shop', '--from', '-'], manifest)).out;

describe('a Gateway without an address', () => {
  for (const [name, made, expected] of [
    [
      'by the label of GEP-1762',
      service('shop', own, balanced),
      'Service shop/proxy (LoadBalancer), made for the Gateway, has 192.0.2.7, lb.example',
    ],
    [
      "by Istio's old label",
      service('shop', 'istio.io/gateway-name: web', 'spec: {clusterIP: 10.0.0.9}'),
      'Service shop/proxy (ClusterIP), made for the Gateway, has 10.0.0.9',
    ],
    [
      "by the labels of Envoy Gateway, in that one's namespace",
      service(
        'envoy-gateway-system',
        'gateway.envoyproxy.io/owning-gateway-name: web, gateway.envoyproxy.io/owning-gateway-namespace: shop',
        'spec: {type: LoadBalancer}',
      ),
      'Service envoy-gateway-system/proxy (LoadBalancer), made for the Gateway, has no address',
    ],
  ] as const) {
    test(`${name}: the Service made for it is shown`, async () => {
      const out = await describeWeb(gateway(`{conditions: [${NO_ADDRESS}]}`) + made);
      assert.ok(out.includes(`Addresses:  none reported; ${expected}\n`), out);
    });
  }

  test('status says it beside the condition', async () => {
    const manifest = gateway(`{conditions: [${NO_ADDRESS}]}`) + service('shop', own, balanced);
    const { out } = await runMain(['status', '-n', 'shop', '--from', '-'], manifest);
    assert.match(
      out,
      /Programmed: AddressNotAssigned\n.*no address\n +Service shop\/proxy \(LoadBalancer\), made for the/,
    );
  });

  test('nothing is added where it reports one, or where no Service was made for it', async () => {
    const reported = gateway('{addresses: [{value: 192.0.2.1}]}') + service('shop', own, balanced);
    assert.match(await describeWeb(reported), /^Addresses: +192\.0\.2\.1\n\w/m);
    const others =
      service('other', own, balanced) + service('shop', 'gateway.networking.k8s.io/gateway-name: other', balanced);
    assert.doesNotMatch(await describeWeb(gateway('{}') + others), /^Addresses/m);
  });
});
