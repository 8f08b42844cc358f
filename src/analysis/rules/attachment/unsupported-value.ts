import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const unsupportedValue = symptomRule({
  code: 'GW3003',
  name: 'unsupported-value',
  severity: 'error',
  what: 'A controller refuses a route for a value that it does not know.',
  why: 'The route, or the rule, is not applied (`UnsupportedValue`).',
  how: 'See in the message which value is meant, and what the implementation supports.',
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
    - {type: Accepted, status: "False", reason: UnsupportedValue, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: "method TRACE is not supported"}
    - {type: ResolvedRefs, status: "True", reason: ResolvedRefs, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
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
