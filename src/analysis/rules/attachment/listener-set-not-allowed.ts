import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const listenerSetNotAllowed = symptomRule({
  code: 'GW3006',
  name: 'listener-set-not-allowed',
  severity: 'error',
  what: 'A Gateway does not admit the ListenerSet: `spec.allowedListeners` leaves out its namespace. Without it no ListenerSet is admitted.',
  why: 'The listeners of the set do not exist for the Gateway, and routes that name the set get nothing (`NotAllowed`).',
  how: 'Set `allowedListeners.namespaces.from` of the Gateway.',
  beside: `${EXAMPLE_SHOP}---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: open}
spec:
  gatewayClassName: acme
  allowedListeners: {namespaces: {from: Same}}
  listeners: [{name: http, port: 80, protocol: HTTP}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: o}
spec:
  parentRefs: [{name: open}, {kind: ListenerSet, name: calm}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: calm}
spec:
  parentRef: {name: open}
  listeners: [{name: calm, port: 8081, protocol: HTTP}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: more}
spec:
  parentRef: {name: web}
  listeners: [{name: extra, port: 8443, protocol: HTTP}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: more}
spec:
  parentRef: {name: open}
  listeners: [{name: extra, port: 8444, protocol: HTTP}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: m}
spec:
  parentRefs: [{kind: ListenerSet, name: more}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
});
