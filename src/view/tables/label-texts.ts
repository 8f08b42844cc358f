import { readRecord } from '../../model/read.ts';

/** Labels as `key=value`; entries whose value is no string are left out. */
export function labelTexts(labels: unknown): readonly string[] {
  return Object.entries(readRecord(labels)).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${key}=${value}`] : [],
  );
}
