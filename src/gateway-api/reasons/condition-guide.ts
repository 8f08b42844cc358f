/** How far a condition or reason may be relied upon. */
export type GuideState = 'standard' | 'experimental' | 'deprecated' | 'reserved';

/** A type of conditions as the API defines it for some kinds, with what each of its reasons means. */
export interface ConditionGuide {
  /** `Accepted` */
  readonly type: string;
  /** The kinds that have it; `listener` is a listener of a Gateway, `ListenerSet listener` one of a ListenerSet. */
  readonly on: readonly string[];
  readonly means: string;
  /** The status that a healthy object has. */
  readonly healthy: 'True' | 'False';
  readonly state?: Exclude<GuideState, 'standard'>;
  readonly reasons: readonly ReasonGuide[];
}

/** What a reason of a condition says, why it happens and what to do. */
export interface ReasonGuide {
  readonly reason: string;
  readonly statuses: readonly ('True' | 'False' | 'Unknown')[];
  readonly state?: Exclude<GuideState, 'standard'>;
  readonly means: string;
  /** Where something is not as it should be. */
  readonly why?: string;
  readonly fix?: string;
  /** Arguments of gwctl that show more. */
  readonly see?: readonly string[];
}
