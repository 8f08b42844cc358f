import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const noMatchingParent = symptomRule({
  code: 'GW1004',
  name: 'no-matching-parent',
  severity: 'error',
  what: 'The parent is there, but has no listener (in a mesh: no port) of the name or port that the parentRef asks for.',
  why: 'The route does not attach (`NoMatchingParent`), and gets no traffic there.',
  how: 'Name a listener that the parent has, or leave `sectionName` and `port` out to attach to all that take the route.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web, sectionName: https}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web, sectionName: http}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
});
