import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const referencesNotResolved = symptomRule({
  code: 'GW6005',
  name: 'references-not-resolved',
  severity: 'error',
  what: 'A controller cannot resolve references of an object for a reason of its own.',
  why: 'The part of the traffic that depends on the reference fails.',
  how: 'See the message of the controller.',
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
    - {type: ResolvedRefs, status: "False", reason: Quota, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: "too many backends"}
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
