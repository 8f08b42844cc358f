import type { AnalysisReport, Finding, Severity } from '../../documents/analysis-report.ts';
import { escapeControl } from '../../text/escape.ts';
import { findingFile, findingLine, moreAbout, repositoryPath } from './finding-subject.ts';
import { formatFindingsMarkdown } from './finding-markdown.ts';

/** GitHub shows that many annotations of each level a step. */
const MOST = 10;
/** The summary of a step holds 1 MiB, and none of it is shown where it is longer. */
const SUMMARY_BYTES = 1_000_000;

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<Severity, string>;

/** What a step of a workflow writes. */
export interface GithubOutput {
  /** For standard output: workflow commands, the worst findings first. */
  readonly commands: string;
  /** For the file that GITHUB_STEP_SUMMARY names: all findings as Markdown, as far as they fit. */
  readonly summary: string;
  /** Findings without an annotation, because GitHub would not show it. */
  readonly left: number;
}

/** A report as annotations of GitHub Actions, ten of each level; all of it stands in the summary of the job. */
export function formatGithub(report: AnalysisReport): GithubOutput {
  const levels: readonly Severity[] = ['error', 'warning', 'info'];
  const shown = levels.flatMap((level) => report.findings.filter(({ severity }) => severity === level).slice(0, MOST));
  return {
    commands:
      report.examined === 0
        ? '::error title=gwctl analyze::nothing to analyze\n'
        : shown.map((finding) => `${command(finding)}\n`).join(''),
    summary: formatFindingsMarkdown(report, SUMMARY_BYTES),
    left: report.findings.length - shown.length,
  };
}

function command(finding: Finding): string {
  const { code, name, severity, fix } = finding;
  const file = findingFile(finding);
  const properties = [
    ...(file === undefined ? [] : [`file=${property(repositoryPath(file.file))}`, `line=${Math.max(1, file.line)}`]),
    `title=${property(`${code} ${name}`)}`,
  ];
  const text = [
    escapeControl(findingLine(finding)),
    ...(fix === undefined ? [] : [escapeControl(`fix: ${fix}`)]),
    escapeControl(moreAbout(finding)),
  ].join('\n');
  return `::${COMMANDS[severity]} ${properties.join(',')}::${data(text)}`;
}

/** The runner reads these three back, and in properties two more. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(escapeControl(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
