import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const unsupportedProtocol = symptomRule({
  code: 'GW3010',
  name: 'unsupported-protocol',
  severity: 'error',
  what: 'A listener has a protocol that is none of the Gateway API.',
  why: 'The listener does not serve (`UnsupportedProtocol`). A protocol of an implementation has a domain in front: `example.com/foo`.',
  how: 'Write HTTP, HTTPS, TLS, TCP or UDP.',
  beside: `${EXAMPLE_SHOP}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: o}
spec:
  parentRefs: [{name: odd}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: odd}
spec:
  gatewayClassName: acme
  listeners:
  - {name: http, port: 80, protocol: HTTP}
  - {name: sctp, port: 90, protocol: SCTP}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: odd}
spec:
  gatewayClassName: acme
  listeners:
  - {name: http, port: 80, protocol: HTTP}
  - {name: sctp, port: 90, protocol: HTTP}
`,
});
