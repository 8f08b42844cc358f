import { GATEWAY, GRPC_ROUTE, HTTP_ROUTE, SERVICE } from '../../gateway-api/kinds.ts';
import type { CatalogueEntry } from '../catalogue-entry.ts';

const group = 'gateway.nginx.org';
const docs = 'NGINX Gateway Fabric, https://docs.nginx.com/nginx-gateway-fabric';

/** Policies of NGINX Gateway Fabric: on one target several may act while they set different fields. */
export const NGINX_GATEWAY_FABRIC: readonly CatalogueEntry[] = [
  {
    group,
    kind: 'ClientSettingsPolicy',
    class: 'Inherited',
    targets: [GATEWAY, HTTP_ROUTE, GRPC_ROUTE],
    merge: { strategy: 'PatchDefaults', sameLevel: 'disjoint' },
    source: `${docs}/traffic-management/client-settings/`,
  },
  {
    group,
    kind: 'ProxySettingsPolicy',
    class: 'Inherited',
    targets: [GATEWAY, HTTP_ROUTE, GRPC_ROUTE],
    merge: { strategy: 'PatchDefaults', sameLevel: 'disjoint' },
    source: `${docs}/traffic-management/proxy-settings/`,
  },
  {
    group,
    kind: 'ObservabilityPolicy',
    class: 'Direct',
    targets: [HTTP_ROUTE, GRPC_ROUTE],
    merge: { strategy: 'None', sameLevel: 'disjoint' },
    source: `${docs}/monitoring/tracing/`,
  },
  {
    group,
    kind: 'UpstreamSettingsPolicy',
    class: 'Direct',
    targets: [SERVICE],
    merge: { strategy: 'None', sameLevel: 'disjoint' },
    source: `${docs}/traffic-management/upstream-settings/`,
  },
];
