import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const notReported = symptomRule({
  code: 'GW6007',
  name: 'not-reported',
  severity: 'warning',
  what: 'The controller that the parent or target belongs to has reported nothing about the object.',
  why: 'Nobody says whether it works. The controller may not be running, may ignore objects without its label, or may not know the kind.',
  how: 'See whether the controller runs, and whether it watches the kind and namespace.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, uid: 3f0c, generation: 2}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
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
