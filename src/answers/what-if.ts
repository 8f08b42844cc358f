import type { AnalysisReport, Finding } from '../documents/analysis-report.ts';
import type { TrafficDiff } from '../documents/traffic-diff.ts';
import { countFindings } from './analyze.ts';

/** What two analyses found, without a change and with it, and what the change does to traffic. */
export interface WhatIf {
  readonly before: AnalysisReport;
  readonly after: AnalysisReport;
  readonly difference: TrafficDiff;
}

/**
 * What a change would do: the findings that it introduces, those that it mends, and those that stay. A finding is the same as before by
 * its fingerprint; one that the change silences is not mended.
 */
export function whatIfReport({ before, after, difference }: WhatIf): AnalysisReport {
  const known = fingerprintsOf(before.findings);
  const still = fingerprintsOf([...after.findings, ...after.suppressed.map(({ finding }) => finding)]);
  const introduced = after.findings.filter(({ fingerprint }) => !known.has(fingerprint));
  return {
    ...after,
    findings: introduced,
    change: {
      fixed: before.findings.filter(({ fingerprint }) => !still.has(fingerprint)),
      unchanged: after.findings.filter(({ fingerprint }) => known.has(fingerprint)),
      difference,
    },
    summary: countFindings(introduced, after.suppressed.length),
    // Where the change takes everything away, something was looked at all the same.
    examined: Math.max(before.examined, after.examined),
  };
}

function fingerprintsOf(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.map(({ fingerprint }) => fingerprint));
}
