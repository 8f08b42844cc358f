import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const parentMissing = symptomRule({
  code: 'GW1003',
  name: 'parent-missing',
  severity: 'error',
  what: 'A route or ListenerSet names a parent that does not exist.',
  why: 'No controller looks at the object: it gets no traffic, and nobody writes a status that would say so.',
  how: 'Correct `parentRefs[].name` and `.namespace`: without a namespace the parent is looked for beside the route.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: wbe}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
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
