import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AnalyzeFlags } from '../../../commands/analyze.ts';
import { RULES } from '../../analysis/rules/registry.ts';
import { selectRules } from '../../analysis/rules/select-rules.ts';
import type { RuleSelection } from '../../analysis/rules/select-rules.ts';
import { ruleEntries } from '../../answers/rule-entries.ts';
import type { AnalysisReport, Severity } from '../../documents/analysis-report.ts';
import type { Io } from '../../cli/io.ts';
import { CannotRunError, messageOf } from '../../model/errors.ts';
import { pageStyle, VERSION } from '../scope.ts';
import { writeDocument } from '../write/structured-output.ts';
import { fromRepositoryRoot } from './repository-paths.ts';

/** What `-o` may name. */
export const ANALYZE_FORMATS = ['json', 'yaml', 'sarif', 'junit', 'github', 'gitlab', 'markdown'] as const;

type AnalyzeFormat = (typeof ANALYZE_FORMATS)[number];

/** What of the question a format needs. */
export interface Asked {
  readonly rules: RuleSelection;
  /** Which severities make the run fail. */
  readonly fails: (severity: Severity) => boolean;
}

/** Writes a report in the format that is asked for; undefined: text for people. Each format loads its writer. */
export async function writeReport(
  report: AnalysisReport,
  format: AnalyzeFormat | undefined,
  { rules, fails }: Asked,
  flags: AnalyzeFlags,
  io: Io,
): Promise<void> {
  switch (format) {
    case 'json':
    case 'yaml':
      return writeDocument(report, format, io);
    case 'sarif': {
      const { formatSarif } = await import('../../print/findings/sarif.ts');
      return io.writeOut(formatSarif(fromRepositoryRoot(report, io), ruleEntries(selectRules(RULES, rules)), VERSION));
    }
    case 'junit': {
      const { formatFindingsJunit } = await import('../../print/findings/finding-junit.ts');
      return io.writeOut(formatFindingsJunit(fromRepositoryRoot(report, io), fails));
    }
    case 'github':
      return writeGithub(report, io);
    case 'gitlab': {
      const { formatGitlab } = await import('../../print/findings/gitlab.ts');
      return io.writeOut(formatGitlab(fromRepositoryRoot(report, io)));
    }
    case 'markdown':
      return io.writeOut((await import('../../print/findings/finding-markdown.ts')).formatFindingsMarkdown(report));
    case undefined: {
      const { formatFindings } = await import('../../print/findings.ts');
      return io.writeOut(formatFindings(report, pageStyle(flags, io)));
    }
  }
}

/** Annotations to standard output, which the runner reads; all findings to the summary of the job, where there is one. */
async function writeGithub(report: AnalysisReport, io: Io): Promise<void> {
  const { formatGithub } = await import('../../print/findings/github.ts');
  const { commands, summary, left } = formatGithub(fromRepositoryRoot(report, io));
  await io.writeOut(commands);
  const file = io.env['GITHUB_STEP_SUMMARY'] ?? '';
  if (file !== '') {
    try {
      await appendFile(resolve(io.cwd, file), summary);
    } catch (error) {
      throw new CannotRunError(`error: GITHUB_STEP_SUMMARY: ${messageOf(error)}`);
    }
  }
  if (left === 0) return;
  const rest = left === 1 ? '1 finding has no annotation' : `${left} findings have no annotation`;
  const where = file === '' ? ': GitHub shows ten of each level' : ': the summary of the job lists all';
  io.writeError(`Note: ${rest}${where}\n`);
}
