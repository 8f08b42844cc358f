import type { Fact } from './fact.ts';

/**
 * A condition as the specification lets us compute it, beside what a controller reported.
 *
 * `Unknown` with reason `NotEvaluated` means that we cannot tell: a kind could not be read, or the outcome is the
 * implementation's business (an unknown parent, route, protocol or backend kind). It is never an accusation.
 */
export interface ComputedCondition {
  readonly status: 'True' | 'False' | 'Unknown';
  /** A reason of the API (`NotAllowedByListeners`), `NotEvaluated`, or `ParentNotFound`. */
  readonly reason: string;
  /** What is so. Absent where the status says it all. */
  readonly because?: Fact | undefined;
  /** Other reasons that a controller may report as rightly: several references fail and any may be named (semantics.md 2.9). */
  readonly otherReasons?: readonly string[] | undefined;
  /** Set where the specification leaves the outcome to the implementation (semantics.md section 9): which choice was taken. */
  readonly choice?: Fact | undefined;
}

/** The reason of a condition that could not be computed. */
export const NOT_EVALUATED = 'NotEvaluated';

/** Our own reason where the parent does not exist: then no controller writes a status, by design (semantics.md 2.2). */
export const PARENT_NOT_FOUND = 'ParentNotFound';
