import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const extensionMissing = symptomRule({
  code: 'GW1006',
  name: 'extension-missing',
  severity: 'error',
  what: 'A filter refers to an object of the implementation that does not exist.',
  why: 'A filter that cannot be applied must not be skipped: requests of the rule are answered with status 500.',
  how: 'Create the object, or correct `extensionRef`.',
  beside: `${EXAMPLE_SHOP}---
apiVersion: acme.example/v1
kind: Limit
metadata: {name: small}
spec:
  rate: 5
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - filters: [{type: ExtensionRef, extensionRef: {group: acme.example, kind: Limit, name: smal}}]
    backendRefs: [{name: cart, port: 8080}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - filters: [{type: ExtensionRef, extensionRef: {group: acme.example, kind: Limit, name: small}}]
    backendRefs: [{name: cart, port: 8080}]
`,
});
