import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const protocolConflict = symptomRule({
  code: 'GW3014',
  name: 'protocol-conflict',
  severity: 'error',
  what: 'Two listeners of one port have protocols that cannot share it.',
  why: 'Both, or the later one, are refused (`ProtocolConflict`): what attaches there gets no traffic.',
  how: 'Give each its own port. HTTPS and TLS may share one, since clients say the hostname when they connect.',
  beside: `${EXAMPLE_SHOP}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: one}
spec:
  parentRefs: [{name: mixed, sectionName: one}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata: {name: two}
spec:
  parentRefs: [{name: mixed, sectionName: two}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: mixed}
spec:
  gatewayClassName: acme
  listeners:
  - {name: one, port: 80, protocol: HTTP}
  - {name: two, port: 80, protocol: TCP}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: mixed}
spec:
  gatewayClassName: acme
  listeners:
  - {name: one, port: 80, protocol: HTTP}
  - {name: two, port: 81, protocol: TCP}
`,
});
