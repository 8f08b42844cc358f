/**
 * One object of every type that has a page, and of kinds that gwctl does not know: references lead somewhere, and each
 * status was written before the last change of its spec.
 */
const ANCESTOR = `{ancestorRef: {kind: Gateway, name: web}, controllerName: acme.io/gateway, conditions: [{type: Accepted, status: "True", reason: Accepted, observedGeneration: 2}]}`;
const STALE_PARENT = `{parentRef: {name: web}, controllerName: acme.io/gateway, conditions: [{type: Accepted, status: "True", reason: Accepted, observedGeneration: 2}, {type: ResolvedRefs, status: "True", reason: ResolvedRefs, observedGeneration: 2}]}`;
const CONDITIONS = `conditions: [{type: Accepted, status: "True", reason: Accepted, observedGeneration: 2}, {type: Programmed, status: "True", reason: Programmed, observedGeneration: 2}]`;
const META = 'namespace: shop, generation: 3, creationTimestamp: "2026-11-24T12:00:00Z"';
const GATEWAY_API = 'gateway.networking.k8s.io';

/** A route of a kind, to one backend. */
function route(kind: string, name: string, listener: string, backend: string): string {
  return `{apiVersion: ${GATEWAY_API}/v1, kind: ${kind}, metadata: {name: ${name}, ${META}}, spec: {parentRefs: [{name: web, sectionName: ${listener}}], rules: [{backendRefs: [${backend}]}]}, status: {parents: [${STALE_PARENT.replace('name: web', `name: web, sectionName: ${listener}`)}]}}`;
}

