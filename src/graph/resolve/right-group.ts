import { GATEWAY_API_TYPES } from '../../gateway-api/kinds.ts';
import { VENDOR_TYPES } from '../../gateway-api/vendor-types.ts';
import { COMMON_TYPES } from '../../gateway-api/well-known-types.ts';
import { addTo } from '../../model/add-to.ts';
import type { FactOf } from '../../model/fact.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { nearestName } from '../../model/near-name.ts';

/** The kinds of Kubernetes and of the Gateway API, of whose groups all kinds are known. */
const STANDARD: readonly GroupKind[] = [...GATEWAY_API_TYPES, ...COMMON_TYPES];
const STANDARD_GROUPS: ReadonlySet<string> = new Set(STANDARD.map(({ group }) => group));

/** Whether a type is one of Kubernetes or of the Gateway API. */
export function isStandardKind(type: GroupKind): boolean {
  return STANDARD.some((one) => sameGroupKind(one, type));
}

/** What is written for the group without a name. */
const MISNOMERS: ReadonlySet<string> = new Set(['core', 'v1', 'core/v1']);

/** The groups of each known kind, those of the Gateway API first. */
const KNOWN_GROUPS: ReadonlyMap<string, readonly string[]> = (() => {
  const groups = new Map<string, string[]>();
  for (const { group, kind } of [...STANDARD, ...VENDOR_TYPES]) addTo(groups, kind, group);
  return groups;
})();

/**
 * The group that was meant, where the one that is written has no such kind: `Service` of the Gateway API's group, a group with
 * its words in another order, no group where one is needed. Undefined where the type is there, or may be.
 */
function rightGroup(snapshot: Snapshot, { group, kind }: GroupKind): string | undefined {
  if (kind === '' || snapshot.serves({ group, kind })) return undefined;
  const known = KNOWN_GROUPS.get(kind) ?? [];
  if (known.includes(group)) return undefined;
  const served = snapshot.groupsOf(kind);
  const groups = [...new Set([...served, ...known])];
  const near = groups.filter((other) => resembles(group, other));
  if (near.length > 0) return near[0];
  if (!STANDARD_GROUPS.has(group) && !MISNOMERS.has(group)) return undefined;
  // Of several vendors' kinds only the one that is there was meant.
  return groups.length === 1 || STANDARD_GROUPS.has(groups[0] ?? '') ? groups[0] : served[0];
}

/** A group that has no such kind as the fault that it is, with the object that was meant; undefined where it has, or may have. */
export function groupFault(snapshot: Snapshot, ref: GroupKind | ObjectRef): FactOf<'wrongGroup'> | undefined {
  const { group, kind } = ref;
  const right = rightGroup(snapshot, ref);
  if (right === undefined) return undefined;
  const meant = 'name' in ref ? { group: right, kind, namespace: ref.namespace, name: ref.name } : undefined;
  const isThere = meant !== undefined && snapshot.find(meant).state === 'found';
  return { code: 'wrongGroup', type: { group, kind }, right, object: isThere ? meant : undefined };
}

/** Whether one group is the other with words missing, added, cut short or in another order, with its version, or mistyped. */
function resembles(written: string, right: string): boolean {
  const [name = ''] = written.split('/', 1);
  if (name === '' || right === '') return false;
  const [fewer = [], more = []] = [name.split('.'), right.split('.')].toSorted((a, b) => a.length - b.length);
  if (fewer.length > 1 && fewer.every((word) => more.includes(word))) return true;
  // `network` for `networking`.
  if (fewer.length === more.length && fewer.every((word, at) => isCutShort(word, more[at] ?? ''))) return true;
  return nearestName(name, [right]) !== undefined;
}

function isCutShort(one: string, other: string): boolean {
  const [short = '', long = ''] = [one, other].toSorted((a, b) => a.length - b.length);
  return short === long || (short.length >= SHORTEST_CUT && long.startsWith(short));
}

/** Shorter words begin others by chance. */
const SHORTEST_CUT = 4;
