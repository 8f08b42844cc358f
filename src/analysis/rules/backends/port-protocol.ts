import { symptomRule } from '../symptom-rule.ts';

export const portProtocol = symptomRule({
  code: 'GW2005',
  name: 'port-protocol',
  severity: 'warning',
  what: 'A route sends TCP to a port that its Service has for UDP only, or the other way round.',
  why: 'Connections to the backend are refused, or the controller refuses the reference.',
  how: 'Name a port of the right protocol, or add it to the Service.',
  beside: `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: acme}
spec: {controllerName: acme.example/gateway-controller}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: tcp}
spec:
  gatewayClassName: acme
  listeners: [{name: tcp, port: 5353, protocol: TCP}]
---
apiVersion: v1
kind: Service
metadata: {name: dns}
spec:
  ports: [{name: udp, port: 53, protocol: UDP}, {name: tcp, port: 54, protocol: TCP}]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: dns-1, labels: {kubernetes.io/service-name: dns}}
addressType: IPv4
endpoints: [{addresses: [10.0.0.3], conditions: {ready: true}}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata: {name: dns}
spec:
  parentRefs: [{name: tcp}]
  rules: [{backendRefs: [{name: dns, port: 53}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata: {name: dns}
spec:
  parentRefs: [{name: tcp}]
  rules: [{backendRefs: [{name: dns, port: 54}]}]
`,
});
