import { readPolicyTargets } from '../../gateway-api/policy.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindKey, refKey } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { comparePrecedence } from '../precedence.ts';
import { rememberOnce } from '../remember.ts';

const byKindAndNamespace = rememberOnce(
  (_snapshot: Snapshot) => new Map<string, ReadonlyMap<string, readonly KubernetesObject[]>>(),
);

/**
 * The policies of a kind that a namespace holds and that name a target there, the one that wins first: the oldest, then by
 * name (semantics.md 5.10, 5.11, 5.13).
 * @param target with the section as it is written: the name of a Service port.
 */
export function rankPolicies(
  snapshot: Snapshot,
  kind: GroupKind,
  namespace: string,
  target: ObjectRef,
): readonly KubernetesObject[] {
  const key = `${groupKindKey(kind)} ${namespace}`;
  const places = byKindAndNamespace(snapshot);
  const known = places.get(key) ?? indexPolicies(snapshot.listIn(kind, namespace));
  places.set(key, known);
  return known.size === 0 ? [] : (known.get(refKey(target)) ?? []);
}

function indexPolicies(policies: readonly KubernetesObject[]): ReadonlyMap<string, readonly KubernetesObject[]> {
  const byTarget = new Map<string, KubernetesObject[]>();
  for (const policy of policies.toSorted(comparePrecedence)) {
    for (const { ref } of readPolicyTargets(policy)) {
      const key = refKey(ref);
      const named = byTarget.get(key);
      if (named === undefined) byTarget.set(key, [policy]);
      else if (!named.includes(policy)) named.push(policy);
    }
  }
  return byTarget;
}
