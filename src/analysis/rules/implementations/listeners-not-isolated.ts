import { TO_CART, TO_OTHER, gatewayOf } from './examples.ts';
import { departureRule } from './departure-rule.ts';

export const listenersNotIsolated = departureRule({
  code: 'GW9004',
  name: 'listeners-not-isolated',
  severity: 'warning',
  codes: ['listenersNotIsolated', 'portsShareRoutes', 'misdirectedServed', 'misdirectedNotFound'],
  what: 'This controller does not keep the routes of listeners apart: a request is answered by a route of another listener, or of another port.',
  why: 'What is attached to one listener only, to be internal or to redirect, may answer elsewhere too.',
  how: 'Give routes that must be kept apart a hostname or a Gateway of their own.',
  beside: `${gatewayOf('konghq.com/gateway-operator')}---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: two}
spec:
  gatewayClassName: known
  listeners:
  - {name: any, port: 80, protocol: HTTP}
  - {name: shop, port: 80, protocol: HTTP, hostname: shop.example.com}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec:
  parentRefs: [{name: two, sectionName: shop}]
  rules: [{matches: [{path: {value: /cart}}], ${TO_CART}}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: any}
spec:
  parentRefs: [{name: two, sectionName: any}]
  rules: [{matches: [{path: {value: /items}}], ${TO_OTHER}}]
`,
  good: '',
});
