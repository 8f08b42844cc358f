import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const wrongGroup = symptomRule({
  code: 'GW1007',
  name: 'wrong-group',
  severity: 'error',
  what: 'A reference names a kind in an API group that has no such kind.',
  why: 'Nothing is found by it, although the object that is meant exists.',
  how: 'Write the group of the kind: the empty one for Service, Secret and ConfigMap.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{group: apps, kind: Service, name: cart, port: 8080}]}]
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
