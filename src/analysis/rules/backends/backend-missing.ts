import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const backendMissing = symptomRule({
  code: 'GW2001',
  name: 'backend-missing',
  severity: 'error',
  what: 'A rule, mirror, authorization or collector refers to a backend that does not exist.',
  why: 'The share of requests that the backend should get is answered with status 500 (`BackendNotFound`).',
  how: 'Create the Service, or correct the name and namespace.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: card, port: 8080}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
});
