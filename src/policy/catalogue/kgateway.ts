import { GATEWAY, GATEWAY_CLASS, HTTP_ROUTE, INFERENCE_POOL, SERVICE } from '../../gateway-api/kinds.ts';
import type { CatalogueEntry } from '../catalogue-entry.ts';
import { ANY_LISTENER_SET, GATEWAY_OR_LISTENER, GRPC_ROUTE_OR_RULE, HTTP_ROUTE_OR_RULE } from './targets.ts';

const KGATEWAY = 'gateway.kgateway.dev';
const GLOO = 'gateway.solo.io';

/** The domains of kgateway's controllers are those of agentgateway too, which came from it. */
const ofKgateway = { group: KGATEWAY, localTargets: true, controllers: ['kgateway.dev', 'agentgateway.dev'] } as const;
const ofGloo = { group: GLOO, controllers: ['solo.io'] } as const;

/** Policies of kgateway, of agentgateway, and of Gloo Gateway, from which kgateway came. */
export const KGATEWAY_AND_GLOO: readonly CatalogueEntry[] = [
  {
    ...ofKgateway,
    kind: 'TrafficPolicy',
    class: 'Inherited',
    targets: [GATEWAY_OR_LISTENER, ...ANY_LISTENER_SET, HTTP_ROUTE_OR_RULE],
    // Shallow: each top-level setting comes whole from the most specific policy that has it.
    merge: { strategy: 'PatchDefaults', wholes: ['*'] },
    extensionFilter: true,
    source: 'kgateway, https://kgateway.dev/docs/envoy/latest/about/policies/trafficpolicy/',
  },
  {
    ...ofKgateway,
    kind: 'HTTPListenerPolicy',
    class: 'Direct',
    targets: [GATEWAY],
    merge: { strategy: 'Custom' },
    source: 'kgateway, https://kgateway.dev/docs/envoy/latest/about/policies/httplistenerpolicy/',
  },
  {
    ...ofKgateway,
    kind: 'ListenerPolicy',
    class: 'Unknown',
    targets: [GATEWAY],
    merge: { strategy: 'Custom' },
    source: 'kgateway, https://kgateway.dev/docs/envoy/latest/reference/api/',
  },
  {
    ...ofKgateway,
    kind: 'BackendConfigPolicy',
    class: 'Direct',
    targets: [SERVICE, { group: KGATEWAY, kind: 'Backend' }],
    merge: { strategy: 'Custom' },
    source: 'kgateway, https://kgateway.dev/docs/envoy/latest/about/policies/backendconfigpolicy/',
  },
  ...['agentgateway.dev', KGATEWAY].map((group): CatalogueEntry => ({
    group,
    localTargets: true,
    controllers: ofKgateway.controllers,
    kind: 'AgentgatewayPolicy',
    class: 'Inherited',
    targets: [
      GATEWAY_CLASS,
      GATEWAY_OR_LISTENER,
      ...ANY_LISTENER_SET,
      HTTP_ROUTE_OR_RULE,
      GRPC_ROUTE_OR_RULE,
      SERVICE,
      { group, kind: 'AgentgatewayBackend' },
      INFERENCE_POOL,
    ],
    merge: { strategy: 'Custom' },
    source: 'agentgateway, https://agentgateway.dev/docs/kubernetes/latest/about/policies/',
  })),
  // GEP-713 writes HTTPListenerOption, the CRD's kind is HttpListenerOption.
  ...['ListenerOption', 'HttpListenerOption', 'HTTPListenerOption'].map((kind): CatalogueEntry => ({
    ...ofGloo,
    kind,
    class: 'Direct',
    targets: [GATEWAY_OR_LISTENER, ...ANY_LISTENER_SET],
    merge: { strategy: 'None' },
    source: 'GEP-713, Direct policies of Gloo Gateway',
  })),
  {
    ...ofGloo,
    kind: 'RouteOption',
    class: 'Direct',
    targets: [HTTP_ROUTE],
    merge: { strategy: 'None' },
    extensionFilter: true,
    source: 'GEP-713, Direct policies of Gloo Gateway; https://docs.solo.io/gateway/latest/about/policies/routeoption/',
  },
  {
    ...ofGloo,
    kind: 'VirtualHostOption',
    class: 'Inherited',
    targets: [GATEWAY_OR_LISTENER, ...ANY_LISTENER_SET],
    merge: { strategy: 'AtomicDefaults' },
    source: 'GEP-713, Inherited policies of Gloo Gateway',
  },
];
