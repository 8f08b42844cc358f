import type { DocumentGap } from './gap.ts';

/** `gwctl check -o json`: whether a cluster is ready for the Gateway API, and for gwctl. Fields are only added, never changed in meaning. */
export interface CheckReport {
  /** The version of this shape: within it, fields are only added. */
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  readonly kind: 'CheckReport';
  /** In the order of their sections. */
  readonly checks: readonly Check[];
  /** How many checks there are of each state. */
  readonly summary: CheckCounts;
  /** What could not be read, and what the answer lacks because of it; empty when everything was read. */
  readonly gaps: readonly DocumentGap[];
}

/** One thing that was looked at. */
export interface Check {
  /** The part of the report that it belongs to. */
  readonly section: CheckSection;
  /** What was looked at: `installed`, `class`, `list` … Several checks share one. */
  readonly id: string;
  /** The object, CRD or type in question. */
  readonly subject?: string | undefined;
  /** What came of it. */
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
  /** What is as it should be. */
  readonly passed: number;
  /** What may not work. */
  readonly warning: number;
  /** What does not work. */
  readonly failed: number;
  /** What could not be determined. */
  readonly unknown: number;
}
