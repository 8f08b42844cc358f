import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const backendKind = symptomRule({
  code: 'GW2002',
  name: 'backend-kind',
  severity: 'error',
  what: 'A backendRef names a kind that nothing can be sent to.',
  why: 'The share of requests that the backend should get is answered with status 500 (`InvalidKind`).',
  how: 'Refer to a Service, or to a kind of backend that the implementation brings.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{group: acme.example, kind: Widget, name: cart, port: 8080}]}]
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
