import { readRecord, readRecords, readString, readStrings } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';

/** A label selector as objects write it: `matchLabels` and `matchExpressions`, all of which must hold. */
export interface TargetSelector {
  readonly matches: (labels: ReadonlyMap<string, string>) => boolean;
}

/** Reads a selector; without any requirement it matches everything, with an unknown operator nothing. */
export function readTargetSelector(selector: JsonRecord): TargetSelector {
  const requirements: ((labels: ReadonlyMap<string, string>) => boolean)[] = [];
  for (const [key, value] of Object.entries(readRecord(selector['matchLabels']))) {
    requirements.push((labels) => labels.get(key) === value);
  }
  for (const expression of readRecords(selector['matchExpressions'])) {
    const key = readString(expression['key']) ?? '';
    const values = new Set(readStrings(expression['values']));
    requirements.push((labels) => holds(readString(expression['operator']), labels.get(key), values));
  }
  return { matches: (labels) => requirements.every((holdsFor) => holdsFor(labels)) };
}

function holds(operator: string | undefined, label: string | undefined, values: ReadonlySet<string>): boolean {
  if (operator === 'In') return label !== undefined && values.has(label);
  if (operator === 'NotIn') return label === undefined || !values.has(label);
  if (operator === 'Exists') return label !== undefined;
  return operator === 'DoesNotExist' && label === undefined;
}
