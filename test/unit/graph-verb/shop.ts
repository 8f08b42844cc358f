/** A shop: two namespaces, a Gateway with ListenerSets, routes that attach, half attach and do not, a mesh, policies. */
export const SHOP = `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: acme}
spec: {controllerName: acme.io/gateway-controller}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: shop}}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop-eu}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop, generation: 1}
spec:
  gatewayClassName: acme
  allowedListeners: {namespaces: {from: Same}}
  listeners:
  - {name: http, port: 80, protocol: HTTP}
  - name: https
    port: 443
    protocol: HTTPS
    hostname: shop.example.com
    tls: {certificateRefs: [{name: web-tls}]}
  - name: admin
    port: 8443
    protocol: HTTPS
    tls: {certificateRefs: [{name: nope-tls}]}
status:
  addresses: [{value: 203.0.113.10}]
  conditions: [{type: Programmed, status: "True", reason: Programmed, message: "", observedGeneration: 1}]
---
apiVersion: v1
kind: Secret
metadata: {name: web-tls, namespace: shop}
type: kubernetes.io/tls
data: {tls.crt: "", tls.key: ""}
---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: team, namespace: shop}
spec:
  parentRef: {name: web}
  listeners: [{name: extra, port: 9000, protocol: HTTP}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: eu, namespace: shop-eu}
spec:
  parentRef: {name: web, namespace: shop}
  listeners: [{name: extra, port: 9001, protocol: HTTP}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: redirect, namespace: shop}
spec:
  parentRefs: [{name: web, sectionName: http}]
  rules: [{filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop}
spec:
  hostnames: [shop.example.com]
  parentRefs: [{name: web, sectionName: https},{name: team, kind: ListenerSet}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: checkout, namespace: shop}
spec:
  parentRefs: [{name: web, sectionName: https}]
  rules:
  - backendRefs: [{name: pay, port: 8080, weight: 90},{name: pay-next, port: 8080, weight: 10}]
  - backendRefs: [{name: refunds, port: 8080}]
    filters: [{type: RequestMirror, requestMirror: {backendRef: {name: cart, port: 8080}}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop-eu}
spec:
  parentRefs: [{name: web, namespace: shop, sectionName: https}]
  rules: [{backendRefs: [{name: cart, port: 8080, namespace: shop}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: legacy, namespace: shop}
spec:
  parentRefs: [{name: webb}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: mesh, namespace: shop}
spec:
  parentRefs: [{name: cart, kind: Service, group: "", port: 8080}]
  rules: [{backendRefs: [{name: pay, port: 8080}]}]
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {ports: [{port: 8080, name: http}]}
---
apiVersion: v1
kind: Service
metadata: {name: pay, namespace: shop}
spec: {ports: [{port: 8080, name: http}]}
---
apiVersion: v1
kind: Service
metadata: {name: pay-next, namespace: shop}
spec: {ports: [{port: 8080, name: http}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: pay-ca, namespace: shop}
data: {ca.crt: "x"}
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: pay, namespace: shop}
spec:
  targetRefs: [{group: "", kind: Service, name: pay}]
  validation: {hostname: pay.example.com, caCertificateRefs: [{group: "", kind: ConfigMap, name: pay-ca}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: lost, namespace: shop}
spec:
  targetRefs: [{group: "", kind: Service, name: payy}]
  validation: {hostname: pay.example.com, caCertificateRefs: [{group: "", kind: ConfigMap, name: pay-ca}]}
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: from-shop, namespace: shop-eu}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}]
  to: [{group: "", kind: Service, name: search}]
---
apiVersion: v1
kind: Service
metadata: {name: search, namespace: shop-eu}
spec: {ports: [{port: 80, name: http}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: search, namespace: shop}
spec:
  parentRefs: [{name: web, sectionName: http}]
  rules: [{backendRefs: [{name: search, namespace: shop-eu, port: 80}]}]
`;
