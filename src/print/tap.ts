import type { TestReport, TestResult } from '../documents/test-report.ts';
import { escapeControl } from '../text/escape.ts';
import { coverageText, differenceText, findingText } from '../view/routing-test-text.ts';
import { formatYaml } from './yaml.ts';

/** A report as TAP 14 (https://testanything.org/tap-version-14-specification.html): a line a test, and why it fails as YAML. */
export function formatTap({ tests, coverage }: TestReport): string {
  const lines = ['TAP version 14', `1..${tests.length}`];
  for (const [index, test] of tests.entries()) {
    lines.push(`${test.state === 'passed' ? 'ok' : 'not ok'} ${index + 1} - ${description(test.name)}`);
    if (test.state !== 'passed') lines.push(...diagnostics(test));
  }
  if (coverage !== undefined) lines.push(`# ${coverageText(coverage)}`);
  return `${lines.join('\n')}\n`;
}

/** A hash would begin a directive, a backslash an escape. */
function description(name: string): string {
  return escapeControl(name).replaceAll(/[\\#]/g, String.raw`\$&`);
}

function diagnostics({ name, file, line, state, differences, because, sent }: TestResult): readonly string[] {
  const found = sent === undefined ? [] : sent.findings.map((finding) => findingText(finding, sent));
  const said = [...differences.map(differenceText), ...found];
  const [message = state === 'unknown' ? 'the answer could not be determined' : name] = said;
  const reasons = because.map(({ text, at }) => (at === undefined ? text : `${text} (${at})`));
  const yaml = formatYaml({
    message,
    severity: state === 'unknown' ? 'unknown' : 'fail',
    at: { file, line },
    ...(differences.length > 0 && {
      differences: differences.map(({ key, never, expected, got }) => ({ key, never, expected, got })),
    }),
    ...(found.length > 0 && { sent: found }),
    ...(reasons.length > 0 && { because: reasons }),
  });
  return ['---', ...yaml.trimEnd().split('\n'), '...'].map((text) => `  ${text}`.trimEnd());
}
