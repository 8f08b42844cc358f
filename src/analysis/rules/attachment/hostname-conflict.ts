import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const hostnameConflict = symptomRule({
  code: 'GW3013',
  name: 'hostname-conflict',
  severity: 'error',
  what: 'Two listeners of one port and protocol have the same hostname, or both have none.',
  why: 'Both, or the later one, are refused (`HostnameConflict`): what attaches there gets no traffic.',
  how: 'Give each its own hostname or port.',
  beside: `${EXAMPLE_SHOP}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: t}
spec:
  parentRefs: [{name: twice}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: twice}
spec:
  gatewayClassName: acme
  listeners:
  - {name: one, port: 80, protocol: HTTP, hostname: a.example.com}
  - {name: two, port: 80, protocol: HTTP, hostname: a.example.com}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: twice}
spec:
  gatewayClassName: acme
  listeners:
  - {name: one, port: 80, protocol: HTTP, hostname: a.example.com}
  - {name: two, port: 80, protocol: HTTP, hostname: b.example.com}
`,
  also: ['GW7001'],
});
