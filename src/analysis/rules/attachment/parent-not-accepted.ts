import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const parentNotAccepted = symptomRule({
  code: 'GW3007',
  name: 'parent-not-accepted',
  severity: 'error',
  what: 'A ListenerSet waits for a Gateway that is not accepted or not programmed.',
  why: 'Its listeners do not serve as long as the Gateway does not (`ParentNotAccepted`, `ParentNotProgrammed`).',
  how: 'See what is wrong with the Gateway: `gwctl describe gateway/NAME`.',
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
  parentRefs: [{name: open}, {kind: ListenerSet, name: more}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: more, uid: 4a, generation: 1}
spec:
  parentRef: {name: open}
  listeners: [{name: extra, port: 8081, protocol: HTTP}]
status:
  conditions:
  - {type: Accepted, status: "False", reason: ParentNotAccepted, observedGeneration: 1, lastTransitionTime: "2026-11-01T00:00:00Z", message: "the Gateway is not accepted"}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: more, uid: 4a, generation: 1}
spec:
  parentRef: {name: open}
  listeners: [{name: extra, port: 8081, protocol: HTTP}]
status:
  conditions:
  - {type: Accepted, status: "True", reason: Accepted, observedGeneration: 1, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
`,
});
