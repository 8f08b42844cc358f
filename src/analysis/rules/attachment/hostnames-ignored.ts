import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const hostnamesIgnored = symptomRule({
  code: 'GW3018',
  name: 'hostnames-ignored',
  severity: 'warning',
  what: 'A hostname of a route is served by none of the listeners that the route attaches to.',
  why: 'The route is accepted for its other hostnames; requests for this one never come to it.',
  how: 'Add a listener for the hostname, or take the hostname out.',
  beside: `${EXAMPLE_SHOP}---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: named}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP, hostname: "*.example.com"}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: named}]
  hostnames: [cart.example.com, cart.example.org]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: named}]
  hostnames: [cart.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
});
