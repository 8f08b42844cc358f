import { GRPC_ROUTE, HTTP_ROUTE, NAMESPACE, SERVICE } from '../../gateway-api/kinds.ts';
import type { CatalogueEntry } from '../catalogue-entry.ts';

const LINKERD = 'policy.linkerd.io';
const KONG = 'configuration.konghq.com';

/**
 * Policies of Linkerd and Kong. Cilium's and Traefik's own kinds (CiliumNetworkPolicy, CiliumEnvoyConfig, Middleware …)
 * are not here: they act by selectors or as filters of a rule, not by attachment to a target.
 */
export const OTHERS: readonly CatalogueEntry[] = [
  {
    group: LINKERD,
    kind: 'AuthorizationPolicy',
    class: 'Direct',
    targets: [
      { group: LINKERD, kind: 'Server' },
      { group: LINKERD, kind: 'HTTPRoute' },
      HTTP_ROUTE,
      GRPC_ROUTE,
      NAMESPACE,
    ],
    takesCore: true,
    // A request is allowed when any of them allows it.
    merge: { strategy: 'Custom' },
    source: 'Linkerd, https://linkerd.io/2/reference/authorization-policy/',
  },
  {
    group: LINKERD,
    kind: 'HTTPLocalRateLimitPolicy',
    class: 'Direct',
    targets: [{ group: LINKERD, kind: 'Server' }],
    merge: { strategy: 'None' },
    source: 'Linkerd, https://linkerd.io/2/reference/rate-limiting/',
  },
  {
    group: KONG,
    kind: 'KongUpstreamPolicy',
    class: 'Direct',
    targets: [SERVICE],
    merge: { strategy: 'None' },
    annotation: 'konghq.com/upstream-policy',
    controllers: ['konghq.com'],
    source:
      'Kong Ingress Controller, https://developer.konghq.com/kubernetes-ingress-controller/reference/custom-resources/',
  },
];
