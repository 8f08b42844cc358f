import type { AnalysisReport, Finding, Severity } from '../documents/analysis-report.ts';
import { escapeControl } from '../text/escape.ts';
import { displayWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { findingGroups, objectText, relatedText, summaryLines } from '../view/findings.ts';
import type { Tone } from '../view/table.ts';
import type { DescriptionStyle } from './description.ts';
import { paint } from './paint.ts';
import type { Paint } from './paint.ts';
import { formatTrafficDiff } from './traffic-diff.ts';

const TONES: Readonly<Record<Severity, Tone>> = { error: 'bad', warning: 'warning', info: 'muted' };
const SEVERITY_WIDTH = 'warning'.length;
/** Where the sentences below a finding begin. */
const INDENT = 8;

/**
 * Findings as text for people: by file, or by namespace; a line each, below it what is wrong and what to do; at the end the sum. Of a
 * change also what it fixes, and what it does to requests.
 */
export function formatFindings(report: AnalysisReport, style: DescriptionStyle): string {
  const { color, columns } = style;
  const painter = paint(color);
  const lines: string[] = [];
  for (const { heading, isMixed, findings } of findingGroups(report.findings)) {
    lines.push(escapeControl(heading));
    const places = findings.map(({ origin }) => (origin === undefined ? '' : String(origin.line)));
    const rules = findings.map(({ code, name }) => `${code} ${name}`);
    const objects = findings.map(({ subject }) => escapeControl(objectText(subject, isMixed)));
    const widths = [places, rules, objects].map((cells) =>
      cells.reduce((width, cell) => Math.max(width, displayWidth(cell)), 0),
    );
    const [placeWidth = 0, ruleWidth = 0, objectWidth = 0] = widths;
    for (const [at, finding] of findings.entries()) {
      const place = placeWidth === 0 ? '' : `${(places[at] ?? '').padStart(placeWidth)}  `;
      const cells = [
        ' '.repeat(SEVERITY_WIDTH - finding.severity.length),
        pad(rules[at] ?? '', ruleWidth),
        pad(objects[at] ?? '', objectWidth),
        escapeControl(finding.path),
      ];
      const [gap = '', ...rest] = cells;
      const head = `  ${place}${painter(finding.severity, TONES[finding.severity])}${gap}  ${rest.join('  ')}`;
      lines.push(head.trimEnd(), ...sentences(finding, painter, columns));
    }
  }
  if (report.change !== undefined) {
    if (lines.length > 0) lines.push('');
    lines.push(...fixedLines(report.change.fixed), formatTrafficDiff(report.change.difference, style));
  }
  for (const line of summaryLines(report)) {
    lines.push(...wrap(escapeControl(line), (text) => text, { columns, at: 0, hang: 2, fallback: 2 }));
  }
  return `${lines.join('\n')}\n`;
}

/** What a change fixes, a line each. */
function fixedLines(fixed: readonly Finding[]): readonly string[] {
  if (fixed.length === 0) return [];
  const lines = fixed.map(
    ({ code, name, subject, path }) => `  ${code} ${name}  ${objectText(subject, true)}  ${path}`,
  );
  return ['fixed', ...lines.map((line) => escapeControl(line.trimEnd())), ''];
}

function sentences(finding: Finding, painter: Paint, columns: number | undefined): readonly string[] {
  const { message, fix } = finding;
  const related = relatedText(finding);
  return [
    ...indented(message, asIs, columns),
    ...(fix === undefined ? [] : indented(`fix: ${fix}`, (text) => painter(text, 'good'), columns)),
    ...(related === undefined ? [] : indented(related, (text) => painter(text, 'muted'), columns)),
  ];
}

/** Leaves a line as it is: a message has no colour. */
function asIs(line: string): string {
  return line;
}

function indented(text: string, look: (line: string) => string, columns: number | undefined): readonly string[] {
  const [first = '', ...others] = wrap(escapeControl(text), look, { columns, at: INDENT, fallback: INDENT });
  return [`${' '.repeat(INDENT)}${first}`, ...others];
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(width - displayWidth(text));
}
