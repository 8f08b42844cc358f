import type { KubernetesObject } from '../model/object.ts';
import { readPath, readRecord, readRecords, readString, readStrings } from '../model/read.ts';

/** What a conformance report says of extended features (GEP-1709). */
export interface ReportedFeatures {
  /** `organization/project` of the implementation, as far as it is named. */
  readonly name: string;
  readonly version: string;
  /** `2026-07-01`, or empty. */
  readonly date: string;
  /** The features that one of its profiles supports. */
  readonly supported: readonly string[];
  /** Those that it lists as unsupported, and supports in no profile. */
  readonly unsupported: readonly string[];
}

/** A conformance report that somebody gives, and where it stands. */
export interface GivenReport extends ReportedFeatures {
  readonly file: string;
}

/** Reads a ConformanceReport of any version. */
export function readReportedFeatures(report: KubernetesObject): ReportedFeatures {
  const implementation = readRecord(report['implementation']);
  const extended = readRecords(report['profiles']).map((profile) => readPath(profile, 'extended'));
  const supported = new Set(extended.flatMap((part) => readStrings(readPath(part, 'supportedFeatures'))));
  const unsupported = new Set(extended.flatMap((part) => readStrings(readPath(part, 'unsupportedFeatures'))));
  const names = [readString(implementation['organization']), readString(implementation['project'])];
  return {
    name: names.filter((name) => name !== undefined && name !== '').join('/'),
    version: readString(implementation['version']) ?? '',
    date: readString(report['date'])?.slice(0, 10) ?? '',
    supported: [...supported],
    unsupported: [...unsupported].filter((feature) => !supported.has(feature)),
  };
}
