import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const policyConflicted = symptomRule({
  code: 'GW5003',
  name: 'policy-conflicted',
  severity: 'error',
  what: 'Two policies of a kind that does not merge act on the same target.',
  why: 'The older one is established; this one has no effect (`Conflicted`).',
  how: 'Put both into one policy, or target different objects or sections.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: first, creationTimestamp: "2026-01-01T00:00:00Z"}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  validation: {hostname: cart.example.com, wellKnownCACertificates: System}
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: second, creationTimestamp: "2026-02-01T00:00:00Z"}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  validation: {hostname: cart.example.com, wellKnownCACertificates: System}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: first, creationTimestamp: "2026-01-01T00:00:00Z"}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  validation: {hostname: cart.example.com, wellKnownCACertificates: System}
`,
});
