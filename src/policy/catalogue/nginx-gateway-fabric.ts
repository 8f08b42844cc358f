import { GATEWAY, GRPC_ROUTE, HTTP_ROUTE, SERVICE } from '../../gateway-api/kinds.ts';
import type { CatalogueEntry } from '../catalogue-entry.ts';

const group = 'gateway.nginx.org';
const shared = { group, localTargets: true, controllers: ['gateway.nginx.org'] } as const;
const docs = 'NGINX Gateway Fabric, https://docs.nginx.com/nginx-gateway-fabric';

/** Policies of NGINX Gateway Fabric: on one target several may act while they set different fields. */
export const NGINX_GATEWAY_FABRIC: readonly CatalogueEntry[] = [
  {
    ...shared,
    kind: 'ClientSettingsPolicy',
    class: 'Inherited',
    targets: [GATEWAY, HTTP_ROUTE, GRPC_ROUTE],
    merge: { strategy: 'PatchDefaults', sameLevel: 'disjoint' },
    source: `${docs}/traffic-management/client-settings/`,
  },
  {
    ...shared,
    kind: 'ProxySettingsPolicy',
    class: 'Inherited',
    targets: [GATEWAY, HTTP_ROUTE, GRPC_ROUTE],
    merge: { strategy: 'PatchDefaults', sameLevel: 'disjoint' },
    source: `${docs}/traffic-management/proxy-settings/`,
  },
  {
    ...shared,
    kind: 'ObservabilityPolicy',
    class: 'Direct',
    targets: [HTTP_ROUTE, GRPC_ROUTE],
    merge: { strategy: 'None', sameLevel: 'disjoint' },
    source: `${docs}/monitoring/tracing/`,
  },
  {
    ...shared,
    kind: 'UpstreamSettingsPolicy',
    class: 'Direct',
    targets: [SERVICE],
    takesCore: true,
    merge: { strategy: 'None', sameLevel: 'disjoint' },
    source: `${docs}/traffic-management/upstream-settings/`,
  },
  {
    ...shared,
    kind: 'RateLimitPolicy',
    class: 'Inherited',
    targets: [GATEWAY, HTTP_ROUTE, GRPC_ROUTE],
    // NGINX takes the limits of the level above only where its own has none; several policies of one level add theirs up.
    merge: {
      strategy: 'PatchDefaults',
      sameLevel: 'disjoint',
      lists: [{ path: 'rateLimit.local.rules', among: 'one level' }],
    },
    source: `${docs}/traffic-management/rate-limit/`,
  },
  {
    ...shared,
    kind: 'SnippetsPolicy',
    class: 'Direct',
    targets: [GATEWAY],
    // The snippets of all act, in the order of the policies' names.
    merge: { strategy: 'Custom' },
    source: `${docs}/traffic-management/snippets/`,
  },
  {
    ...shared,
    kind: 'WAFPolicy',
    class: 'Inherited',
    targets: [GATEWAY, HTTP_ROUTE, GRPC_ROUTE],
    merge: { strategy: 'Custom' },
    source: `${docs}/waf-integration/overview/`,
  },
];
