/** One object of every kind that has a view, in the shapes of v1.7 unless said otherwise, with a few honest mistakes. */
export const SHOP = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: shop}}
status: {phase: Active}
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: acme, generation: 2, uid: c1, creationTimestamp: "2026-11-20T12:00:00Z"}
spec:
  controllerName: acme.io/gateway-controller
  description: Fast gateways
  parametersRef: {group: acme.io, kind: Config, name: settings, namespace: shop}
status:
  conditions: [{type: Accepted, status: "True", reason: Accepted, observedGeneration: 1, lastTransitionTime: "2026-11-20T12:00:00Z"}]
  supportedFeatures: [{name: Gateway}, {name: HTTPRoute}, {name: HTTPRouteRetry}, {name: MeshClusterIPMatching}, {name: ReferenceGrant}, {name: HTTPRouteCORS}, {name: Teleport}]
---
{apiVersion: acme.io/v1, kind: Config, metadata: {name: settings, namespace: shop}, spec: {replicas: 2, zones: [a, b], deep: {on: true}}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec:
  gatewayClassName: acme
  addresses: [{value: 203.0.113.10, routability: Cluster}]
  allowedListeners: {namespaces: {from: Same}}
  infrastructure: {labels: {tier: edge}, parametersRef: {group: acme.io, kind: Config, name: none}}
  tls:
    backend: {clientCertificateRef: {name: client}}
    frontend:
      default: {validation: {caCertificateRefs: [{group: "", kind: ConfigMap, name: ca}]}}
      perPort: [{port: 8443, tls: {validation: {mode: AllowInsecureFallback, caCertificateRefs: [{group: "", kind: ConfigMap, name: no-ca}]}}}]
  listeners:
  - {name: http, port: 80, protocol: HTTP}
  - name: https
    port: 443
    protocol: HTTPS
    hostname: "*.example.com"
    tls: {certificateRefs: [{name: cert}]}
    allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: edge}}}, kinds: [{kind: HTTPRoute}]}
    filters: {requests: [{type: ExternalAuth, externalAuth: {protocol: HTTP, backendRef: {name: cart, port: 80}}}]}
status:
  addresses: [{type: IPAddress, value: 203.0.113.10}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: extra, namespace: shop}
spec:
  parentRef: {name: web}
  listeners: [{name: admin, port: 9000, protocol: HTTP, hostname: admin.example.com}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop}
spec:
  hostnames: [shop.example.com]
  parentRefs: [{name: web, sectionName: http}, {name: web, sectionName: https}, {kind: ListenerSet, name: extra}]
  rules:
  - name: main
    matches: [{path: {type: PathPrefix, value: /cart}, method: GET}]
    filters: [{type: ExtensionRef, extensionRef: {group: acme.io, kind: Lua, name: magic}}]
    timeouts: {request: 10s, backendRequest: 2s}
    retry: {attempts: 2, codes: [503]}
    sessionPersistence: {type: Cookie, cookie: {name: s}}
    backendRefs:
    - {name: cart, port: 80, weight: 3}
    - {name: vault, namespace: bank, port: 80, weight: 1, filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: a, value: b}]}}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata: {name: db, namespace: shop}
spec: {parentRefs: [{name: wbe}], rules: [{backendRefs: [{name: cart, port: 5432}]}]}
---
{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop}, spec: {clusterIP: 10.0.0.7, selector: {app: cart}, ports: [{name: http, port: 80, targetPort: web}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: vault, namespace: bank}, spec: {ports: [{port: 80}]}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: shop, namespace: bank}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}]
  to: [{group: "", kind: Service, name: vault}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: cart, namespace: shop}
spec:
  targetRefs: [{group: "", kind: Service, name: cart, sectionName: http}]
  validation:
    hostname: cart.internal
    caCertificateRefs: [{group: "", kind: ConfigMap, name: ca}]
    subjectAltNames: [{type: Hostname, hostname: cart.internal}]
---
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: BackendTLSPolicy
metadata: {name: old, namespace: bank}
spec:
  targetRef: {group: "", kind: Service, name: vault}
  tls: {hostname: vault.internal, wellKnownCACerts: System}
---
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XTelemetryPolicy
metadata: {name: traces, namespace: shop}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: web}]
  tracing: {mode: Enabled, provider: {backendRef: {name: cart, port: 80}, headers: [{name: authorization, value: secret-token}]}}
---
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {name: partner, namespace: shop}
spec:
  type: ExternalHostname
  externalHostname: {hostname: api.partner.com}
  port: {number: 443}
  protocol: HTTP2
  tls: {mode: ClientAndServer, clientCertificateRef: {name: client}}
---
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XMesh
metadata: {name: mesh}
spec: {controllerName: acme.io/mesh}
---
apiVersion: gateway.networking.k8s.io/v1
kind: ConformanceReport
implementation: {organization: acme, project: gateway, version: v2, url: "https://acme.io", contact: ["@acme"]}
gatewayAPIVersion: v1.7.0
gatewayAPIChannel: standard
mode: default
date: "2026-11-01T00:00:00Z"
profiles:
- name: GATEWAY-HTTP
  summary: Core tests succeeded.
  core: {result: success, statistics: {Passed: 33, Skipped: 0, Failed: 0}}
  extended: {result: partial, statistics: {Passed: 10, Skipped: 1, Failed: 0}, skippedTests: [HTTPRouteCORS], supportedFeatures: [HTTPRouteRetryCodes], unsupportedFeatures: [HTTPRouteCORS]}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: limitpolicies.acme.io, labels: {gateway.networking.k8s.io/policy: Inherited}}
spec:
  group: acme.io
  scope: Namespaced
  names: {kind: LimitPolicy, plural: limitpolicies, singular: limitpolicy, shortNames: [lp]}
  versions:
  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, x-kubernetes-preserve-unknown-fields: true}}}}}
  - {name: v1beta1, served: false, storage: false}
---
{apiVersion: acme.io/v1, kind: LimitPolicy, metadata: {name: limits, namespace: shop}, spec: {targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: web, sectionName: http}, rate: 5}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: ca, namespace: shop}, data: {ca.crt: "-----BEGIN CERTIFICATE-----"}}
---
{apiVersion: v1, kind: Secret, metadata: {name: cert, namespace: shop}, type: kubernetes.io/tls, data: {tls.crt: "", tls.key: ""}}
`;
