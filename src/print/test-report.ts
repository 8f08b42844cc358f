import type { TestReport, TestResult } from '../documents/test-report.ts';
import type { RoutingTestEntry } from '../documents/routing-test.ts';
import { escapeControl } from '../text/escape.ts';
import { displayWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { Mark } from '../view/description.ts';
import type { Tone } from '../view/table.ts';
import { deviationText } from '../view/trace-page.ts';
import { differenceText, sentTexts, summaryText } from '../view/routing-test-text.ts';
import { addPlace } from './add-place.ts';
import { MARK_TONES, marksOf } from './marks.ts';
import type { DescriptionStyle } from './description.ts';
import { paint } from './paint.ts';
import { formatRoutingTests, formatUnreached } from './routing-test-file.ts';

const INDENT = 4;
/** The least column of `FILE:LINE` behind a sentence, so that short sentences have it below one another. */
const PLACE_COLUMN = 80;
/** How many differences of one test are told: the first one explains most of the others. */
const MOST_DIFFERENCES = 5;

const MARKS: Readonly<Record<TestResult['state'], Mark>> = { passed: 'ok', failed: 'broken', unknown: 'unknown' };

/** A report as text: a line a test, below a failed one what is otherwise and why; at the end the sum, and what no test reaches. */
export function formatTestReport(
  { tests, summary, coverage }: TestReport,
  { color, unicode, columns }: DescriptionStyle,
): string {
  const painter = paint(color);
  const marks = marksOf(unicode);
  const lines: string[] = [];
  for (const test of tests) {
    const mark = MARKS[test.state];
    lines.push(`${painter(marks[mark], MARK_TONES[mark])} ${escapeControl(test.name)}`);
    lines.push(...details(test).flatMap((detail) => formatDetail(detail, painter, columns)));
  }
  lines.push(escapeControl(summaryText(summary, coverage)));
  return `${lines.join('\n')}\n${coverage === undefined ? '' : formatMissing(coverage.missing)}`;
}

interface Detail {
  readonly text: string;
  readonly at?: string | undefined;
}

function details({ state, sent, differences, because, deviations, file, line }: TestResult): readonly Detail[] {
  const found = sent === undefined ? [] : sentTexts(sent).map((text) => ({ text }));
  const otherwise = (deviations ?? []).map((deviation) => ({ text: `! ${deviationText(deviation)}` }));
  if (state === 'passed') return [...found, ...otherwise];
  const [first, ...others] = differences.map((difference) => ({ text: differenceText(difference) }));
  const shown = others.slice(0, MOST_DIFFERENCES - 1);
  const rest = others.length - shown.length;
  return [
    ...(first === undefined ? [] : [{ ...first, at: `${file}:${line}` }]),
    ...shown,
    ...(rest > 0 ? [{ text: `… and ${rest} more differences` }] : []),
    ...found,
    ...because,
    ...otherwise,
  ];
}

function formatDetail(
  { text, at }: Detail,
  painter: (text: string, tone: Tone | undefined) => string,
  columns: number | undefined,
): readonly string[] {
  const place = { columns, at: INDENT, hang: INDENT + 2, fallback: INDENT };
  const [first = '', ...more] = wrap(escapeControl(text), (line) => line, place);
  const lines = [' '.repeat(INDENT) + first, ...more];
  if (at === undefined) return lines;
  return addPlace(lines, escapeControl(at), {
    end: displayWidth(lines.at(-1) ?? ''),
    columns,
    column: PLACE_COLUMN,
    indent: INDENT + 2,
    look: (line) => painter(line, 'muted'),
  });
}

function formatMissing(missing: NonNullable<TestReport['coverage']>['missing']): string {
  if (missing.length === 0) return '';
  const ready = missing.flatMap(({ test }): readonly RoutingTestEntry[] => (test === undefined ? [] : [test]));
  const unreachable = missing.filter(({ test }) => test === undefined);
  return `not covered:\n${formatRoutingTests(ready)}${formatUnreached(unreachable)}`;
}
