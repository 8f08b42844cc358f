import { SPECIFICATION_POLICY_KINDS } from '../gateway-api/kinds.ts';
import { isFalse } from '../graph/condition.ts';
import type { Fact } from '../model/fact.ts';
import type { KubernetesObject } from '../model/object.ts';
import { refOf, sameGroupKind } from '../model/ref.ts';
import type { Policy } from '../policy/policy.ts';
import type { PolicyIndex } from '../policy/policy-index.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { sameTargetConflicts } from '../policy/same-target.ts';
import type { Because } from './verdict.ts';

/** What is wrong with a policy beside its status and the objects that it names. */
export interface PolicyProblem {
  readonly policy: Policy;
  /** The field in question; empty where the policy as a whole is meant. */
  readonly path: string;
  readonly because: Because;
}

/**
 * The policies of a kind that do nothing although every object that they name is there: what they select by label does not
 * exist, or another policy takes their place at the same target. At the ancestors of the specification's own kinds the rules of
 * the graph say the latter.
 */
export function policyProblems(index: PolicyIndex, kind: PolicyKind): readonly PolicyProblem[] {
  const problems = index.snapshot.list(kind).flatMap((object) => selectsNothing(index, object));
  if (SPECIFICATION_POLICY_KINDS.some((own) => sameGroupKind(own, kind))) return problems;
  const conflicts = sameTargetConflicts(index, kind).map(({ policy, node, winner, reason }) =>
    refused(policy, '', 'Conflicted', { code: 'sameTarget', policy: winner.ref, target: node, reason }),
  );
  return [...problems, ...conflicts];
}

function selectsNothing(index: PolicyIndex, object: KubernetesObject): readonly PolicyProblem[] {
  const policy = index.policy(refOf(object));
  if (policy === undefined) return [];
  return policy.targets.flatMap(({ state, path, because }) =>
    state === 'missing' && because?.code === 'nothingMatches' ? [refused(policy, path, 'TargetNotFound', because)] : [],
  );
}

function refused(policy: Policy, path: string, reason: string, because: Fact): PolicyProblem {
  return { policy, path, because: { code: 'computed', type: 'Accepted', condition: isFalse(reason, because) } };
}
