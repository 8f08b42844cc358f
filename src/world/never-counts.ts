import {
  CLUSTER_TRUST_BUNDLE,
  CONFIG_MAP,
  CUSTOM_RESOURCE_DEFINITION,
  ENDPOINT_SLICE,
  NAMESPACE,
  POD,
  SECRET,
  SERVICE,
} from '../gateway-api/kinds.ts';
import { COMMON_TYPES } from '../gateway-api/well-known-types.ts';
import { groupKindKey } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';

const COUNTING: ReadonlySet<string> = new Set(
  [CLUSTER_TRUST_BUNDLE, CONFIG_MAP, CUSTOM_RESOURCE_DEFINITION, ENDPOINT_SLICE, NAMESPACE, POD, SECRET, SERVICE].map(
    groupKindKey,
  ),
);

const NEVER_COUNTING: ReadonlySet<string> = new Set(COMMON_TYPES.map(groupKindKey).filter((key) => !COUNTING.has(key)));

/** Whether no verdict looks at a kind: what runs behind Services, and who may do what. */
export function neverCounts(type: GroupKind): boolean {
  return NEVER_COUNTING.has(groupKindKey(type));
}
