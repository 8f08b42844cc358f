import { readRecord, readString } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';

/**
 * A name for a ConformanceReport, which has none: `organization-project-version-mode-channel` in lower case, with whatever
 * a name cannot hold as a dash. Old reports lack mode and channel; what is absent is left out (semantics.md 6.5).
 */
export function conformanceReportName(report: JsonRecord): string {
  const implementation = readRecord(report['implementation']);
  const parts = [
    implementation['organization'],
    implementation['project'],
    implementation['version'],
    report['mode'],
    report['gatewayAPIChannel'],
  ];
  const name = parts
    .map((part) =>
      readString(part)
        ?.toLowerCase()
        .replaceAll(/[^a-z0-9.]+/g, '-'),
    )
    .filter((part) => part !== undefined && part !== '-')
    .join('-');
  const trimmed = name
    .replaceAll(/-{2,}/g, '-')
    .replace(/^[-.]+/, '')
    .replace(/[-.]+$/, '');
  return trimmed === '' ? 'conformance-report' : trimmed;
}
