import type { CatalogueEntry, MergeRules, TargetKind } from '../catalogue-entry.ts';
import { GATEWAY_OR_LISTENER, GRPC_ROUTE_OR_RULE, HTTP_ROUTE_OR_RULE } from './targets.ts';

const group = 'kuadrant.io';

/** Rules as they stand are defaults; `strategy: merge` merges rule by named rule, `atomic` (the default) takes all or none. */
function rules(...wholes: readonly string[]): MergeRules {
  return {
    strategy: 'AtomicDefaults',
    chooser: {
      field: 'strategy',
      values: { atomic: 'AtomicDefaults', merge: 'PatchDefaults' },
      by: 'established',
    },
    wrappers: { defaults: ['defaults'], overrides: ['overrides'] },
    wholes,
  };
}

const ROUTE_TARGETS: readonly TargetKind[] = [GATEWAY_OR_LISTENER, HTTP_ROUTE_OR_RULE, GRPC_ROUTE_OR_RULE];
/** Kuadrant configures the gateways of Istio and Envoy Gateway. */
const shared = { group, localTargets: true, controllers: ['istio.io', 'gateway.envoyproxy.io'] } as const;
const docs = 'Kuadrant, https://docs.kuadrant.io/latest/kuadrant-operator/doc/reference';

/** Policies of Kuadrant. */
export const KUADRANT: readonly CatalogueEntry[] = [
  {
    ...shared,
    kind: 'AuthPolicy',
    class: 'Inherited',
    targets: ROUTE_TARGETS,
    merge: rules(
      'when',
      'patterns.*',
      'rules.authentication.*',
      'rules.metadata.*',
      'rules.authorization.*',
      'rules.callbacks.*',
      'rules.response.unauthenticated',
      'rules.response.unauthorized',
      'rules.response.success.headers.*',
      'rules.response.success.filters.*',
    ),
    source: `${docs}/authpolicy/`,
  },
  {
    ...shared,
    kind: 'RateLimitPolicy',
    class: 'Inherited',
    targets: ROUTE_TARGETS,
    merge: rules('when', 'limits.*'),
    source: `${docs}/ratelimitpolicy/`,
  },
  {
    ...shared,
    kind: 'TokenRateLimitPolicy',
    class: 'Inherited',
    targets: ROUTE_TARGETS,
    merge: rules('when', 'limits.*'),
    source: `${docs}/tokenratelimitpolicy/`,
  },
  {
    // Works beside any controller.
    group,
    localTargets: true,
    kind: 'DNSPolicy',
    class: 'Inherited',
    targets: [GATEWAY_OR_LISTENER],
    merge: { strategy: 'AtomicDefaults' },
    source: `${docs}/dnspolicy/`,
  },
  {
    group,
    localTargets: true,
    kind: 'TLSPolicy',
    class: 'Inherited',
    targets: [GATEWAY_OR_LISTENER],
    merge: { strategy: 'AtomicDefaults' },
    source: `${docs}/tlspolicy/`,
  },
];
