import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const listenersNotValid = symptomRule({
  code: 'GW3008',
  name: 'listeners-not-valid',
  severity: 'error',
  what: 'A controller calls listeners of a Gateway or ListenerSet invalid or unresolved, and the rules of the specification find nothing wrong with them.',
  why: 'What attaches to these listeners gets no traffic (`ListenersNotValid`, `ListenersNotResolved`).',
  how: 'See what the controller says of each listener: `gwctl describe gateway/NAME`.',
  beside: `${EXAMPLE_SHOP}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: s}
spec:
  parentRefs: [{name: served}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: served, uid: 3f0c, generation: 2}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP}]
status:
  conditions:
  - {type: Accepted, status: "False", reason: ListenersNotValid, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
  - {type: Programmed, status: "True", reason: Programmed, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: served, uid: 3f0c, generation: 2}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP}]
status:
  conditions:
  - {type: Accepted, status: "True", reason: Accepted, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
  - {type: Programmed, status: "True", reason: Programmed, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
`,
});
