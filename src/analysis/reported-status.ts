import { findCondition, isDefaulted, isStale } from '../model/conditions.ts';
import type { Condition } from '../model/conditions.ts';
import { generationOf, readObjectConditions } from '../gateway-api/gateway.ts';
import { readAncestorStatuses, readParentRefs, readParentStatuses, sameParentRef } from '../gateway-api/parent-ref.ts';
import type { KubernetesObject } from '../model/object.ts';

/**
 * What a condition amounts to for a reader. `Pending`: only the CRD's default is there, no controller has touched the
 * object. `Stale`: the condition is about an older generation. `Partial`: True for some, not for others.
 */
export type ReportedStatus = 'True' | 'False' | 'Partial' | 'Unknown' | 'Stale' | 'Pending';

/** What a condition of the object itself amounts to. */
export function statusOfObject(object: KubernetesObject, type: string): ReportedStatus {
  return statusOf(readObjectConditions(object), type, generationOf(object));
}

/**
 * What a condition of a route amounts to over its parents: one status per parentRef and controller that reported; a
 * parentRef that nobody reported is Unknown. Reports about parents that the spec no longer names do not count, unless it
 * names none at all (default Gateways, semantics.md 2.8).
 */
export function statusAtParents(route: KubernetesObject, type: string): ReportedStatus {
  const generation = generationOf(route);
  const statuses = readParentStatuses(route);
  const parentRefs = readParentRefs(route);
  if (parentRefs.length === 0) {
    return sumStatuses(statuses.map(({ conditions }) => statusOf(conditions, type, generation)));
  }
  const all: ReportedStatus[] = [];
  for (const parentRef of parentRefs) {
    const reported = statuses.filter((status) => sameParentRef(status.parentRef, parentRef));
    if (reported.length === 0) all.push('Unknown');
    for (const { conditions } of reported) all.push(statusOf(conditions, type, generation));
  }
  return sumStatuses(all);
}

/**
 * What a condition of a policy or XBackend amounts to over its ancestors; a vendor's policy that reports on itself alone
 * (`status.conditions`) is judged by that.
 */
export function statusAtAncestors(policy: KubernetesObject, type: string): ReportedStatus {
  const generation = generationOf(policy);
  const ancestors = readAncestorStatuses(policy);
  if (ancestors.length === 0) return statusOfObject(policy, type);
  return sumStatuses(ancestors.map(({ conditions }) => statusOf(conditions, type, generation)));
}

/** What one condition of a list amounts to; an absent one is Unknown. */
export function statusOf(
  conditions: readonly Condition[],
  type: string,
  generation: number | undefined,
): ReportedStatus {
  const condition = findCondition(conditions, type);
  if (condition === undefined) return 'Unknown';
  if (isDefaulted(condition)) return 'Pending';
  if (isStale(condition, generation, conditions)) return 'Stale';
  return condition.status === 'True' || condition.status === 'False' ? condition.status : 'Unknown';
}

/**
 * Sums statuses up over parents, ancestors or listeners: equal ones stay; any stale one makes the sum Stale; True beside
 * anything else is Partial; False beside Unknown is False. No status at all is Unknown.
 */
export function sumStatuses(statuses: readonly ReportedStatus[]): ReportedStatus {
  const distinct = new Set(statuses);
  const [first] = distinct;
  if (first === undefined) return 'Unknown';
  if (distinct.size === 1) return first;
  if (distinct.has('Stale')) return 'Stale';
  if (distinct.has('True') || distinct.has('Partial')) return 'Partial';
  return distinct.has('False') ? 'False' : 'Unknown';
}
