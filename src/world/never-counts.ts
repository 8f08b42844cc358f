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

const NEVER_COUNTING = COMMON_TYPES.filter((type) => !COUNTING.has(groupKindKey(type)));
const NEVER_COUNTING_TYPES: ReadonlySet<string> = new Set(NEVER_COUNTING.map(groupKindKey));
const NEVER_COUNTING_KINDS: ReadonlySet<string> = new Set(NEVER_COUNTING.map(({ kind }) => kind));

/**
 * Whether no verdict looks at a kind: what runs behind Services, and who may do what.
 * @param type as far as it is known.
 */
export function neverCounts({ group, kind }: { readonly [Part in keyof GroupKind]?: string | undefined }): boolean {
  if (kind === undefined) return false;
  return group === undefined ? NEVER_COUNTING_KINDS.has(kind) : NEVER_COUNTING_TYPES.has(groupKindKey({ group, kind }));
}
