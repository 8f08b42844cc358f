import type { AnalysisReport, Finding, Severity } from '../../documents/analysis-report.ts';
import { formatJunitSuites } from '../junit-suites.ts';
import type { JunitCase, JunitOutcome, JunitSuite } from '../junit-suites.ts';
import { findingFile, findingLine, findingLines, objectText } from './finding-subject.ts';

/**
 * A report as JUnit XML: a suite a rule, a case a finding; without any, one case that passed.
 * @param fails which severities make the run fail; findings of the others pass and say what they found.
 */
export function formatFindingsJunit(report: AnalysisReport, fails: (severity: Severity) => boolean): string {
  const { findings, skippedRules, examined } = report;
  const suites: JunitSuite[] = [...Map.groupBy(findings, ({ code }) => code)].map(([code, found]) => ({
    name: [code, found[0]?.name].join(' '),
    cases: found.map((finding) => findingCase(finding, fails(finding.severity))),
  }));
  if (skippedRules.length > 0) {
    suites.push({
      name: 'skipped rules',
      cases: skippedRules.map(({ code, name, because }) => ({
        name: `${code} ${name}`,
        classname: 'gwctl.analyze',
        outcome: { element: 'skipped', message: because },
      })),
    });
  }
  if (findings.length === 0) {
    const what = examined === 1 ? '1 object' : `${examined} objects`;
    // Nothing is wrong with nothing: a pipeline that looks at the wrong folder must not pass.
    const outcome: JunitOutcome = { element: 'error', message: 'nothing to analyze', type: 'empty' };
    suites.unshift({
      name: 'gwctl analyze',
      cases: [{ name: `${what} examined`, classname: 'gwctl.analyze', outcome: examined === 0 ? outcome : undefined }],
    });
  }
  return formatJunitSuites(suites);
}

function findingCase(finding: Finding, fails: boolean): JunitCase {
  const { code, severity, subject, path } = finding;
  const file = findingFile(finding);
  const text = findingLines(finding).join('\n');
  return {
    name: path === '' ? objectText(subject) : `${objectText(subject)} ${path}`,
    classname: code,
    file: file?.file,
    line: file === undefined ? undefined : Math.max(1, file.line),
    ...(fails
      ? { outcome: { element: 'failure', message: findingLine(finding), type: severity, body: text } }
      : { output: `${severity}: ${text}` }),
  };
}
