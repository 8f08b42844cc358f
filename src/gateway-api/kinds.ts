import { sameGroupKind } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';
import type { ResourceType } from '../model/resource-type.ts';
import { typeOfEntry } from './type-entry.ts';
import type { TypeEntry } from './type-entry.ts';

/** The group of the Gateway API. */
export const GATEWAY_API = 'gateway.networking.k8s.io';
/** The group of the API's experiments whose kinds begin with X (`semantics.md` section 0: "X group"). */
export const GATEWAY_API_X = 'gateway.networking.x-k8s.io';

const TYPES: ResourceType[] = [];

/**
 * The kinds of the Gateway API in both groups, with every version of v1.0 to v1.7.0, the newest first (semantics.md 1.1
 * and 1.2): one record each, which is what files know of a kind without its CRD.
 */
export const GATEWAY_API_TYPES: readonly ResourceType[] = TYPES;

function define(group: string, entry: TypeEntry): GroupKind {
  TYPES.push(typeOfEntry(group, ['gateway-api'], entry));
  return { group, kind: entry.kind };
}

export const GATEWAY_CLASS = define(GATEWAY_API, {
  kind: 'GatewayClass',
  plural: 'gatewayclasses',
  short: ['gc'],
  cluster: true,
  versions: ['v1', 'v1beta1'],
});
export const GATEWAY = define(GATEWAY_API, {
  kind: 'Gateway',
  plural: 'gateways',
  short: ['gtw'],
  versions: ['v1', 'v1beta1'],
});
export const LISTENER_SET = define(GATEWAY_API, { kind: 'ListenerSet', plural: 'listenersets', short: ['lset'] });
export const HTTP_ROUTE = define(GATEWAY_API, { kind: 'HTTPRoute', plural: 'httproutes', versions: ['v1', 'v1beta1'] });
export const GRPC_ROUTE = define(GATEWAY_API, {
  kind: 'GRPCRoute',
  plural: 'grpcroutes',
  versions: ['v1', 'v1alpha2'],
});
export const TLS_ROUTE = define(GATEWAY_API, {
  kind: 'TLSRoute',
  plural: 'tlsroutes',
  versions: ['v1', 'v1alpha3', 'v1alpha2'],
});
export const TCP_ROUTE = define(GATEWAY_API, { kind: 'TCPRoute', plural: 'tcproutes', versions: ['v1', 'v1alpha2'] });
export const UDP_ROUTE = define(GATEWAY_API, { kind: 'UDPRoute', plural: 'udproutes', versions: ['v1', 'v1alpha2'] });
export const REFERENCE_GRANT = define(GATEWAY_API, {
  kind: 'ReferenceGrant',
  plural: 'referencegrants',
  short: ['refgrant'],
  versions: ['v1', 'v1beta1', 'v1alpha2'],
});
export const BACKEND_TLS_POLICY = define(GATEWAY_API, {
  kind: 'BackendTLSPolicy',
  plural: 'backendtlspolicies',
  short: ['btlspolicy'],
  versions: ['v1', 'v1alpha3', 'v1alpha2'],
});
export const BACKEND_LB_POLICY = define(GATEWAY_API, {
  kind: 'BackendLBPolicy',
  plural: 'backendlbpolicies',
  short: ['blbpolicy'],
  versions: ['v1alpha2'],
});
/** A file format without a CRD (semantics.md 6.5). */
export const CONFORMANCE_REPORT = define(GATEWAY_API, {
  kind: 'ConformanceReport',
  plural: 'conformancereports',
  cluster: true,
  versions: ['v1', 'v1alpha1'],
  categories: [],
});
export const X_BACKEND_TRAFFIC_POLICY = define(GATEWAY_API_X, {
  kind: 'XBackendTrafficPolicy',
  plural: 'xbackendtrafficpolicies',
  short: ['xbtrafficpolicy'],
  versions: ['v1alpha1'],
});
export const X_TELEMETRY_POLICY = define(GATEWAY_API_X, {
  kind: 'XTelemetryPolicy',
  plural: 'xtelemetrypolicies',
  short: ['xtelemetrypolicy'],
  versions: ['v1alpha1'],
});
export const X_LISTENER_SET = define(GATEWAY_API_X, {
  kind: 'XListenerSet',
  plural: 'xlistenersets',
  short: ['lset'],
  versions: ['v1alpha1'],
});
export const X_MESH = define(GATEWAY_API_X, {
  kind: 'XMesh',
  plural: 'xmeshes',
  short: ['mesh'],
  cluster: true,
  versions: ['v1alpha1'],
});
export const X_BACKEND = define(GATEWAY_API_X, {
  kind: 'XBackend',
  plural: 'xbackends',
  short: ['xbackend'],
  versions: ['v1alpha1'],
});
export const NAMESPACE: GroupKind = { group: '', kind: 'Namespace' };
export const SERVICE: GroupKind = { group: '', kind: 'Service' };
export const SECRET: GroupKind = { group: '', kind: 'Secret' };
export const CONFIG_MAP: GroupKind = { group: '', kind: 'ConfigMap' };
export const EVENT: GroupKind = { group: '', kind: 'Event' };
export const ENDPOINT_SLICE: GroupKind = { group: 'discovery.k8s.io', kind: 'EndpointSlice' };
export const DEPLOYMENT: GroupKind = { group: 'apps', kind: 'Deployment' };
export const POD: GroupKind = { group: '', kind: 'Pod' };
export const INFERENCE_POOL: GroupKind = { group: 'inference.networking.k8s.io', kind: 'InferencePool' };
export const CLUSTER_TRUST_BUNDLE: GroupKind = { group: 'certificates.k8s.io', kind: 'ClusterTrustBundle' };
export const SERVICE_IMPORT: GroupKind = { group: 'multicluster.x-k8s.io', kind: 'ServiceImport' };
export const CUSTOM_RESOURCE_DEFINITION: GroupKind = {
  group: 'apiextensions.k8s.io',
  kind: 'CustomResourceDefinition',
};

