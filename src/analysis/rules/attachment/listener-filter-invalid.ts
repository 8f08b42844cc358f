import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const listenerFilterInvalid = symptomRule({
  code: 'GW3012',
  name: 'listener-filter-invalid',
  severity: 'error',
  what: 'A controller refuses the filters of a listener, or their order.',
  why: 'The listener does not serve (`InvalidListenerFilter`, `InvalidListenerFilterOrder`).',
  how: 'See in the message which filter is meant.',
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
  - {type: Accepted, status: "True", reason: Accepted, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
  - {type: Programmed, status: "True", reason: Programmed, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
  listeners:
  - name: http
    attachedRoutes: 1
    supportedKinds: [{group: gateway.networking.k8s.io, kind: HTTPRoute}, {group: gateway.networking.k8s.io, kind: GRPCRoute}]
    conditions:
    - {type: Accepted, status: "False", reason: InvalidListenerFilterOrder, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
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
  listeners:
  - name: http
    attachedRoutes: 1
    supportedKinds: [{group: gateway.networking.k8s.io, kind: HTTPRoute}, {group: gateway.networking.k8s.io, kind: GRPCRoute}]
    conditions:
    - {type: Accepted, status: "True", reason: Accepted, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
`,
});
