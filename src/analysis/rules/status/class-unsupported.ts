import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const classUnsupported = symptomRule({
  code: 'GW6011',
  name: 'class-unsupported',
  severity: 'error',
  what: 'A controller refuses a GatewayClass: it serves one class only, or not the installed version of the Gateway API.',
  why: 'Gateways of the class are not served (`Unsupported`, `UnsupportedVersion`).',
  how: 'Install a version of the CRDs that the controller supports, or use the class that it serves.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: old, uid: 5b, generation: 1}
spec:
  controllerName: acme.example/gateway-controller
status:
  conditions:
  - {type: Accepted, status: "False", reason: UnsupportedVersion, observedGeneration: 1, lastTransitionTime: "2026-11-01T00:00:00Z", message: "Gateway API v0.8 is not supported"}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: old, uid: 5b, generation: 1}
spec:
  controllerName: acme.example/gateway-controller
status:
  conditions:
  - {type: Accepted, status: "True", reason: Accepted, observedGeneration: 1, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
`,
});