/** The five route kinds, in the order in which `get routes` shows them. */
export const ROUTE_KINDS: readonly GroupKind[] = [HTTP_ROUTE, GRPC_ROUTE, TLS_ROUTE, TCP_ROUTE, UDP_ROUTE];

/** The policies of the specification itself; BackendLBPolicy carries no CRD label in v1.1 (semantics.md 1.2). */
export const SPECIFICATION_POLICY_KINDS: readonly GroupKind[] = [
  BACKEND_TLS_POLICY,
  X_BACKEND_TRAFFIC_POLICY,
  X_TELEMETRY_POLICY,
  BACKEND_LB_POLICY,
];

/** The CRD label that says "policy", with `Direct`, `Inherited` or an old spelling as its value (semantics.md 5.1). */
export const POLICY_LABEL = 'gateway.networking.k8s.io/policy';
/** The label by which an EndpointSlice names its Service. */
export const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';
/** The label that controllers must set on what they make for a Gateway: its name (GEP-1762). */
export const GATEWAY_NAME_LABEL = 'gateway.networking.k8s.io/gateway-name';
/** The same before Istio 1.20 (https://istio.io/latest/docs/reference/config/labels/). */
export const ISTIO_GATEWAY_NAME_LABEL = 'istio.io/gateway-name';
/** The same of Envoy Gateway, which makes everything in a namespace of its own. */
export const ENVOY_GATEWAY_NAME_LABEL = 'gateway.envoyproxy.io/owning-gateway-name';
export const ENVOY_GATEWAY_NAMESPACE_LABEL = 'gateway.envoyproxy.io/owning-gateway-namespace';
/** CRD annotations that hold the release and the channel (semantics.md 1.3). */
export const BUNDLE_VERSION_ANNOTATION = 'gateway.networking.k8s.io/bundle-version';
export const CHANNEL_ANNOTATION = 'gateway.networking.k8s.io/channel';

/** Whether the type is one of the five route kinds. */
export function isRouteKind(type: GroupKind): boolean {
  return ROUTE_KINDS.some((route) => sameGroupKind(route, type));
}

/** Whether the type is a ListenerSet in its final or its experimental group. */
export function isListenerSetKind(type: GroupKind): boolean {
  return sameGroupKind(type, LISTENER_SET) || sameGroupKind(type, X_LISTENER_SET);
}

/** The kinds that hold listeners. */
export const LISTENER_HOLDERS: readonly GroupKind[] = [GATEWAY, LISTENER_SET, X_LISTENER_SET];

/** Whether objects of the type hold listeners. */
export function holdsListeners(type: GroupKind): boolean {
  return LISTENER_HOLDERS.some((holder) => sameGroupKind(holder, type));
}

/** Whether the group is the API's own, final or experimental. */
export function isGatewayApiGroup(group: string): boolean {
  return group === GATEWAY_API || group === GATEWAY_API_X;
}
