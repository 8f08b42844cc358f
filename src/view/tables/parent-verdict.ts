import { judgeCondition, sumVerdicts } from '../../model/conditions.ts';
import type { Verdict } from '../../model/conditions.ts';
import { generationOf, readObjectConditions } from '../../gateway-api/gateway.ts';
import {
  readAncestorStatuses,
  readParentRefs,
  readParentStatuses,
  sameParentRef,
} from '../../gateway-api/parent-ref.ts';
import type { KubernetesObject } from '../../model/object.ts';

/**
 * What a condition of a route amounts to over its parents: one verdict per parentRef and controller that reported; a
 * parentRef that nobody reported is Unknown. Reports about parents that the spec no longer names do not count, unless it
 * names none at all (default Gateways, semantics.md 2.8).
 */
export function parentVerdict(route: KubernetesObject, type: string): Verdict {
  const generation = generationOf(route);
  const statuses = readParentStatuses(route);
  const parentRefs = readParentRefs(route);
  if (parentRefs.length === 0) {
    return sumVerdicts(statuses.map(({ conditions }) => judgeCondition(conditions, type, generation)));
  }
  const verdicts: Verdict[] = [];
  for (const parentRef of parentRefs) {
    const reported = statuses.filter((status) => sameParentRef(status.parentRef, parentRef));
    if (reported.length === 0) verdicts.push('Unknown');
    for (const { conditions } of reported) verdicts.push(judgeCondition(conditions, type, generation));
  }
  return sumVerdicts(verdicts);
}

/**
 * What a condition of a policy or XBackend amounts to over its ancestors; a vendor's policy that reports on itself alone
 * (`status.conditions`) is judged by that.
 */
export function ancestorVerdict(policy: KubernetesObject, type: string): Verdict {
  const generation = generationOf(policy);
  const ancestors = readAncestorStatuses(policy);
  if (ancestors.length === 0) return judgeCondition(readObjectConditions(policy), type, generation);
  return sumVerdicts(ancestors.map(({ conditions }) => judgeCondition(conditions, type, generation)));
}
