import type { GroupKind } from '../model/ref.ts';

/**
 * Kinds of vendors that the API's references name, beside their policies: by them a group that was mistyped is told right
 * where nothing serves the kind.
 */
export const VENDOR_TYPES: readonly GroupKind[] = [
  // Parameters of GatewayClasses and Gateways.
  { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy' },
  { group: 'gateway.nginx.org', kind: 'NginxProxy' },
  { group: 'gateway.kgateway.dev', kind: 'GatewayParameters' },
  { group: 'gateway.gloo.solo.io', kind: 'GatewayParameters' },
  { group: 'agentgateway.dev', kind: 'AgentgatewayParameters' },
  { group: 'cilium.io', kind: 'CiliumGatewayClassConfig' },
  { group: 'gateway-operator.konghq.com', kind: 'GatewayConfiguration' },
  // Backends.
  { group: 'gateway.envoyproxy.io', kind: 'Backend' },
  { group: 'gateway.kgateway.dev', kind: 'Backend' },
  { group: 'agentgateway.dev', kind: 'AgentgatewayBackend' },
  { group: 'networking.istio.io', kind: 'ServiceEntry' },
  { group: 'traefik.io', kind: 'TraefikService' },
];
