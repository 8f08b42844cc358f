import type { KubernetesObject } from '../../model/object.ts';
import { readNumber, readPath, readRecord, readRecords, readString, readStrings } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import type { Block } from '../description.ts';
import { field, group } from './blocks.ts';
import type { DescribeView } from './view.ts';

const STATUS_FIELDS = {
  result: true,
  statistics: { Passed: true, Skipped: true, Failed: true, passed: true, skipped: true, failed: true },
  skippedTests: true,
  failedTests: true,
} as const;

/** ConformanceReport, a file format: v1alpha1 and v1 alike (semantics.md 6.5). */
export const conformanceReportView: DescribeView = {
  blocks: (report) => [
    ...implementationBlocks(report),
    ...field('Gateway API', readString(report['gatewayAPIVersion'])),
    ...field('Channel', readString(report['gatewayAPIChannel'])),
    ...field('Mode', readString(report['mode'])),
    ...field('Date', readString(report['date'])),
    ...readRecords(report['profiles']).flatMap(profileBlocks),
    ...field('Provisional Tests', readStrings(report['succeededProvisionalTests'])),
  ],
  known: {
    implementation: { organization: true, project: true, url: true, version: true, contact: true },
    gatewayAPIVersion: true,
    gatewayAPIChannel: true,
    mode: true,
    date: true,
    profiles: {
      name: true,
      summary: true,
      core: STATUS_FIELDS,
      extended: { ...STATUS_FIELDS, supportedFeatures: true, unsupportedFeatures: true },
    },
    succeededProvisionalTests: true,
  },
};

function implementationBlocks(report: KubernetesObject): readonly Block[] {
  const implementation = readRecord(report['implementation']);
  const name = [readString(implementation['organization']), readString(implementation['project'])];
  return [
    ...field('Implementation', name.filter((part) => part !== undefined).join('/') || undefined),
    ...field('Version', readString(implementation['version'])),
    ...field('URL', readString(implementation['url'])),
    ...field('Contact', readStrings(implementation['contact'])),
  ];
}

function profileBlocks(profile: JsonRecord): readonly Block[] {
  return group(readString(profile['name']) ?? 'Profile', [
    ...field('Summary', readString(profile['summary'])),
    ...partBlocks('Core', profile['core']),
    ...partBlocks('Extended', profile['extended']),
  ]);
}

/** The capitals of the statistics are the format's own. */
function partBlocks(label: string, part: unknown): readonly Block[] {
  const status = readRecord(part);
  const result = readString(status['result']);
  const counts = (['Passed', 'Skipped', 'Failed'] as const).flatMap((name) => {
    const count =
      readNumber(readPath(status, 'statistics', name)) ??
      readNumber(readPath(status, 'statistics', name.toLowerCase()));
    return count === undefined ? [] : [`${count} ${name.toLowerCase()}`];
  });
  const text = [...(result === undefined ? [] : [result]), ...counts].join(', ');
  const tone = result === 'success' ? 'good' : result === 'failure' ? 'bad' : 'warning';
  return [
    ...field(label, text === '' ? undefined : { text, tone }),
    ...field(`${label} Failed`, readStrings(status['failedTests'])),
    ...field(`${label} Skipped`, readStrings(status['skippedTests'])),
    ...field('Supports', readStrings(status['supportedFeatures'])),
    ...field('Lacks', readStrings(status['unsupportedFeatures'])),
  ];
}
