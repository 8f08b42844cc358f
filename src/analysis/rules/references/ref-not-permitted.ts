import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const refNotPermitted = symptomRule({
  code: 'GW1005',
  name: 'ref-not-permitted',
  severity: 'error',
  what: 'A reference leads into another namespace, and no ReferenceGrant there permits it.',
  why: 'What the reference is for fails: requests to the backend are answered with status 500, a listener without its certificate does not serve (`RefNotPermitted`).',
  how: 'Create a ReferenceGrant in the namespace that is referred to, with the kind and namespace of the referrer in `from` and the kind of the object in `to`.',
  beside: `${EXAMPLE_SHOP}---
apiVersion: v1
kind: Service
metadata: {name: stock, namespace: pay}
spec:
  ports: [{port: 8080}]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: stock-1, namespace: pay, labels: {kubernetes.io/service-name: stock}}
addressType: IPv4
endpoints: [{addresses: [10.0.0.2], conditions: {ready: true}}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: stock, namespace: pay, port: 8080}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: stock, namespace: pay, port: 8080}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: from-shop, namespace: pay}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}]
  to: [{group: '', kind: Service}]
`,
});
