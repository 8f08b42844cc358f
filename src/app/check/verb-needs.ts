import {
  CLUSTER_TRUST_BUNDLE,
  CONFIG_MAP,
  CUSTOM_RESOURCE_DEFINITION,
  DEPLOYMENT,
  ENDPOINT_SLICE,
  EVENT,
  GATEWAY,
  GATEWAY_CLASS,
  INFERENCE_POOL,
  LISTENER_HOLDERS,
  NAMESPACE,
  REFERENCE_GRANT,
  ROUTE_KINDS,
  SECRET,
  SERVICE,
  SERVICE_IMPORT,
  X_BACKEND,
} from '../../gateway-api/kinds.ts';
import type { GroupKind } from '../../model/ref.ts';
import { CLUSTER_KINDS } from '../../world/cluster-kinds.ts';

/** What a verb of gwctl asks the server to do with some kinds; `policies`: every kind of policies that the cluster has. */
export interface Need {
  readonly kinds: readonly GroupKind[] | 'policies';
  readonly verbs: readonly ('get' | 'list' | 'create' | 'patch' | 'delete')[];
}

/** Which kinds are policies is told by the labels of CRDs; the schema of one that may be is read by name. */
const POLICY_KINDS: readonly Need[] = [{ kinds: [CUSTOM_RESOURCE_DEFINITION], verbs: ['get', 'list'] }];

/** What references lead to, each read by its name. Of Secrets the server sends name and type only. */
const REFERENCED: readonly Need[] = [
  { kinds: [CONFIG_MAP, SECRET, CLUSTER_TRUST_BUNDLE, INFERENCE_POOL, SERVICE_IMPORT], verbs: ['get'] },
];

const OBJECTS: readonly Need[] = [
  { kinds: CLUSTER_KINDS, verbs: ['get', 'list'] },
  { kinds: 'policies', verbs: ['get', 'list'] },
  ...POLICY_KINDS,
];

/** What is shown whole: an object with all that it refers to, and all that refers to it. */
const WHOLE: readonly Need[] = [
  ...OBJECTS,
  ...REFERENCED,
  // What a controller made for a Gateway, and whether backends have endpoints.
  { kinds: [DEPLOYMENT, ENDPOINT_SLICE], verbs: ['list'] },
];

/** What decides where a request goes. */
const ROUTED: readonly Need[] = [
  {
    kinds: [...LISTENER_HOLDERS, ...ROUTE_KINDS, REFERENCE_GRANT, NAMESPACE, SERVICE, ENDPOINT_SLICE],
    verbs: ['list'],
  },
  { kinds: [GATEWAY_CLASS, GATEWAY, NAMESPACE, SERVICE, X_BACKEND], verbs: ['get'] },
  { kinds: 'policies', verbs: ['list'] },
  ...POLICY_KINDS,
  ...REFERENCED,
];

/** What is written is of the Gateway API or a policy. */
const WRITTEN: readonly GroupKind[] = CLUSTER_KINDS.filter(({ group }) => group !== '');

/** What each verb asks of the server. */
const NEEDS: ReadonlyMap<string, readonly Need[]> = new Map<string, readonly Need[]>([
  ['get', OBJECTS],
  ['describe', [...WHOLE, { kinds: [EVENT], verbs: ['list'] }]],
  ['graph', WHOLE],
  ['effective', [...OBJECTS, ...REFERENCED]],
  [
    'status',
    [{ kinds: CLUSTER_KINDS, verbs: ['list'] }, { kinds: 'policies', verbs: ['list'] }, ...POLICY_KINDS, ...REFERENCED],
  ],
  ['trace', ROUTED],
  ['test', ROUTED],
  ['table', ROUTED],
  ['analyze', [...OBJECTS, ...REFERENCED, { kinds: [ENDPOINT_SLICE], verbs: ['list'] }]],
  ['diff', [...OBJECTS, ...REFERENCED, { kinds: [ENDPOINT_SLICE], verbs: ['list'] }]],
  ['check', [{ kinds: [GATEWAY_CLASS], verbs: ['list'] }, ...POLICY_KINDS]],
  ['api-resources', POLICY_KINDS],
  ['version', [{ kinds: [CUSTOM_RESOURCE_DEFINITION], verbs: ['list'] }]],
  [
    'apply',
    [
      { kinds: WRITTEN, verbs: ['get', 'create', 'patch'] },
      { kinds: 'policies', verbs: ['get', 'create', 'patch'] },
    ],
  ],
  [
    'delete',
    [
      { kinds: WRITTEN, verbs: ['get', 'list', 'delete'] },
      { kinds: 'policies', verbs: ['get', 'list', 'delete'] },
    ],
  ],
  ['explain', []],
  ['completion', []],
]);

/** What every verb that only reads asks together. */
export const READING: readonly Need[] = [...WHOLE, { kinds: [EVENT], verbs: ['list'] }];

/** The verbs whose needs are written down. */
export const VERBS_WITH_NEEDS: readonly string[] = [...NEEDS.keys()];

/** What a verb asks of the server; one of which nothing is written down reads what the others read. */
export function needsOf(verb: string): readonly Need[] {
  return NEEDS.get(verb) ?? READING;
}
