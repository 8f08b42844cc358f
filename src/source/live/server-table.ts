import type { Gap } from '../../model/gap.ts';
import { isRecord, readList, readNumber, readPath, readRecords, readString } from '../../model/read.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import type { ServerColumn, ServerRow, ServerTable } from '../../model/source.ts';
import { completeObject } from './complete-object.ts';
import { malformedItem, requireList } from './list.ts';
import { withoutSecretValues } from './without-secret-values.ts';

/** What a server without tables (some aggregated APIs) can be shown by, as kubectl does. */
const PLAIN_COLUMNS: readonly ServerColumn[] = [
  { name: 'Name', type: 'string', priority: 0 },
  { name: 'Created At', type: 'date', priority: 0 },
];

/**
 * Reads a `Table` of the API, or makes one of a list or an object that a server without tables sent.
 * @param known the columns of earlier pages or events: later ones may leave them out.
 * @param report receives the rows that name no object.
 */
export function readTable(
  value: unknown,
  type: ResourceType,
  known: readonly ServerColumn[],
  report: (gap: Gap) => void,
): ServerTable {
  if (readPath(value, 'kind') !== 'Table') return plainTable(value, type, report);
  requireList(value, 'rows', type);
  const columns = readRecords(readPath(value, 'columnDefinitions')).map((column): ServerColumn => ({
    name: readString(column['name']) ?? '',
    type: readString(column['type']) ?? 'string',
    priority: readNumber(column['priority']) ?? 0,
  }));
  const rows: ServerRow[] = [];
  for (const [index, row] of readRecords(readPath(value, 'rows')).entries()) {
    const object = completeObject(row['object'], type);
    if (object === undefined) report(malformedItem(type, row['object'], index));
    else rows.push({ cells: readList(row['cells']), object: withoutSecretValues(object) });
  }
  return { columns: columns.length > 0 ? columns : known, rows };
}

function plainTable(value: unknown, type: ResourceType, report: (gap: Gap) => void): ServerTable {
  const items = isRecord(value) && 'items' in value ? readList(value['items']) : [value];
  const rows: ServerRow[] = [];
  for (const [index, item] of items.entries()) {
    const object = completeObject(item, type);
    if (object === undefined) {
      report(malformedItem(type, item, index));
      continue;
    }
    const { name, creationTimestamp = null } = object.metadata;
    rows.push({ cells: [name, creationTimestamp], object: withoutSecretValues(object) });
  }
  return { columns: PLAIN_COLUMNS, rows };
}
