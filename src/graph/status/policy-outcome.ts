import type { ComputedCondition } from '../../model/computed-condition.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { combineConditions } from '../condition.ts';

/** What the specification says of a policy at one ancestor. */
export interface AncestorState {
  readonly ancestor: ObjectRef;
  readonly accepted: ComputedCondition;
  readonly resolvedRefs: ComputedCondition | undefined;
}

/** What becomes of one target of a policy. */
export interface TargetOutcome {
  readonly condition: ComputedCondition;
}

/**
 * Accepted of a policy over the targets that one ancestor reaches: as long as it acts on one of them, it is accepted
 * there. What is wrong with the policy as a whole comes on top.
 */
export function combineTargets(outcomes: readonly TargetOutcome[], whole: ComputedCondition): ComputedCondition {
  const conditions = outcomes.map(({ condition }) => condition);
  const works = conditions.find(({ status }) => status === 'True');
  const lost = conditions.filter(({ status }) => status === 'False');
  if (works !== undefined && whole.status === 'True' && lost.length > 0) {
    return { ...works, choice: { code: 'actsInPart', because: lost[0]?.because } };
  }
  return combineConditions('Accepted', works === undefined ? [...conditions, whole] : [works, whole]);
}
