import { BACKEND_TLS_POLICY, ROUTE_KINDS } from '../../../gateway-api/kinds.ts';
import { sameGroupKind } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import { EXAMPLE_CLASS, EXAMPLE_SERVICE } from '../examples.ts';
import { usesBackendTls } from '../../../policy/uses-backend-tls.ts';
import { routesTo } from '../routes-to.ts';
import { defineRule } from '../rule.ts';

interface Passed {
  readonly routes: readonly ObjectRef[];
}

const POLICY = `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  validation: {hostname: cart.example.com, wellKnownCACertificates: System}
`;

export const backendTlsOfPassthrough = defineRule<Passed>({
  code: 'GW5053',
  name: 'backend-tls-of-passthrough',
  severity: 'warning',
  inputs: ['policies', 'backend'],
  what: 'A BackendTLSPolicy targets a Service to which routes only pass connections through.',
  why: 'On a TLSRoute of a Passthrough listener the TLS of the client goes on to the backend, and TCPRoutes and UDPRoutes know none: the policy has no effect.',
  how: 'Delete the policy, or end TLS at the listener (mode Terminate).',
  beside: `${EXAMPLE_CLASS}---${EXAMPLE_SERVICE}---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: acme
  listeners: [{name: tls, port: 443, protocol: TLS, tls: {mode: Passthrough}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: TLSRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  hostnames: [cart.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  bad: POLICY,
  good: `${POLICY}---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: plain}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: plain}]
  hostnames: [cart.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  *check(world) {
    if (!ROUTE_KINDS.every((kind) => world.snapshot.holdsAll(kind))) return;
    for (const { policy } of world.policyReports()) {
      if (!sameGroupKind(policy.kind, BACKEND_TLS_POLICY)) continue;
      const routes = routesTo(world, policy);
      if (routes.length === 0 || routes.some((route) => usesBackendTls(world.graph, route))) continue;
      yield { subject: policy.ref, path: 'spec', args: { routes }, related: routes.slice(0, MOST_RELATED) };
    }
  },
  say: ({ routes }, words) =>
    `has no effect: ${words.list(routes.map(words.name))} ${routes.length === 1 ? 'passes' : 'pass'} connections through`,
});

const MOST_RELATED = 10;
