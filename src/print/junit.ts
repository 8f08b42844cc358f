import type { TestReport, TestResult } from '../documents/test-report.ts';
import { escapeLines } from '../text/escape.ts';
import { differenceText, findingText, coverageText } from '../view/routing-test-text.ts';
import { append } from '../model/append.ts';

/** A report as JUnit XML: a suite a file, a case a test. */
export function formatJunit({ tests, coverage }: TestReport): string {
  const suites = Map.groupBy(tests, ({ file }) => file);
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites ${counts(tests)}>`];
  for (const [file, cases] of suites) {
    lines.push(`  <testsuite${attribute('name', file)} ${counts(cases)}>`);
    if (coverage !== undefined) {
      const value = coverageText(coverage);
      lines.push(
        '    <properties>',
        `      <property name="coverage"${attribute('value', value)}/>`,
        '    </properties>',
      );
    }
    for (const test of cases) append(lines, testCase(test));
    lines.push('  </testsuite>');
  }
  return `${[...lines, '</testsuites>'].join('\n')}\n`;
}

function counts(tests: readonly TestResult[]): string {
  const failures = tests.filter(({ state }) => state === 'failed').length;
  const errors = tests.filter(({ state }) => state === 'unknown').length;
  return `tests="${tests.length}" failures="${failures}" errors="${errors}"`;
}

function testCase(test: TestResult): readonly string[] {
  const { name, file, line, state, differences, because, sent } = test;
  const head = `    <testcase${attribute('name', name)}${attribute('classname', file)}${attribute('file', file)} line="${line}"`;
  if (state === 'passed') return [`${head}/>`];
  const said = [
    ...differences.map(differenceText),
    ...(sent === undefined ? [] : sent.findings.map((finding) => findingText(finding, sent))),
  ];
  const [message = 'the answer could not be determined'] = said;
  const body = [...said, ...because.map(({ text, at }) => (at === undefined ? text : `${text} (${at})`))].join('\n');
  const element = state === 'unknown' ? 'error' : 'failure';
  const type = differences[0]?.key ?? (sent === undefined ? state : 'sent');
  return [
    `${head}>`,
    `      <${element}${attribute('message', message)}${attribute('type', type)}>${xmlText(body)}</${element}>`,
    '    </testcase>',
  ];
}

function attribute(name: string, value: string): string {
  return ` ${name}="${xmlText(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`;
}

/** XML 1.0 forbids most control characters even when they are escaped: they are written visibly, as everywhere. */
function xmlText(text: string): string {
  return escapeLines(text)
    .replaceAll(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
