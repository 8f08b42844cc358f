import type { KubernetesObject } from '../../model/object.ts';
import { readNumber, readRecord, readRecords, readString } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import type { ServerColumn, ServerRow } from '../../model/source.ts';
import { humanDuration } from '../../text/age.ts';
import { parsePrinterColumnPath } from './printer-column-path.ts';

/** Columns, and the row of an object. */
export interface PrinterColumns {
  readonly columns: readonly ServerColumn[];
  readonly rowOf: (object: KubernetesObject) => ServerRow;
}

const CREATED = '.metadata.creationTimestamp';
const AGE: JsonRecord = { name: 'Age', type: 'date', jsonPath: CREATED };

/**
 * The columns that the API server would show of a type: the CRD's own for the version (apiextensions' tableconvertor.go),
 * else name and age.
 * @param crd the CRD that defines the type, if the files hold it.
 * @param now for ages; milliseconds since 1970.
 */
export function printerColumns(crd: JsonRecord | undefined, version: string, now: number): PrinterColumns {
  const definitions = columnsOf(crd, version).map((definition) => ({
    column: {
      name: readString(definition['name']) ?? '',
      type: readString(definition['type']) ?? 'string',
      priority: readNumber(definition['priority']) ?? 0,
    },
    path: definition['jsonPath'],
    select: parsePrinterColumnPath(readString(definition['jsonPath']) ?? ''),
  }));
  return {
    columns: [{ name: 'Name', type: 'string', priority: 0 }, ...definitions.map(({ column }) => column)],
    rowOf: (object) => ({
      cells: [
        object.metadata.name,
        ...definitions.map(({ column, path, select }) => {
          const value = select?.(object)[0];
          // Only files hold objects that no server has stored yet.
          return value === undefined && path === CREATED ? '<unknown>' : cellOf(column.type, value, now);
        }),
      ],
      object,
    }),
  };
}

function columnsOf(crd: JsonRecord | undefined, version: string): readonly JsonRecord[] {
  const versions = readRecords(readRecord(crd?.['spec'])['versions']);
  const columns = versions.find((entry) => entry['name'] === version)?.['additionalPrinterColumns'];
  const definitions = readRecords(columns);
  return definitions.length > 0 ? definitions : [AGE];
}

/** A cell by the column's type; a value of another type is left empty. */
function cellOf(type: string, value: unknown, now: number): unknown {
  if (value === undefined || value === null) return null;
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : JSON.stringify(value);
    case 'integer':
      return typeof value === 'number' ? Math.trunc(value) : null;
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'date':
      return typeof value === 'string' ? ageSince(value, now) : null;
    default:
      return null;
  }
}

function ageSince(text: string, now: number): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? '<invalid>' : humanDuration(now - time);
}
