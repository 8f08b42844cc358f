import type { DocumentGap } from './gap.ts';

/** `check -o json`: whether a cluster is ready for the Gateway API, and for gwctl. Fields are only added, never changed in meaning. */
export interface CheckReport {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'CheckReport';
  /** In the order of their sections. */
  readonly checks: readonly Check[];
  readonly summary: CheckCounts;
  readonly gaps: readonly DocumentGap[];
}

/** One thing that was looked at. */
export interface Check {
  readonly section: CheckSection;
  /** What was looked at: `installed`, `class`, `list` … Several checks share one. */
  readonly id: string;
  /** The object, CRD or type in question. */
  readonly subject?: string | undefined;
  readonly state: CheckState;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to do, where it did not pass. */
  readonly hint?: string | undefined;
}

/** The parts of a report. */
export type CheckSection = 'crds' | 'controllers' | 'permissions' | 'upgrade';

/** `failed`: something does not work; `warning`: something may not; `unknown`: it could not be determined. */
export type CheckState = 'passed' | 'warning' | 'failed' | 'unknown';

/** How many checks there are of each state. */
export interface CheckCounts {
  readonly passed: number;
  readonly warning: number;
  readonly failed: number;
  readonly unknown: number;
}
