import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const hostnamesTaken = symptomRule({
  code: 'GW3017',
  name: 'hostnames-taken',
  severity: 'warning',
  what: 'A route attaches to a listener, but a more specific listener of the same port takes requests for its hostname.',
  why: 'Requests for the hostname never come to the route: listeners are isolated from each other, and there is no fall-through.',
  how: 'Attach the route to the listener that has the hostname, or to the Gateway as a whole.',
  beside: `${EXAMPLE_SHOP}---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: iso}
spec:
  gatewayClassName: acme
  listeners:
  - {name: any, port: 80, protocol: HTTP, hostname: "*.example.com"}
  - {name: own, port: 80, protocol: HTTP, hostname: a.example.com}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: b}
spec:
  parentRefs: [{name: iso}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a}
spec:
  parentRefs: [{name: iso, sectionName: any}]
  hostnames: [a.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a}
spec:
  parentRefs: [{name: iso, sectionName: own}]
  hostnames: [a.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
});
