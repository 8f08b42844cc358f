import type { AnalysisReport, Finding, FindingCounts, Severity } from '../../documents/analysis-report.ts';
import { markdownText } from '../markdown-text.ts';
import { addressOf, findingFile, objectText } from './finding-subject.ts';

const SIGNS: Readonly<Record<Severity, string>> = { error: '❌', warning: '⚠️', info: 'ℹ️' };

/**
 * A report as Markdown: for a pull request or the summary of a job.
 * @param most how many bytes it may take: what does not fit is counted.
 */
export function formatFindingsMarkdown(report: AnalysisReport, most = Number.POSITIVE_INFINITY): string {
  const { findings, summary, suppressed, unusedSuppressions, skippedRules, gaps, examined } = report;
  const page = new Page(most);
  const { error, warning, info } = summary;
  const hidden = error + warning + info - findings.length;
  page.add([`### gwctl analyze: ${examined === 0 ? 'nothing to analyze' : countsText(summary)}`, '']);
  page.add([
    `${examined === 1 ? '1 object' : `${examined} objects`} examined${hidden > 0 ? `; ${hidden} not shown` : ''}.`,
    '',
  ]);
  if (findings.length > 0) {
    const [title = '', rule = '', ...rows] = findingTable(findings);
    page.add([title, rule]);
    page.addSome(rows);
    page.add(['']);
  }
  page.addDetails(
    'suppressed',
    suppressed.map(({ finding, by }) => `${findingText(finding)} (by ${markdownText(by)})`),
  );
  page.addDetails('unused suppressions', unusedSuppressions.map(markdownText));
  page.addDetails(
    'rules skipped',
    skippedRules.map(({ code, name, because }) => markdownText(`${code} ${name}: ${because}`)),
  );
  page.addDetails(
    'could not be read',
    gaps.map(({ kind, namespace, message }) =>
      markdownText(`${kind}${namespace === undefined ? '' : ` in namespace ${namespace}`}: ${message}`),
    ),
  );
  return page.text();
}

/** Lines, as many as fit. */
class Page {
  readonly #lines: string[] = [];
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  add(lines: readonly string[]): void {
    this.#lines.push(...lines);
  }

  /** Adds the first lines for which there is room, and counts the others. */
  addSome(lines: readonly string[]): void {
    for (const [at, line] of lines.entries()) {
      this.#room -= Buffer.byteLength(line) + 1;
      if (this.#room < 0) return this.add(['', `${lines.length - at} more do not fit here.`]);
      this.#lines.push(line);
    }
  }

  addDetails(title: string, items: readonly string[]): void {
    if (items.length === 0) return;
    this.add([`<details><summary>${items.length} ${title}</summary>`, '']);
    this.addSome(items.map((item) => `- ${item}`));
    this.add(['', '</details>', '']);
  }

  text(): string {
    return `${this.#lines.join('\n').trimEnd()}\n`;
  }
}

/** Findings as the rows of a table. */
export function findingTable(findings: readonly Finding[]): readonly string[] {
  return [
    '| | Rule | Object | Finding |',
    '|---|---|---|---|',
    ...findings.map((finding) => {
      const { severity, name, subject, path, message, fix, related } = finding;
      const file = findingFile(finding);
      const where = [
        objectText(subject),
        ...(path === '' ? [] : [path]),
        ...(file === undefined ? [] : [`${file.file}:${file.line}`]),
      ];
      const said = [
        message,
        ...(fix === undefined ? [] : [`fix: ${fix}`]),
        ...(related.length === 0 ? [] : [`see also: ${related.map(objectText).join(', ')}`]),
      ];
      const rule = `${ruleLink(finding)} ${markdownText(name)}`;
      return `| ${SIGNS[severity]} ${severity} | ${rule} | ${cell(where)} | ${cell(said)} |`;
    }),
  ];
}

/** How many there are of each severity: `2 errors, 1 warning`. */
export function countsText({ error, warning, info, suppressed }: FindingCounts): string {
  const parts = [
    ...(error > 0 ? [error === 1 ? '1 error' : `${error} errors`] : []),
    ...(warning > 0 ? [warning === 1 ? '1 warning' : `${warning} warnings`] : []),
    ...(info > 0 ? [`${info} info`] : []),
  ];
  const found = parts.length === 0 ? 'nothing found' : parts.join(', ');
  return suppressed === 0 ? found : `${found} (${suppressed} suppressed)`;
}

function findingText({ code, subject, path, message }: Finding): string {
  return markdownText([`${code} ${objectText(subject)}`, ...(path === '' ? [] : [path]), message].join(': '));
}

function ruleLink({ code, docs }: Finding): string {
  const target = addressOf(docs);
  return target === undefined
    ? markdownText(code)
    : `[${markdownText(code)}](<${target.replaceAll(/[<>|\\]/g, encodeURIComponent)}>)`;
}

function cell(lines: readonly string[]): string {
  return lines.map(markdownText).join('<br>');
}
