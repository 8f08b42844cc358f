import { EXAMPLE_SERVICE } from '../examples.ts';

/** A class of a controller that is known, and Gateway web of it with a listener for HTTP. */
export function gatewayOf(controllerName: string, port = 80): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: known}
spec: {controllerName: ${controllerName}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: known
  listeners: [{name: http, port: ${port}, protocol: HTTP}]
---${EXAMPLE_SERVICE}---
apiVersion: v1
kind: Service
metadata: {name: other}
spec: {ports: [{port: 80}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: other-1, labels: {kubernetes.io/service-name: other}}
addressType: IPv4
ports: [{port: 80}]
endpoints: [{addresses: [10.0.0.2], conditions: {ready: true}}]
`;
}

/** An HTTPRoute of that Gateway. */
export function routeOf(name: string, rules: string, hostnames = ''): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}}
spec:
  parentRefs: [{name: web}]
${
  hostnames === ''
    ? ''
    : `  hostnames: [${hostnames}]
`
}  rules:
${rules}
`;
}

/** Where the rules of examples lead. */
export const TO_CART = 'backendRefs: [{name: cart, port: 8080}]';
export const TO_OTHER = 'backendRefs: [{name: other, port: 80}]';
