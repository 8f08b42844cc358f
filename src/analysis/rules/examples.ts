/** GatewayClass acme. */
export const EXAMPLE_CLASS = `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: acme}
spec: {controllerName: acme.example/gateway-controller}
`;

/** What stands beside the examples of many rules: a class, and Gateway web with a listener for HTTP. */
export const EXAMPLE_GATEWAY = `${EXAMPLE_CLASS}---
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

/** Secret web-tls with a certificate for example.com and *.example.com that is good until 2125; its key is left out. */
export const EXAMPLE_CERTIFICATE = `
apiVersion: v1
kind: Secret
metadata: {name: web-tls}
type: kubernetes.io/tls
stringData:
  tls.key: ''
  tls.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBdjCCARygAwIBAgIBATAKBggqhkjOPQQDAjAWMRQwEgYDVQQDEwtleGFtcGxl
    LmNvbTAgFw0yNTAxMDEwMDAwMDBaGA8yMTI1MDEwMTAwMDAwMFowFjEUMBIGA1UE
    AxMLZXhhbXBsZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQg31iRARmz
    8Kjh7pLjVJTXHsUZxiGXOJEZKitIojPBeHfICClcURUtzeHrGzCX0g2em5fKt4iW
    Pt18FwEwAYADo1kwVzAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBTxCgCdPTRU
    EWbGzobw9QpdYAnIozAlBgNVHREEHjAcggtleGFtcGxlLmNvbYINKi5leGFtcGxl
    LmNvbTAKBggqhkjOPQQDAgNIADBFAiB2/4CzOGA/tacW8Vrj0kq3nVWlnyOv7EQ7
    /2FGKgmNeAIhAO4ISPqdBsC7EkaN3JOZy3St4CN7KXCTJrvpRw4Mros9
    -----END CERTIFICATE-----
`;
