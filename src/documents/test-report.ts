import type { DocumentGap } from './gap.ts';
import type { ObjectRef } from './ref.ts';
import type { RoutingTestEntry } from './routing-test.ts';
import type { SentReport } from './sent-report.ts';
import type { TraceDeviation, TracedRequest, TraceOutcome } from './trace-result.ts';

/** `test -o json`: which requests met what was expected, and which matches no test reaches. */
export interface TestReport {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'TestReport';
  readonly summary: TestSummary;
  /** In the order of the files; with `--only-failures` those that did not pass. */
  readonly tests: readonly TestResult[];
  /** With `--coverage`. */
  readonly coverage?: TestCoverage | undefined;
  readonly gaps: readonly DocumentGap[];
}

/** How many tests there are of each state. */
export interface TestSummary {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  /** What decides could not be read: neither passed nor failed, and no success. */
  readonly unknown: number;
}

/** One test. */
export interface TestResult {
  readonly name: string;
  readonly file: string;
  /** Where the test begins. */
  readonly line: number;
  readonly state: 'passed' | 'failed' | 'unknown';
  readonly request: TracedRequest;
  readonly outcome: TraceOutcome;
  readonly listener?: ObjectRef | undefined;
  readonly route?: ObjectRef | undefined;
  readonly rule?: { readonly index: number; readonly name?: string | undefined } | undefined;
  readonly match?: number | undefined;
  /** What is otherwise than expected, in the order of the keys of `expect`. */
  readonly differences: readonly TestDifference[];
  /** Why the answer is what it is: the way that decided, and where it is written. */
  readonly because: readonly TestReason[];
  /** Where the controller is known to answer otherwise than the specification, although the test may pass. */
  readonly deviations?: readonly TraceDeviation[] | undefined;
  /** With `--send`: what came back. */
  readonly sent?: SentReport | undefined;
}

/** One expectation that does not hold. */
export interface TestDifference {
  /** The key of `expect`. */
  readonly key: string;
  /** Whether it stands below `not`. */
  readonly never: boolean;
  readonly expected: string;
  readonly got: string;
}

/** One sentence of the trace. */
export interface TestReason {
  readonly text: string;
  /** `FILE:LINE` of objects from files. */
  readonly at?: string | undefined;
}

/** How many of the attached matches a test reaches. */
export interface TestCoverage {
  readonly matches: number;
  readonly covered: number;
  /** 0 to 100; 100 where there are none. */
  readonly percent: number;
  readonly missing: readonly UncoveredMatch[];
}

/** A match that no test reaches. */
export interface UncoveredMatch {
  readonly route: ObjectRef;
  readonly rule: number;
  /** Absent where the rule has none, and so matches everything. */
  readonly match?: number | undefined;
  /** A test that reaches it, ready to be used; absent where none can (another match wins, or only a regular expression matches). */
  readonly test?: RoutingTestEntry | undefined;
}
