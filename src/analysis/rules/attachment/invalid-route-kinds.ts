import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const invalidRouteKinds = symptomRule({
  code: 'GW3011',
  name: 'invalid-route-kinds',
  severity: 'error',
  what: 'A listener allows a kind of route that its protocol cannot carry.',
  why: 'Routes of that kind never attach there; where no other kind is allowed the listener serves nothing (`InvalidRouteKinds`).',
  how: 'Allow kinds that fit: HTTPRoute and GRPCRoute for HTTP and HTTPS, TLSRoute for TLS, TCPRoute for TCP, UDPRoute for UDP.',
  beside: `${EXAMPLE_SHOP}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: k}
spec:
  parentRefs: [{name: kinds}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: kinds}
spec:
  gatewayClassName: acme
  listeners:
  - {name: http, port: 80, protocol: HTTP, allowedRoutes: {kinds: [{kind: TCPRoute}]}}
  - {name: web, port: 81, protocol: HTTP}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: kinds}
spec:
  gatewayClassName: acme
  listeners:
  - {name: http, port: 80, protocol: HTTP, allowedRoutes: {kinds: [{kind: HTTPRoute}]}}
  - {name: web, port: 81, protocol: HTTP}
`,
});
