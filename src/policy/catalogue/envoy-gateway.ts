import { GATEWAY, GATEWAY_CLASS } from '../../gateway-api/kinds.ts';
import type { CatalogueEntry, MergeRules } from '../catalogue-entry.ts';
import { ANY_ROUTE_OR_RULE, GATEWAY_OR_LISTENER, GRPC_ROUTE_OR_RULE, HTTP_ROUTE_OR_RULE } from './targets.ts';
import { LISTENER_SET_OR_LISTENER } from './targets.ts';

const group = 'gateway.envoyproxy.io';

/**
 * A more specific policy replaces the next one above it, unless it asks with `mergeType` to be merged into it: the field
 * is the challenger's, and it reaches one level up only (the policy above may carry its own).
 */
const merge: MergeRules = {
  strategy: 'AtomicDefaults',
  chooser: {
    field: 'mergeType',
    values: { StrategicMerge: 'StrategicMerge', JSONMerge: 'PatchDefaults', Replace: 'AtomicDefaults' },
    by: 'challenger',
  },
  control: ['mergeType'],
};

const source = 'Envoy Gateway, https://gateway.envoyproxy.io/docs/concepts/gateway_api_extensions/';

/** Policies of Envoy Gateway. Their CRDs carry no label; all take targetRefs, the older targetRef and targetSelectors. */
export const ENVOY_GATEWAY: readonly CatalogueEntry[] = [
  {
    group,
    kind: 'ClientTrafficPolicy',
    class: 'Inherited',
    targets: [GATEWAY_OR_LISTENER, LISTENER_SET_OR_LISTENER],
    merge,
    source: `${source}client-traffic-policy/`,
  },
  {
    group,
    kind: 'BackendTrafficPolicy',
    class: 'Inherited',
    targets: [GATEWAY_OR_LISTENER, LISTENER_SET_OR_LISTENER, ...ANY_ROUTE_OR_RULE],
    merge,
    source: `${source}backend-traffic-policy/`,
  },
  {
    group,
    kind: 'SecurityPolicy',
    class: 'Inherited',
    targets: [GATEWAY_OR_LISTENER, LISTENER_SET_OR_LISTENER, HTTP_ROUTE_OR_RULE, GRPC_ROUTE_OR_RULE],
    merge,
    source: `${source}security-policy/`,
  },
  {
    group,
    kind: 'EnvoyExtensionPolicy',
    class: 'Inherited',
    targets: [GATEWAY_OR_LISTENER, LISTENER_SET_OR_LISTENER, ...ANY_ROUTE_OR_RULE],
    merge,
    source: 'Envoy Gateway, https://gateway.envoyproxy.io/docs/api/extension_types/#envoyextensionpolicy',
  },
  {
    group,
    kind: 'EnvoyPatchPolicy',
    class: 'Inherited',
    targets: [GATEWAY_CLASS, GATEWAY],
    // Patches apply to the generated xDS one after the other, by priority.
    merge: { strategy: 'Custom' },
    source: 'Envoy Gateway, https://gateway.envoyproxy.io/docs/tasks/extensibility/envoy-patch-policy/',
  },
];
