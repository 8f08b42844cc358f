import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const backendPortNotNamed = symptomRule({
  code: 'GW2004',
  name: 'backend-port-not-named',
  severity: 'error',
  what: 'A reference to a Service names no port.',
  why: 'The port is required for Services: an API server refuses the route, and of one that older rules let in the share of requests is answered with status 500.',
  how: 'Add `port`.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  also: ['GW7001'],
});
