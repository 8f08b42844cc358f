import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const portUnavailable = symptomRule({
  code: 'GW3016',
  name: 'port-unavailable',
  severity: 'error',
  what: 'A controller cannot open the port of a listener.',
  why: 'The listener does not serve (`PortUnavailable`).',
  how: 'Use a port that the implementation can open, or free it.',
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
    - {type: Accepted, status: "False", reason: PortUnavailable, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
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
