import { sameGroupKind } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';

/**
 * Kinds that vendors document as backends of routes. Where a cluster does not serve them, their CRDs are missing: the
 * reference is not one to a wrong kind.
 */
const VENDOR_BACKENDS: readonly GroupKind[] = [
  // https://gateway.envoyproxy.io/docs/tasks/traffic/backend/
  { group: 'gateway.envoyproxy.io', kind: 'Backend' },
  // https://kgateway.dev/docs/envoy/latest/traffic-management/destination-types/backends/
  { group: 'gateway.kgateway.dev', kind: 'Backend' },
  // https://agentgateway.dev/docs/kubernetes/latest/llm/
  { group: 'agentgateway.dev', kind: 'AgentgatewayBackend' },
  // https://docs.solo.io/gloo-gateway/latest/traffic-management/destination-types/upstreams/
  { group: 'gloo.solo.io', kind: 'Upstream' },
  // https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/gateway-api/
  { group: 'traefik.io', kind: 'TraefikService' },
  // https://cloud.google.com/kubernetes-engine/docs/how-to/deploying-multi-cluster-gateways
  { group: 'net.gke.io', kind: 'ServiceImport' },
  // https://www.gateway-api-controller.eks.aws.dev/latest/api-types/service-import/
  { group: 'application-networking.k8s.aws', kind: 'ServiceImport' },
];

/** Whether a vendor documents a kind as a backend of routes. */
export function isVendorBackend(type: GroupKind): boolean {
  return VENDOR_BACKENDS.some((known) => sameGroupKind(known, type));
}
