import type { ComputedCondition } from '../../model/computed-condition.ts';
import { readPolicyTargets } from '../../gateway-api/policy.ts';
import { BACKEND_LB_POLICY, X_BACKEND_TRAFFIC_POLICY } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, refKey, refOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { gatewaysReaching } from '../attach/backend-reach.ts';
import { isFalse, isTrue } from '../condition.ts';
import { combineTargets } from './policy-outcome.ts';
import type { AncestorState, TargetOutcome } from './policy-outcome.ts';
import { resolveTargets } from '../resolve/policy-target.ts';
import type { ResolvedTarget } from '../resolve/policy-target.ts';
import { comparePrecedence } from '../precedence.ts';
import { conditionOf } from '../resolve/reference.ts';
import { rememberEach, rememberOnce } from '../remember.ts';

/**
 * What the specification says of an XBackendTrafficPolicy (v1.1 and v1.2: BackendLBPolicy) at every Gateway that reaches
 * one of its targets (semantics.md 5.11): the oldest of a target wins whole.
 */
export const backendTrafficAncestors = rememberEach(
  (snapshot: Snapshot, policy: KubernetesObject): readonly AncestorState[] => {
    const byGateway = new Map<string, { readonly ancestor: ObjectRef; readonly outcomes: TargetOutcome[] }>();
    for (const target of resolveTargets(snapshot, policy)) {
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

function judgeTarget(
  snapshot: Snapshot,
  policy: KubernetesObject,
  { ref, resolution }: ResolvedTarget,
): ComputedCondition {
  if (resolution.state !== 'resolved') return conditionOf(resolution);
  const winner = winners(snapshot).get(`${groupKindOf(policy).kind} ${refKey(ref)}`);
  if (winner === undefined || winner === policy) return isTrue('Accepted');
  return isFalse('Conflicted', { code: 'olderPolicy', policy: refOf(winner), target: ref, port: undefined });
}

/** The oldest policy of each kind and target. */
const winners = rememberOnce((snapshot: Snapshot): ReadonlyMap<string, KubernetesObject> => {
  const oldest = new Map<string, KubernetesObject>();
  for (const kind of [X_BACKEND_TRAFFIC_POLICY, BACKEND_LB_POLICY]) {
    for (const policy of snapshot.list(kind).toSorted(comparePrecedence)) {
      for (const { ref } of readPolicyTargets(policy)) {
        const key = `${kind.kind} ${refKey(ref)}`;
        if (!oldest.has(key)) oldest.set(key, policy);
      }
    }
  }
  return oldest;
});
