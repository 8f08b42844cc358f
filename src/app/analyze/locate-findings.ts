import type { AnalysisReport, Finding } from '../../documents/analysis-report.ts';
import { addTo } from '../../model/add-to.ts';
import { stepsOfField } from '../../model/field-steps.ts';
import { refKey, wholeOf } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Source } from '../../model/source.ts';

/** Says of each finding on an object from files where it is written. */
export async function locateFindings(
  report: AnalysisReport,
  source: Pick<Source, 'locate' | 'origin'>,
  snapshot: Snapshot,
): Promise<AnalysisReport> {
  if (source.origin === undefined) return report;
  const all = [...report.findings, ...report.suppressed.map(({ finding }) => finding)];
  const located = await locateAll(all, source, snapshot);
  return {
    ...report,
    findings: report.findings.map((finding) => located.get(finding) ?? finding),
    suppressed: report.suppressed.map(({ finding, by }) => ({ finding: located.get(finding) ?? finding, by })),
  };
}

/** File by file and object by object: each is read and parsed once. */
async function locateAll(
  findings: readonly Finding[],
  source: Pick<Source, 'locate' | 'origin'>,
  snapshot: Snapshot,
): Promise<ReadonlyMap<Finding, Finding>> {
  const byObject = new Map<string, Finding[]>();
  for (const finding of findings) addTo(byObject, refKey(wholeOf(finding.subject)), finding);
  const places = [...byObject.values()].flatMap((ofObject) => {
    const [first] = ofObject;
    const lookup = first === undefined ? undefined : snapshot.find(first.subject);
    const object = lookup?.state === 'found' ? lookup.object : undefined;
    const origin = object === undefined ? undefined : source.origin?.(object);
    return object === undefined || origin === undefined ? [] : [{ object, origin, ofObject }];
  });
  const located = new Map<Finding, Finding>();
  for (const inFile of Map.groupBy(places, ({ origin }) => origin.file).values()) {
    for (const { object, origin, ofObject } of inFile) {
      for (const finding of ofObject) {
        const { file, line } = (await source.locate?.(object, stepsOfField(finding.path))) ?? origin;
        located.set(finding, { ...finding, origin: { file, line } });
      }
    }
  }
  return located;
}
