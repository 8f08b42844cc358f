import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const notAllowedByListeners = symptomRule({
  code: 'GW3001',
  name: 'not-allowed-by-listeners',
  severity: 'error',
  what: 'No listener that the parentRef names takes the route: its `allowedRoutes` leave out the kind or the namespace of the route.',
  why: 'The route does not attach (`NotAllowedByListeners`), and gets no traffic there.',
  how: 'Change `allowedRoutes` of the listener (mostly `namespaces.from`), or attach the route elsewhere.',
  beside: `${EXAMPLE_SHOP}---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: locked}
spec:
  gatewayClassName: acme
  listeners:
  - {name: http, port: 80, protocol: HTTP, allowedRoutes: {kinds: [{kind: GRPCRoute}]}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: rpc}
spec:
  parentRefs: [{name: locked}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: locked}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
});
