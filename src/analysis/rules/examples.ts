/** What stands beside the examples of many rules: a class, and Gateway web with a listener for HTTP. */
export const EXAMPLE_GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: acme}
spec: {controllerName: acme.example/gateway-controller}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP}]
`;

/** Service cart with port 8080 and an endpoint. */
export const EXAMPLE_SERVICE = `
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: [{name: http, port: 8080}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: cart-1, labels: {kubernetes.io/service-name: cart}}
addressType: IPv4
ports: [{name: http, port: 8080}]
endpoints: [{addresses: [10.0.0.1], conditions: {ready: true}}]
`;

/** Both, and an HTTPRoute that leads the one to the other. */
export const EXAMPLE_SHOP = `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: home}
spec:
  parentRefs: [{name: web}]
  hostnames: [home.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`;
