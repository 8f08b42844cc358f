/**
 * A condition computed from the specification, to compare with what a controller reported.
 *
 * `Unknown` with reason `NotEvaluated` means that it could not be determined: a kind could not be read, or the outcome is up
 * to the implementation (an unknown parent, route, protocol or backend kind). It never means that something is wrong.
 */
export interface ComputedCondition {
  /** The status that the specification calls for; `Unknown` where it could not be determined. */
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
  /** Type of the condition: `Accepted`. */
  readonly type: string;
  /** The status as it was written: True, False, Unknown, or whatever else stands there. */
  readonly status: string;
  /** The reason that the controller gave. */
  readonly reason: string;
  /** The message that the controller wrote. */
  readonly message: string;
  /** The generation of the object that the condition speaks of; absent where the controller does not say. */
  readonly observedGeneration?: number | undefined;
  /** When the status last changed, as it was written (RFC 3339). */
  readonly lastTransitionTime?: string | undefined;
  /** Whether the condition speaks of an older generation than the object has. */
  readonly stale: boolean;
}

/** What one controller reported for one parent, ancestor, object or listener. */
export interface Reported {
  /**
   * The controller that reported it; empty where the status does not name one (Gateway, ListenerSet: then it is the class's
   * controller).
   */
  readonly controllerName: string;
  /** The conditions that it wrote, in their order. */
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
  /** The condition or count that it is about: `Accepted`, `attachedRoutes`. */
  readonly about: string;
  /** The controller whose report disagrees; empty where the status does not name one. */
  readonly controllerName: string;
  /** What disagrees, in one sentence. */
  readonly message: string;
}
