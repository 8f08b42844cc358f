import type { Severity } from './analysis-report.ts';
import type { DocumentGap } from './gap.ts';

/** `gwctl explain -o json`: what the rules of `analyze`, and the conditions and reasons of the Gateway API mean. Fields are only added, never changed in meaning. */
export interface RuleList {
  /** The version of this shape: within it, fields are only added. */
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  readonly kind: 'RuleList';
  /** By code. */
  readonly rules: readonly RuleEntry[];
  /** By kind of object. */
  readonly conditions: readonly ConditionEntry[];
  /** By kind of object and condition. */
  readonly reasons: readonly ReasonEntry[];
  /** Always empty: nothing is read. */
  readonly gaps: readonly DocumentGap[];
}

/** What a rule of `analyze` says of itself. */
export interface RuleEntry {
  /** Permanent: `GW2003`. */
  readonly code: string;
  /** `backend-port` */
  readonly name: string;
  /** How bad its findings are, unless the configuration says otherwise. */
  readonly severity: Severity;
  /** What it finds, in a sentence or two. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** A manifest in which it finds something. */
  readonly bad?: string | undefined;
  /** The same as it should be. */
  readonly good?: string | undefined;
  /** Its page. */
  readonly docs: string;
}

/** A type of conditions in the status of some kinds. */
export interface ConditionEntry {
  /** `Accepted` */
  readonly type: string;
  /** The kinds that have it: `Gateway`, `listener`, `HTTPRoute` … */
  readonly on: readonly string[];
  /** What it says. */
  readonly means: string;
  /** The status that a healthy object has. */
  readonly healthy: 'True' | 'False';
  /** `standard`; `experimental`, `deprecated` or `reserved` where it says so. */
  readonly state: ConditionState;
  /** The reasons that the API defines for it. */
  readonly reasons: readonly string[];
}

/** How far a condition or reason may be relied upon. */
export type ConditionState = 'standard' | 'experimental' | 'deprecated' | 'reserved';

/** A reason of a condition. */
export interface ReasonEntry {
  /** `NoMatchingListenerHostname` */
  readonly reason: string;
  /** The condition that has it: `Accepted`. */
  readonly condition: string;
  /** The statuses that it explains. */
  readonly statuses: readonly ('True' | 'False' | 'Unknown')[];
  /** The kinds of objects that may have it. */
  readonly on: readonly string[];
  /** How far it may be relied upon. */
  readonly state: ConditionState;
  /** What it says. */
  readonly means: string;
  /** Why it happens, where it is not as it should be. */
  readonly why?: string | undefined;
  /** What to do. */
  readonly fix?: string | undefined;
  /** Arguments of gwctl that show more. */
  readonly see: readonly string[];
}
