import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const addressNotAssigned = symptomRule({
  code: 'GW6003',
  name: 'address-not-assigned',
  severity: 'error',
  what: 'A Gateway has no address, or not the one that it asks for.',
  why: 'Nobody can reach it. Mostly the Service that was made for it waits for a load balancer.',
  how: 'See the Service of the Gateway; without a load balancer in the cluster its type must be another.',
  beside: `${EXAMPLE_SHOP}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: s}
spec:
  parentRefs: [{name: served}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: served, uid: 3f0c, generation: 2}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP}]
status:
  conditions:
  - {type: Accepted, status: "True", reason: Accepted, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
  - {type: Programmed, status: "False", reason: AddressNotAssigned, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: "no address yet"}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: served, uid: 3f0c, generation: 2}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP}]
status:
  conditions:
  - {type: Accepted, status: "True", reason: Accepted, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
  - {type: Programmed, status: "True", reason: Programmed, observedGeneration: 2, lastTransitionTime: "2026-11-01T00:00:00Z", message: ""}
`,
});
