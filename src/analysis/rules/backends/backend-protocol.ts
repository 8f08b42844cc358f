import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const backendProtocol = symptomRule({
  code: 'GW2006',
  name: 'backend-protocol',
  severity: 'error',
  what: "The appProtocol of a backend's port is none that the route, or its controller, can speak.",
  why: 'The share of requests that the backend should get fails (`UnsupportedProtocol`).',
  how: "Correct `appProtocol` of the Service's port, or use a kind of route that can carry the protocol.",
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, uid: 3f0c, generation: 2}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
status:
  parents:
  - parentRef: {name: web}
    controllerName: acme.example/gateway-controller
    conditions:
    - {type: Accepted, status: "True", reason: Accepted, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
    - {type: ResolvedRefs, status: "False", reason: UnsupportedProtocol, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: "port 8080 has an appProtocol that is not supported"}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, uid: 3f0c, generation: 2}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
status:
  parents:
  - parentRef: {name: web}
    controllerName: acme.example/gateway-controller
    conditions:
    - {type: Accepted, status: "True", reason: Accepted, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
    - {type: ResolvedRefs, status: "True", reason: ResolvedRefs, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
`,
});
