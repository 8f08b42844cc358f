import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const listenerTaken = symptomRule({
  code: 'GW3019',
  name: 'listener-taken',
  severity: 'warning',
  what: 'Another TCPRoute or UDPRoute has all the traffic of the listener.',
  why: 'Such a listener has one route: nothing tells connections apart. The older route gets all of them.',
  how: 'Give each route a listener of its own.',
  beside: `${EXAMPLE_SHOP}---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: tcp}
spec:
  gatewayClassName: acme
  listeners: [{name: tcp, port: 5432, protocol: TCP}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata: {name: first, creationTimestamp: "2026-01-01T00:00:00Z"}
spec:
  parentRefs: [{name: tcp}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata: {name: second, creationTimestamp: "2026-02-01T00:00:00Z"}
spec:
  parentRefs: [{name: tcp}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata: {name: first, creationTimestamp: "2026-01-01T00:00:00Z"}
spec:
  parentRefs: [{name: tcp}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
});
