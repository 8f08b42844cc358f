import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const targetNotAllowed = symptomRule({
  code: 'GW5002',
  name: 'target-not-allowed',
  severity: 'error',
  what: 'A policy targets an object that policies of its kind cannot act on: the wrong kind, or another namespace.',
  why: 'The policy acts on nothing there.',
  how: 'Target an object that the kind can act on.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: web}]
  validation: {hostname: cart.example.com, wellKnownCACertificates: System}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  validation: {hostname: cart.example.com, wellKnownCACertificates: System}
`,
});
