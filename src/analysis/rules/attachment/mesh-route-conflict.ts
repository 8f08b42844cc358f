import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const meshRouteConflict = symptomRule({
  code: 'GW3005',
  name: 'mesh-route-conflict',
  severity: 'error',
  what: 'A Service of a mesh has a route of a stronger kind, so that this one does not count.',
  why: 'In a mesh one kind of route applies to a port: GRPCRoute before HTTPRoute, TLSRoute and TCPRoute. The weaker one is ignored (`Conflicted`, GEP-1294).',
  how: 'Use one kind of route for the port, or name different ports.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{group: '', kind: Service, name: cart}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata: {name: cart-rpc}
spec:
  parentRefs: [{group: '', kind: Service, name: cart}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{group: '', kind: Service, name: cart}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
});
