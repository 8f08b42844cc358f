import type { Fact } from './fact.ts';

/**
 * A condition computed from the specification, to compare with what a controller reported.
 *
 * `Unknown` with reason `NotEvaluated` means that it could not be determined: a kind could not be read, or the outcome is up
 * to the implementation (an unknown parent, route, protocol or backend kind). It never means that something is wrong.
 */
export interface ComputedCondition {
  readonly status: 'True' | 'False' | 'Unknown';
  /** A reason of the API (`NotAllowedByListeners`), `NotEvaluated`, or `ParentNotFound`. */
  readonly reason: string;
  /** What is so. Absent where the status says it all. */
  readonly because?: Fact | undefined;
  /** Other reasons that a controller may report as well, because several references fail. */
  readonly otherReasons?: readonly string[] | undefined;
  /** Set where the specification leaves the outcome to the implementation: which choice was taken. */
  readonly choice?: Fact | undefined;
}

/** The reason of a condition that could not be computed. */
export const NOT_EVALUATED = 'NotEvaluated';

/** Our own reason where the parent does not exist: then no controller writes a status, by design. */
export const PARENT_NOT_FOUND = 'ParentNotFound';
