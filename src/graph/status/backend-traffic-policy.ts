import type { ComputedCondition } from '../../model/computed-condition.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, refKey, refOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { gatewaysReaching } from '../attach/backend-reach.ts';
import { isFalse, isTrue } from '../condition.ts';
import { combineTargets } from './policy-outcome.ts';
import type { AncestorState, TargetOutcome } from './policy-outcome.ts';
import { precedenceReason } from '../precedence.ts';
import { rankPolicies } from '../resolve/rank-policies.ts';
import { resolutionOf } from '../resolve/policy-target.ts';
import type { ResolvedTarget } from '../resolve/policy-target.ts';
import { namedTargets } from '../resolve/policy-targets.ts';
import { conditionOf } from '../resolve/reference.ts';
import { rememberEach } from '../remember.ts';

/**
 * What the specification says of an XBackendTrafficPolicy (v1.1 and v1.2: BackendLBPolicy) at every Gateway that reaches
 * one of its targets (semantics.md 5.11): the oldest of a target wins whole.
 */
export const backendTrafficAncestors = rememberEach(
  (snapshot: Snapshot, policy: KubernetesObject): readonly AncestorState[] => {
    const byGateway = new Map<string, { readonly ancestor: ObjectRef; readonly outcomes: TargetOutcome[] }>();
    for (const target of namedTargets(snapshot, policy)) {
      const outcome = { condition: judgeTarget(snapshot, policy, target) };
      for (const { gateway } of gatewaysReaching(snapshot, target.ref)) {
        const ancestor = refOf(gateway);
        const entry = byGateway.get(refKey(ancestor)) ?? { ancestor, outcomes: [] };
        byGateway.set(refKey(ancestor), entry);
        entry.outcomes.push(outcome);
      }
    }
    return [...byGateway.values()].map(({ ancestor, outcomes }) => ({
      ancestor,
      accepted: combineTargets(outcomes, isTrue('Accepted')),
      resolvedRefs: undefined,
    }));
  },
);

function judgeTarget(snapshot: Snapshot, policy: KubernetesObject, target: ResolvedTarget): ComputedCondition {
  const { ref } = target;
  if (target.state !== 'resolved') return conditionOf(resolutionOf(target));
  const [winner] = rankPolicies(snapshot, groupKindOf(policy), namespaceOf(policy) ?? '', ref);
  if (winner === undefined || winner === policy) return isTrue('Accepted');
  const by = precedenceReason(winner, policy);
  return isFalse('Conflicted', { code: 'policyBefore', policy: refOf(winner), target: ref, port: undefined, by });
}
