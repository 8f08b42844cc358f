import { GATEWAY, GATEWAY_CLASS, TCP_ROUTE } from '../../gateway-api/kinds.ts';
import type { CatalogueEntry, MergeRules } from '../catalogue-entry.ts';
import { ANY_ROUTE_OR_RULE, GATEWAY_OR_LISTENER, GRPC_ROUTE_OR_RULE, HTTP_ROUTE_OR_RULE } from './targets.ts';
import { LISTENER_SET_OR_LISTENER } from './targets.ts';

const group = 'gateway.envoyproxy.io';

/**
 * A more specific policy replaces those above it, unless it is one of a route or rule and asks with `mergeType` to be merged
 * into the nearest of a listener, ListenerSet or Gateway (the field's text in api/v1alpha1).
 */
const merge: MergeRules = {
  strategy: 'AtomicDefaults',
  chooser: {
    field: 'mergeType',
    values: { StrategicMerge: 'StrategicMerge', JSONMerge: 'PatchDefaults', Replace: 'AtomicDefaults' },
    by: 'challenger',
  },
  control: ['mergeType'],
  reach: 'nearest',
};

/** The lists of BackendTrafficPolicy that strategic merge puts together: the patch keys of its Go types, and rate limit rules. */
const lists: MergeRules['lists'] = [
  // Rules have no name: those of both policies stand (tasks/traffic/global-rate-limit).
  { path: 'rateLimit.global.rules', among: 'levels' },
  { path: 'compression', key: 'type', among: 'levels' },
  { path: 'compressor', key: 'type', among: 'levels' },
  { path: 'httpUpgrade', key: 'type', among: 'levels' },
];

const shared = { group, localTargets: true, controllers: ['gateway.envoyproxy.io'] } as const;

const source = 'Envoy Gateway, https://gateway.envoyproxy.io/docs/concepts/gateway_api_extensions/';

/** Policies of Envoy Gateway. Their CRDs carry no label; all take targetRefs, the older targetRef and targetSelectors. */
export const ENVOY_GATEWAY: readonly CatalogueEntry[] = [
  {
    ...shared,
    kind: 'ClientTrafficPolicy',
    class: 'Inherited',
    targets: [GATEWAY_OR_LISTENER, LISTENER_SET_OR_LISTENER],
    merge,
    source: `${source}client-traffic-policy/`,
  },
  {
    ...shared,
    kind: 'BackendTrafficPolicy',
    class: 'Inherited',
    targets: [GATEWAY_OR_LISTENER, LISTENER_SET_OR_LISTENER, ...ANY_ROUTE_OR_RULE],
    merge: { ...merge, lists },
    source: `${source}backend-traffic-policy/`,
  },
  {
    ...shared,
    kind: 'SecurityPolicy',
    class: 'Inherited',
    targets: [GATEWAY_OR_LISTENER, LISTENER_SET_OR_LISTENER, HTTP_ROUTE_OR_RULE, GRPC_ROUTE_OR_RULE, TCP_ROUTE],
    merge,
    source: `${source}security-policy/`,
  },
  {
    ...shared,
    kind: 'EnvoyExtensionPolicy',
    class: 'Inherited',
    targets: [GATEWAY_OR_LISTENER, LISTENER_SET_OR_LISTENER, ...ANY_ROUTE_OR_RULE],
    merge,
    source: 'Envoy Gateway, https://gateway.envoyproxy.io/docs/api/extension_types/#envoyextensionpolicy',
  },
  {
    ...shared,
    kind: 'EnvoyPatchPolicy',
    class: 'Inherited',
    targets: [GATEWAY_CLASS, GATEWAY],
    // Patches apply to the generated xDS one after the other, by priority.
    merge: { strategy: 'Custom' },
    source: 'Envoy Gateway, https://gateway.envoyproxy.io/docs/tasks/extensibility/envoy-patch-policy/',
  },
];
