import type { TestReport, TestResult } from '../documents/test-report.ts';
import { differenceText, findingText, coverageText } from '../view/routing-test-text.ts';
import { formatJunitSuites } from './junit-suites.ts';
import type { JunitCase, JunitOutcome } from './junit-suites.ts';

/** A report as JUnit XML: a suite a file, a case a test. */
export function formatJunit({ tests, coverage }: TestReport): string {
  const properties = coverage === undefined ? [] : [['coverage', coverageText(coverage)] as const];
  const suites = Map.groupBy(tests, ({ file }) => file);
  return formatJunitSuites(
    [...suites].map(([name, cases]) => ({ name, properties, cases: cases.map((test) => testCase(test)) })),
  );
}

function testCase(test: TestResult): JunitCase {
  const { name, file, line, state } = test;
  return { name, classname: file, file, line, outcome: state === 'passed' ? undefined : outcomeOf(test) };
}

function outcomeOf({ state, differences, because, sent }: TestResult): JunitOutcome {
  const said = [
    ...differences.map(differenceText),
    ...(sent === undefined ? [] : sent.findings.map((finding) => findingText(finding, sent))),
  ];
  const [message = 'the answer could not be determined'] = said;
  return {
    element: state === 'unknown' ? 'error' : 'failure',
    message,
    type: differences[0]?.key ?? (sent === undefined ? state : 'sent'),
    body: [...said, ...because.map(({ text, at }) => (at === undefined ? text : `${text} (${at})`))].join('\n'),
  };
}
