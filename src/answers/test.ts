import type { TestCoverage, TestReport, TestResult } from '../documents/test-report.ts';
import type { TraceResult } from '../documents/trace-result.ts';
import { compare } from '../routing-tests/compare.ts';
import type { Expectation } from '../routing-tests/expectation.ts';

/** A test with the answer to its request. */
export interface AnsweredTest {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly expectation: Expectation;
  readonly trace: TraceResult;
}

/** The result of one test, without what only its surroundings know: where the reasons are written, and what was sent. */
export function resultOf({ name, file, line, expectation, trace }: AnsweredTest): Omit<TestResult, 'because'> {
  const { request, outcome, listener, route, rule, match, deviations } = trace;
  const isUnknown = outcome.state === 'unknown';
  const differences = isUnknown ? [] : compare(expectation, trace);
  const state = isUnknown ? 'unknown' : differences.length > 0 ? 'failed' : 'passed';
  return {
    name,
    file,
    line,
    state,
    request,
    outcome,
    ...(listener !== undefined && { listener }),
    ...(route !== undefined && { route }),
    ...(rule !== undefined && { rule }),
    ...(match !== undefined && { match }),
    differences,
    ...(deviations.length > 0 && { deviations }),
  };
}

/** The report of all tests. */
export function testReport(
  results: readonly TestResult[],
  coverage: TestCoverage | undefined,
  gaps: TestReport['gaps'],
): TestReport {
  const count = (state: TestResult['state']): number => results.filter((result) => result.state === state).length;
  return {
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'TestReport',
    summary: { total: results.length, passed: count('passed'), failed: count('failed'), unknown: count('unknown') },
    tests: results,
    ...(coverage !== undefined && { coverage }),
    gaps,
  };
}
