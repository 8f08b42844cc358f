import { isRecord } from './read.ts';

/** A value as JSON with sorted keys: equal for equal values, whatever the order of their keys. What is undefined is absent. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sortKeys(value)) ?? 'undefined';
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isRecord(value)) return value;
  const sorted: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value).toSorted()) sorted[key] = sortKeys(value[key]);
  return sorted;
}
