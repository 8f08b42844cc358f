import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const targetMissing = symptomRule({
  code: 'GW5001',
  name: 'target-missing',
  severity: 'error',
  what: 'A policy targets an object, or a section of one, that does not exist.',
  why: 'The policy acts on nothing (`TargetNotFound`): what it should protect or set up goes without.',
  how: "Correct `targetRefs[]`: name, kind and section; a target stands in the policy's own namespace unless its kind says otherwise.",
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: '', kind: Service, name: card}]
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
