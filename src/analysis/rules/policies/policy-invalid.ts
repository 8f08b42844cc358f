import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const policyInvalid = symptomRule({
  code: 'GW5004',
  name: 'policy-invalid',
  severity: 'error',
  what: 'A policy is accepted nowhere because of what is written in it.',
  why: 'It has no effect, or connections fail where it acts (`Invalid`).',
  how: 'See in the message which field is meant.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: cart, uid: 3f0c, generation: 2}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  validation: {hostname: cart.example.com, wellKnownCACertificates: System}
status:
  ancestors:
  - ancestorRef: {group: gateway.networking.k8s.io, kind: Gateway, name: web}
    controllerName: acme.example/gateway-controller
    conditions:
    - {type: Accepted, status: "False", reason: Invalid, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: "the hostname is not allowed here"}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: cart, uid: 3f0c, generation: 2}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  validation: {hostname: cart.example.com, wellKnownCACertificates: System}
status:
  ancestors:
  - ancestorRef: {group: gateway.networking.k8s.io, kind: Gateway, name: web}
    controllerName: acme.example/gateway-controller
    conditions:
    - {type: Accepted, status: "True", reason: Accepted, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
`,
});
