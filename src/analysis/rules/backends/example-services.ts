/** Service cart, with a field of its spec, an endpoint that is ready or not, and a route to it. */
export function cartWith(field: string, ready: 'true' | 'false'): string {
  return `
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {${field}, ports: [{name: http, port: 8080}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: cart-1, labels: {kubernetes.io/service-name: cart}}
addressType: IPv4
ports: [{name: http, port: 8080}]
endpoints: [{addresses: [10.0.0.1], conditions: {ready: ${ready}}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  hostnames: [cart.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`;
}
