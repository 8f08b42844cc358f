import { GATEWAY, GATEWAY_CLASS, HTTP_ROUTE, SERVICE } from '../../gateway-api/kinds.ts';
import type { CatalogueEntry } from '../catalogue-entry.ts';
import { GATEWAY_OR_LISTENER, GRPC_ROUTE_OR_RULE, HTTP_ROUTE_OR_RULE, LISTENER_SET_OR_LISTENER } from './targets.ts';

const KGATEWAY = 'gateway.kgateway.dev';
const GLOO = 'gateway.solo.io';

/** Policies of kgateway, of agentgateway, and of Gloo Gateway, from which kgateway came. */
export const KGATEWAY_AND_GLOO: readonly CatalogueEntry[] = [
  {
    group: KGATEWAY,
    kind: 'TrafficPolicy',
    class: 'Inherited',
    targets: [GATEWAY_OR_LISTENER, LISTENER_SET_OR_LISTENER, HTTP_ROUTE_OR_RULE],
    // Shallow: each top-level setting comes whole from the most specific policy that has it.
    merge: { strategy: 'PatchDefaults', wholes: ['*'] },
    extensionFilter: true,
    source: 'kgateway, https://kgateway.dev/docs/envoy/latest/about/policies/trafficpolicy/',
  },
  {
    group: KGATEWAY,
    kind: 'HTTPListenerPolicy',
    class: 'Direct',
    targets: [GATEWAY],
    merge: { strategy: 'Custom' },
    source: 'kgateway, https://kgateway.dev/docs/envoy/latest/about/policies/httplistenerpolicy/',
  },
  {
    group: KGATEWAY,
    kind: 'ListenerPolicy',
    class: 'Unknown',
    targets: [GATEWAY],
    merge: { strategy: 'Custom' },
    source: 'kgateway, https://kgateway.dev/docs/envoy/latest/reference/api/',
  },
  {
    group: KGATEWAY,
    kind: 'BackendConfigPolicy',
    class: 'Direct',
    targets: [SERVICE, { group: KGATEWAY, kind: 'Backend' }],
    merge: { strategy: 'Custom' },
    source: 'kgateway, https://kgateway.dev/docs/envoy/latest/about/policies/backendconfigpolicy/',
  },
  ...['agentgateway.dev', KGATEWAY].map((group): CatalogueEntry => ({
    group,
    kind: 'AgentgatewayPolicy',
    class: 'Inherited',
    targets: [
      GATEWAY_CLASS,
      GATEWAY_OR_LISTENER,
      LISTENER_SET_OR_LISTENER,
      HTTP_ROUTE_OR_RULE,
      GRPC_ROUTE_OR_RULE,
      SERVICE,
      { group, kind: 'AgentgatewayBackend' },
    ],
    merge: { strategy: 'Custom' },
    source: 'agentgateway, https://agentgateway.dev/docs/kubernetes/latest/about/policies/',
  })),
  // GEP-713 writes HTTPListenerOption, the CRD's kind is HttpListenerOption.
  ...['ListenerOption', 'HttpListenerOption', 'HTTPListenerOption'].map((kind): CatalogueEntry => ({
    group: GLOO,
    kind,
    class: 'Direct',
    targets: [GATEWAY_OR_LISTENER],
    merge: { strategy: 'None' },
    source: 'GEP-713, Direct policies of Gloo Gateway',
  })),
  {
    group: GLOO,
    kind: 'RouteOption',
    class: 'Direct',
    targets: [HTTP_ROUTE],
    merge: { strategy: 'None' },
    extensionFilter: true,
    source: 'GEP-713, Direct policies of Gloo Gateway; https://docs.solo.io/gateway/latest/about/policies/routeoption/',
  },
  {
    group: GLOO,
    kind: 'VirtualHostOption',
    class: 'Inherited',
    targets: [GATEWAY_OR_LISTENER],
    merge: { strategy: 'AtomicDefaults' },
    source: 'GEP-713, Inherited policies of Gloo Gateway',
  },
];
