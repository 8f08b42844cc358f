import type { DocumentGap } from './gap.ts';
import type { ObjectRef, RuleRef } from './ref.ts';
import type { RoutingTestEntry } from './routing-test.ts';
import type { SentReport } from './sent-report.ts';
import type { TraceDeviation, TracedRequest, TraceOutcome } from './trace-result.ts';

/** `test -o json`: which requests met what was expected, and which matches no test reaches. */
export interface TestReport {
  /** The version of this shape: within it, fields are only added. */
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  readonly kind: 'TestReport';
  /** How many tests passed. */
  readonly summary: TestSummary;
  /** The tests, in the order of the files; with `--only-failures` only those that did not pass. */
  readonly tests: readonly TestResult[];
  /** With `--coverage`: which matches the tests reach. */
  readonly coverage?: TestCoverage | undefined;
  /** What could not be read, and what the answer lacks because of it; empty when everything was read. */
  readonly gaps: readonly DocumentGap[];
}

/** How many tests there are of each state. */
export interface TestSummary {
  /** All tests. */
  readonly total: number;
  /** Tests whose expectations hold. */
  readonly passed: number;
  /** Tests of which an expectation does not hold. */
  readonly failed: number;
  /** Tests of which something that decides could not be read: neither passed nor failed, and no success. */
  readonly unknown: number;
}

/** One test. */
export interface TestResult {
  /** Name of the test, or its request. */
  readonly name: string;
  /** The file that holds the test. */
  readonly file: string;
  /** The line at which the test begins. */
  readonly line: number;
  /** Whether the expectations hold; `unknown` where something that decides could not be read. */
  readonly state: 'passed' | 'failed' | 'unknown';
  /** The request as it was understood. */
  readonly request: TracedRequest;
  /** What answers the request. */
  readonly outcome: TraceOutcome;
  /** The listener that takes the request; absent where none does. */
  readonly listener?: ObjectRef | undefined;
  /** The route that answers; absent where none does. */
  readonly route?: ObjectRef | undefined;
  /** The rule of the route. */
  readonly rule?: RuleRef | undefined;
  /** Index into the rule's matches; absent where it has none. */
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
  /** Whether the expectation stands below `not`. */
  readonly never: boolean;
  /** What was expected. */
  readonly expected: string;
  /** What is the case. */
  readonly got: string;
}

/** One sentence of the trace. */
export interface TestReason {
  /** The sentence. */
  readonly text: string;
  /** Where it is written: `FILE:LINE`, of objects from files. */
  readonly at?: string | undefined;
}

/** How many of the attached matches a test reaches. */
export interface TestCoverage {
  /** How many matches the attached routes have. */
  readonly matches: number;
  /** How many of them a test reaches. */
  readonly covered: number;
  /** The share that is reached, 0 to 100; 100 where there are no matches. */
  readonly percent: number;
  /** The matches that no test reaches. */
  readonly missing: readonly UncoveredMatch[];
}

/** A match that no test reaches. */
export interface UncoveredMatch {
  /** The route. */
  readonly route: ObjectRef;
  /** Index of the rule in the route. */
  readonly rule: number;
  /** Index of the match in the rule; absent where the rule has none, and so matches everything. */
  readonly match?: number | undefined;
  /** A test that reaches it, ready to be used; absent where none can (another match wins, or only a regular expression matches). */
  readonly test?: RoutingTestEntry | undefined;
}
