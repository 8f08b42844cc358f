import { isRecord } from '../model/read.ts';
import type { StructuralSchema } from './structural-schema.ts';

/**
 * A value as the API server stores it before it validates: without fields that the schema does not know and without
 * nulls that it does not allow, and with its defaults. The value itself is left as it is.
 */
export function completeValue(schema: StructuralSchema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? value : value.map((entry) => completeValue(items, entry));
  }
  if (!isRecord(value)) return value;
  const entries = new Map<string, unknown>();
  for (const [key, field] of Object.entries(value)) {
    const child = schema.properties.get(key) ?? schema.values;
    if (child === undefined) {
      if (schema.preservesUnknown) entries.set(key, field);
    } else if (field !== null || child.nullable) entries.set(key, completeValue(child, field));
  }
  for (const [key, child] of schema.properties) {
    if (child.hasDefault && !entries.has(key)) entries.set(key, completeValue(child, child.default));
  }
  return toRecord(entries);
}

/** Own keys only, whatever they are called. */
function toRecord(entries: ReadonlyMap<string, unknown>): Readonly<Record<string, unknown>> {
  const record: Record<string, unknown> = Object.create(null);
  for (const [key, value] of entries) record[key] = value;
  return record;
}
