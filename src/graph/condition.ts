import { NOT_EVALUATED } from '../model/computed-condition.ts';
import type { ComputedCondition } from '../model/computed-condition.ts';
import type { Fact } from '../model/fact.ts';

/** A condition that is True. @param choice what the specification left to the controller. */
export function isTrue(reason: string, choice?: Fact): ComputedCondition {
  return choice === undefined ? { status: 'True', reason } : { status: 'True', reason, choice };
}

/** A condition that is False, and why. */
export function isFalse(
  reason: string,
  because: Fact | undefined,
  more: Pick<ComputedCondition, 'otherReasons' | 'choice'> = {},
): ComputedCondition {
  return { status: 'False', reason, because, ...more };
}

/** A condition that could not be determined, and why. */
export function notEvaluated(because: Fact | undefined): ComputedCondition {
  return { status: 'Unknown', reason: NOT_EVALUATED, because };
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
  const more = failed.length - 1;
  const because: Fact | undefined =
    more === 0 || first.because === undefined ? first.because : { code: 'andMore', first: first.because, more };
  const choice = choiceOfAll(failed);
  return isFalse(first.reason, because, {
    ...(reasons.size === 0 ? {} : { otherReasons: [...reasons] }),
    ...(choice === undefined ? {} : { choice }),
  });
}

/** Choices that are none about the outcome: the reference fails all the same, only the reason or the way of it is left open. */
const OF_REASON: ReadonlySet<Fact['code']> = new Set(['noReasonForPort', 'noReasonForFilters', 'actsInPart']);

/** Whether the specification lets a controller decide otherwise than the rules do here. */
export function isOpen({ choice }: ComputedCondition): boolean {
  return choice !== undefined && !OF_REASON.has(choice.code);
}

/** It is the controller's choice only where every failure is: then the first. */
export function choiceOfAll(failed: readonly { readonly choice?: Fact | undefined }[]): Fact | undefined {
  return failed.every(({ choice }) => choice !== undefined) ? failed[0]?.choice : undefined;
}
