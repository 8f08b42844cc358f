import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const noMatchingListenerHostname = symptomRule({
  code: 'GW3002',
  name: 'no-matching-listener-hostname',
  severity: 'error',
  what: 'None of the hostnames of a route is served by a listener that would take it.',
  why: 'The route does not attach (`NoMatchingListenerHostname`), and gets no traffic there. A wildcard covers any number of labels, but not the bare domain.',
  how: "Write a hostname that the listener covers, or widen the listener's.",
  beside: `${EXAMPLE_SHOP}---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: named}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP, hostname: "*.example.com"}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: other}
spec:
  parentRefs: [{name: named}]
  hostnames: [other.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: named}]
  hostnames: [cart.example.org]
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
