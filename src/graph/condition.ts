import { NOT_EVALUATED } from '../model/computed-condition.ts';
import type { ComputedCondition } from '../model/computed-condition.ts';

/** A condition that is True. @param choice what the specification left to the controller. */
export function isTrue(reason: string, choice?: string): ComputedCondition {
  return { status: 'True', reason, message: '', ...(choice === undefined ? {} : { choice }) };
}

/** A condition that is False, with what to change. */
export function isFalse(
  reason: string,
  message: string,
  more: Pick<ComputedCondition, 'otherReasons' | 'choice'> = {},
): ComputedCondition {
  return { status: 'False', reason, message, ...more };
}

/** A condition that cannot be told, with why. */
export function notEvaluated(message: string): ComputedCondition {
  return { status: 'Unknown', reason: NOT_EVALUATED, message };
}

/**
 * What several references come to together: False as soon as one fails, with the reasons of all that fail, since a
 * controller may name any of them (semantics.md 2.9); else Unknown where one could not be evaluated.
 * @param trueReason the reason where all is well.
 */
export function combineConditions(trueReason: string, conditions: readonly ComputedCondition[]): ComputedCondition {
  const failed = conditions.filter(({ status }) => status === 'False');
  const [first] = failed;
  if (first === undefined) {
    const unknown = conditions.find(({ status }) => status === 'Unknown');
    if (unknown !== undefined) return unknown;
    return isTrue(trueReason, conditions.find(({ choice }) => choice !== undefined)?.choice);
  }
  const reasons = new Set(failed.flatMap(({ reason, otherReasons = [] }) => [reason, ...otherReasons]));
  reasons.delete(first.reason);
  const left = failed.length - 1;
  const message = left === 0 ? first.message : `${first.message} (and ${left} more)`;
  // It is the controller's choice only where every failure is.
  const choice = failed.every((condition) => condition.choice !== undefined) ? first.choice : undefined;
  return isFalse(first.reason, message, {
    ...(reasons.size === 0 ? {} : { otherReasons: [...reasons] }),
    ...(choice === undefined ? {} : { choice }),
  });
}
