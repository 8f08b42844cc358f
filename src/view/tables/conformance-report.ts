import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readRecord, readRecords, readString } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import { cutList } from '../../text/cut-list.ts';
import type { Column, TableDefinition } from '../table.ts';
import { nameColumn } from './name-column.ts';

function textColumn(name: string, ...path: readonly string[]): Column {
  return { name, cell: (object) => readString(readPath(object, ...path)) ?? '<unknown>' };
}

/** ConformanceReports of implementations: a file format, v1alpha1 and v1 alike (semantics.md 6.5). */
export const conformanceReportTable: TableDefinition = {
  columns: [
    { name: 'IMPLEMENTATION', cell: implementation },
    textColumn('VERSION', 'implementation', 'version'),
    textColumn('GATEWAY API', 'gatewayAPIVersion'),
    textColumn('MODE', 'mode'),
    textColumn('CHANNEL', 'gatewayAPIChannel'),
    { name: 'CORE', cell: (object, { wide }) => cutList(results(object, 'core'), wide, 8) },
    { name: 'EXTENDED', cell: (object, { wide }) => cutList(results(object, 'extended'), wide, 8) },
    { ...textColumn('DATE', 'date'), wide: true },
    { ...textColumn('URL', 'implementation', 'url'), wide: true },
    { ...nameColumn, wide: true },
  ],
};

/** `organization/project`. */
function implementation(report: KubernetesObject): string {
  const { organization, project } = readRecord(readPath(report, 'implementation'));
  return [readString(organization), readString(project)].filter((part) => part !== undefined).join('/') || '<unknown>';
}

/** One entry a profile: `GATEWAY-HTTP=success`; a profile without the part (no extended features claimed) is left out. */
function results(report: KubernetesObject, part: 'core' | 'extended'): readonly string[] {
  return readRecords(report['profiles']).flatMap((profile: JsonRecord) => {
    const result = readString(readPath(profile, part, 'result'));
    return result === undefined ? [] : [`${readString(profile['name']) ?? '<unknown>'}=${result}`];
  });
}