export const EVERY_KIND = [
  `{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {team: shop}}, status: {phase: Active}}`,
  `{apiVersion: ${GATEWAY_API}/v1, kind: GatewayClass, metadata: {name: acme, generation: 3}, spec: {controllerName: acme.io/gateway, parametersRef: {group: "", kind: ConfigMap, name: proxy, namespace: shop}}, status: {conditions: [{type: Accepted, status: "True", reason: Accepted, observedGeneration: 2}], supportedFeatures: [{name: Gateway}, {name: HTTPRoute}]}}`,
  `
apiVersion: ${GATEWAY_API}/v1
kind: Gateway
metadata: {name: web, ${META}}
spec:
  gatewayClassName: acme
  allowedListeners: {namespaces: {from: Selector, selector: {matchLabels: {team: shop}}}}
  infrastructure: {parametersRef: {group: "", kind: ConfigMap, name: proxy}}
  tls:
    backend: {clientCertificateRef: {name: client}}
    frontend: {default: {validation: {caCertificateRefs: [{group: "", kind: ConfigMap, name: ca}]}}}
  listeners:
  - {name: http, port: 80, protocol: HTTP}
  - {name: https, port: 443, protocol: HTTPS, hostname: shop.example.com, tls: {certificateRefs: [{name: cert}, {name: cert, namespace: bank}]}, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: shop}}}}}
  - {name: tls, port: 8443, protocol: TLS, tls: {mode: Passthrough}}
  - {name: tcp, port: 5432, protocol: TCP}
  - {name: udp, port: 53, protocol: UDP}
status:
  addresses: [{type: IPAddress, value: 203.0.113.10}]
  ${CONDITIONS}
  listeners: [{name: http, attachedRoutes: 1, supportedKinds: [], ${CONDITIONS}}]`,
  `{apiVersion: ${GATEWAY_API}/v1, kind: ListenerSet, metadata: {name: extra, ${META}}, spec: {parentRef: {name: web}, listeners: [{name: more, port: 9443, protocol: HTTPS, tls: {certificateRefs: [{name: cert}]}}]}, status: {${CONDITIONS}, listeners: [{name: more, attachedRoutes: 0, supportedKinds: [], ${CONDITIONS}}]}}`,
  `{apiVersion: gateway.networking.x-k8s.io/v1alpha1, kind: XListenerSet, metadata: {name: former, ${META}}, spec: {parentRef: {name: web}, listeners: [{name: former, port: 9080, protocol: HTTP}]}, status: {${CONDITIONS}}}`,
  `
apiVersion: ${GATEWAY_API}/v1
kind: HTTPRoute
metadata: {name: cart, ${META}}
spec:
  hostnames: [shop.example.com]
  parentRefs: [{name: web, sectionName: https}]
  rules:
  - filters: [{type: ExtensionRef, extensionRef: {group: acme.io, kind: Config, name: settings}}]
    backendRefs: [{name: cart, port: 80}, {name: vault, namespace: bank, port: 80}, {group: gateway.networking.x-k8s.io, kind: XBackend, name: partner}, {group: multicluster.x-k8s.io, kind: ServiceImport, name: far, port: 80}]
status: {parents: [${STALE_PARENT.replace('name: web', 'name: web, sectionName: https')}]}`,
  route('GRPCRoute', 'stock', 'http', '{name: cart, port: 80}'),
  route('TLSRoute', 'vault', 'tls', '{name: vault, namespace: bank, port: 80}'),
  route('TCPRoute', 'db', 'tcp', '{name: cart, port: 80}'),
  route('UDPRoute', 'dns', 'udp', '{name: cart, port: 80}'),
  `{apiVersion: ${GATEWAY_API}/v1, kind: ReferenceGrant, metadata: {name: shop, namespace: bank}, spec: {from: [{group: ${GATEWAY_API}, kind: HTTPRoute, namespace: shop}, {group: ${GATEWAY_API}, kind: TLSRoute, namespace: shop}], to: [{group: "", kind: Service}]}}`,
  `{apiVersion: ${GATEWAY_API}/v1, kind: BackendTLSPolicy, metadata: {name: cart, ${META}}, spec: {targetRefs: [{group: "", kind: Service, name: cart}], validation: {hostname: cart.internal, caCertificateRefs: [{group: "", kind: ConfigMap, name: ca}]}}, status: {ancestors: [${ANCESTOR}]}}`,
  `{apiVersion: gateway.networking.x-k8s.io/v1alpha1, kind: XBackendTrafficPolicy, metadata: {name: retries, ${META}}, spec: {targetRefs: [{group: "", kind: Service, name: cart}], retryConstraint: {budget: {percent: 20}}}, status: {ancestors: [${ANCESTOR}]}}`,
  `{apiVersion: gateway.networking.x-k8s.io/v1alpha1, kind: XTelemetryPolicy, metadata: {name: traces, ${META}}, spec: {targetRefs: [{group: ${GATEWAY_API}, kind: Gateway, name: web}], tracing: {mode: Enabled, provider: {backendRef: {name: cart, port: 80}}}}, status: {ancestors: [${ANCESTOR}]}}`,
  `{apiVersion: ${GATEWAY_API}/v1alpha2, kind: BackendLBPolicy, metadata: {name: sticky, ${META}}, spec: {targetRefs: [{group: "", kind: Service, name: cart}], sessionPersistence: {sessionName: shop}}, status: {ancestors: [${ANCESTOR}]}}`,
  `{apiVersion: gateway.networking.x-k8s.io/v1alpha1, kind: XBackend, metadata: {name: partner, ${META}}, spec: {type: ExternalHostname, externalHostname: {hostname: api.partner.example}, port: {number: 443}, protocol: HTTP2, tls: {mode: ClientAndServer, clientCertificateRef: {name: client}}}, status: {ancestors: [${ANCESTOR}]}}`,
  `{apiVersion: gateway.networking.x-k8s.io/v1alpha1, kind: XMesh, metadata: {name: mesh, generation: 3}, spec: {controllerName: acme.io/mesh, parametersRef: {group: "", kind: ConfigMap, name: proxy, namespace: shop}}, status: {conditions: [{type: Accepted, status: "True", reason: Accepted, observedGeneration: 2}]}}`,
  `{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop}, spec: {clusterIP: 10.0.0.7, selector: {app: cart}, ports: [{name: http, port: 80, targetPort: web}]}}`,
  `{apiVersion: v1, kind: Service, metadata: {name: vault, namespace: bank}, spec: {ports: [{port: 80}]}}`,
  `{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: cart-1, namespace: shop, labels: {kubernetes.io/service-name: cart}}, addressType: IPv4, ports: [{name: http, port: 8080}], endpoints: [{addresses: [10.1.0.1], conditions: {ready: true}}, {addresses: [10.1.0.2], conditions: {ready: false}}]}`,
  `{apiVersion: multicluster.x-k8s.io/v1alpha1, kind: ServiceImport, metadata: {name: far, namespace: shop}, spec: {ports: [{port: 80}]}}`,
  `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: limitpolicies.acme.io, labels: {${GATEWAY_API}/policy: Inherited}}
spec:
  group: acme.io
  scope: Namespaced
  names: {kind: LimitPolicy, plural: limitpolicies, singular: limitpolicy}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]`,
  `{apiVersion: acme.io/v1, kind: LimitPolicy, metadata: {name: limits, ${META}}, spec: {targetRef: {group: ${GATEWAY_API}, kind: Gateway, name: web}, defaults: {rate: 5}}, status: {ancestors: [${ANCESTOR}]}}`,
  `{apiVersion: acme.io/v1, kind: Config, metadata: {name: settings, ${META}}, spec: {replicas: 2}, status: {${CONDITIONS}}}`,
  ...['proxy', 'ca'].map(
    (name) =>
      `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}, namespace: shop}, data: {ca.crt: "-----BEGIN CERTIFICATE-----"}}`,
  ),
  ...['cert', 'client'].map(
    (name) =>
      `{apiVersion: v1, kind: Secret, metadata: {name: ${name}, namespace: shop}, type: kubernetes.io/tls, data: {tls.crt: "", tls.key: ""}}`,
  ),
].join('\n---\n');
