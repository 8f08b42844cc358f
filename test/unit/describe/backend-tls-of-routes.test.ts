import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runDescribe } from './run-describe.ts';

/** A Service with a BackendTLSPolicy, behind a route of one kind. */
function world(kind: string, protocol: string, tls: string): string {
  return `
{apiVersion: v1, kind: Namespace, metadata: {name: shop}}
---
{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: acme}, spec: {controllerName: acme.io/gateway}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec: {gatewayClassName: acme, listeners: [{name: one, port: 443, protocol: ${protocol}${tls}}]}
---
{apiVersion: v1, kind: Secret, metadata: {name: cert, namespace: shop}, type: kubernetes.io/tls, data: {tls.crt: "", tls.key: ""}}
---
{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop}, spec: {ports: [{port: 80}]}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: cart, namespace: shop}
spec: {targetRefs: [{group: "", kind: Service, name: cart}], validation: {hostname: cart.internal, caCertificateRefs: [{group: "", kind: ConfigMap, name: gone}]}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: {name: route, namespace: shop}
spec: {parentRefs: [{name: web}], rules: [{backendRefs: [{name: cart, port: 80}]}]}
`;
}

describe('a BackendTLSPolicy acts on the routes whose TLS ends at the Gateway (semantics.md 5.10)', () => {
  for (const [kind, protocol, tls, acts] of [
    ['HTTPRoute', 'HTTP', '', true],
    ['GRPCRoute', 'HTTP', '', true],
    ['TLSRoute', 'TLS', ', tls: {mode: Terminate, certificateRefs: [{name: cert}]}', true],
    ['TLSRoute', 'TLS', ', tls: {mode: Passthrough}', false],
    ['TCPRoute', 'TCP', '', false],
    ['UDPRoute', 'UDP', '', false],
  ] as const) {
    test(`${kind} at a listener ${protocol}${tls}: ${acts ? 'yes' : 'no'}`, async () => {
      const { out } = await runDescribe(`${kind} route`, world(kind, protocol, tls), { flags: { namespace: 'shop' } });
      assert.match(out, /service\/cart:80 /);
      assert.equal(out.includes('TLS by backendtlspolicy/cart'), acts, out);
      assert.equal(out.includes('connections fail: backendtlspolicy/cart'), acts, out);
      assert.equal(/BackendTLSPolicy +service shop\/cart/.test(out), acts, out);
    });
  }
});
