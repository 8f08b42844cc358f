import { GATEWAY, GATEWAY_CLASS, SERVICE } from '../../gateway-api/kinds.ts';
import type { CatalogueEntry, TargetKind } from '../catalogue-entry.ts';

const targets: readonly TargetKind[] = [
  GATEWAY_CLASS,
  GATEWAY,
  SERVICE,
  { group: 'networking.istio.io', kind: 'ServiceEntry' },
];

function entry(group: string, kind: string, page: string): CatalogueEntry {
  return {
    group,
    kind,
    class: 'Inherited',
    targets,
    // Policies on one workload add up by rules of each kind (DENY before ALLOW, priority, phase …).
    merge: { strategy: 'Custom' },
    // Of the Gateways, waypoints are its mesh's.
    controllers: ['istio.io'],
    untargeted: 'applies to its whole namespace',
    source: `Istio, https://istio.io/latest/docs/reference/config/${page}/`,
  };
}

/**
 * Policies of Istio with targetRefs (since 1.22). Without one they act by `selector` or on their whole namespace, outside
 * of policy attachment; PeerAuthentication takes no targetRefs.
 */
export const ISTIO: readonly CatalogueEntry[] = [
  entry('security.istio.io', 'AuthorizationPolicy', 'security/authorization-policy'),
  entry('security.istio.io', 'RequestAuthentication', 'security/request_authentication'),
  entry('telemetry.istio.io', 'Telemetry', 'telemetry'),
  entry('extensions.istio.io', 'WasmPlugin', 'proxy_extensions/wasm-plugin'),
  entry('networking.istio.io', 'EnvoyFilter', 'networking/envoy-filter'),
];
