import type { AnalysisReport, Finding, FindingCounts, Severity } from '../../documents/analysis-report.ts';
import { markdownText } from '../markdown-text.ts';
import { findingFile, objectText } from './finding-subject.ts';

const SIGNS: Readonly<Record<Severity, string>> = { error: '❌', warning: '⚠️', info: 'ℹ️' };

/** A report as Markdown: for a pull request or the summary of a job. */
export function formatFindingsMarkdown(report: AnalysisReport): string {
  const { findings, summary, suppressed, unusedSuppressions, skippedRules, gaps, examined } = report;
  const lines = [`### gwctl analyze: ${countsText(summary)}`, ''];
  if (findings.length === 0) lines.push(`${examined === 1 ? '1 object' : `${examined} objects`} examined.`, '');
  else lines.push(...findingTable(findings), '');
  lines.push(
    ...details(
      'suppressed',
      suppressed.map(({ finding, by }) => `${findingText(finding)} (by ${markdownText(by)})`),
    ),
    ...details('unused suppressions', unusedSuppressions.map(markdownText)),
    ...details(
      'rules skipped',
      skippedRules.map(({ code, name, because }) => markdownText(`${code} ${name}: ${because}`)),
    ),
    ...details(
      'could not be read',
      gaps.map(({ kind, namespace, message }) =>
        markdownText(`${kind}${namespace === undefined ? '' : ` in namespace ${namespace}`}: ${message}`),
      ),
    ),
  );
  return `${lines.join('\n').trimEnd()}\n`;
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
  const target = /^https?:\/\//i.test(docs) && URL.canParse(docs) ? new URL(docs).href : undefined;
  return target === undefined
    ? markdownText(code)
    : `[${markdownText(code)}](<${target.replaceAll(/[<>|\\]/g, encodeURIComponent)}>)`;
}

function cell(lines: readonly string[]): string {
  return lines.map(markdownText).join('<br>');
}

function details(title: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  return [
    `<details><summary>${items.length} ${title}</summary>`,
    '',
    ...items.map((item) => `- ${item}`),
    '',
    '</details>',
    '',
  ];
}
