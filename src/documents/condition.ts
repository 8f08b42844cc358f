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
  /** One sentence: what is the case, and for False what to change. Empty if True says it all. */
  readonly message: string;
  /** Other reasons that a controller may report as well, because several references fail. */
  readonly otherReasons?: readonly string[] | undefined;
  /** Set where the specification leaves the outcome to the implementation: which choice was taken. */
  readonly choice?: string | undefined;
}

/** A condition as it stands in a status. */
export interface ReportedCondition {
  readonly type: string;
  /** True, False, Unknown, or whatever else was written. */
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly observedGeneration?: number | undefined;
  readonly lastTransitionTime?: string | undefined;
  /** Whether it speaks of an older generation than the object has. */
  readonly stale: boolean;
}

/** What one controller reported for one parent, ancestor, object or listener. */
export interface Reported {
  /** Empty where the status does not name one (Gateway, ListenerSet: the class's controller then). */
  readonly controllerName: string;
  readonly conditions: readonly ReportedCondition[];
}

/** One point in which reported status and specification disagree. */
export interface Drift {
  /**
   * `contradiction`: the opposite was reported; `stale`: the report speaks of an older generation; `noStatus`: nothing was
   * reported; `leftover`: the report is about a parent that the spec no longer names; `count`: a number differs; `choice`: the
   * controller took another choice that the specification allows.
   */
  readonly kind: 'contradiction' | 'stale' | 'noStatus' | 'leftover' | 'count' | 'choice';
  /** The condition or count it is about: `Accepted`, `attachedRoutes`. */
  readonly about: string;
  readonly controllerName: string;
  /** One sentence. */
  readonly message: string;
}
