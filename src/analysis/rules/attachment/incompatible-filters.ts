import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const incompatibleFilters = symptomRule({
  code: 'GW3004',
  name: 'incompatible-filters',
  severity: 'error',
  what: 'A controller refuses a route because its filters exclude each other.',
  why: 'The route is not applied (`IncompatibleFilters`).',
  how: 'Take one of them out: a redirect answers the request itself, so that there is nothing left to rewrite.',
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
    - {type: Accepted, status: "False", reason: IncompatibleFilters, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: "a redirect and a rewrite exclude each other"}
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
