import type { AnalysisReport, Finding, Severity } from '../../documents/analysis-report.ts';
import { escapeControl } from '../../text/escape.ts';
import { indentedJson } from '../sorted-json.ts';
import { findingFile, findingLine, repositoryPath } from './finding-subject.ts';

const SEVERITIES = { error: 'major', warning: 'minor', info: 'info' } as const satisfies Record<Severity, string>;

/**
 * A report as GitLab's Code Quality reads it: a list of issues, each with a fingerprint of its own. GitLab drops what has no
 * file: an object of a cluster is called by a path that no repository has.
 */
export function formatGitlab({ findings }: AnalysisReport): string {
  const taken = new Set<string>();
  const issues = findings.map((finding) => {
    const { code, severity, fix } = finding;
    const text = fix === undefined ? findingLine(finding) : `${findingLine(finding)} (fix: ${fix})`;
    const file = findingFile(finding);
    return {
      description: escapeControl(text),
      check_name: code,
      fingerprint: uniqueIn(taken, finding.fingerprint),
      severity: SEVERITIES[severity],
      location: {
        path: escapeControl(file === undefined ? clusterPath(finding) : repositoryPath(file.file)),
        lines: { begin: Math.max(1, file?.line ?? 1) },
      },
    };
  });
  return `${indentedJson(issues)}\n`;
}

/** Findings whose fields differ in their indices only have one fingerprint: GitLab would show the first one of them. */
function uniqueIn(taken: Set<string>, fingerprint: string): string {
  let unique = fingerprint;
  for (let count = 2; taken.has(unique); count++) unique = `${fingerprint}-${count}`;
  taken.add(unique);
  return unique;
}

function clusterPath({ subject: { kind, namespace, name } }: Finding): string {
  return ['cluster', ...(namespace === undefined ? [] : [namespace]), kind.toLowerCase(), name].join('/');
}
