import { isRecord } from '../model/read.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** CEL's keywords, which Kubernetes escapes where a field has their name: `__namespace__`. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/**
 * A completed value in CEL's types: integers as `bigint`, objects with their fields' names escaped, maps as `Map`. What the
 * schema does not type stays as it is.
 */
export function celValue(schema: StructuralSchema, value: unknown): unknown {
  if (typeof value === 'number') return isInteger(schema) && Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? value : value.map((entry) => celValue(items, entry));
  }
  if (!isRecord(value)) return value;
  const fields = new Map<string, unknown>();
  for (const [key, field] of Object.entries(value)) {
    const property = schema.properties.get(key);
    if (property !== undefined) {
      const own = celValue(property, field);
      const escaped = escapeName(key);
      fields.set(escaped, own);
      // Rules may also name such a field as it is: `has(r.namespace)`.
      if (escaped !== key) fields.set(key, own);
    } else if (schema.values !== undefined) fields.set(key, celValue(schema.values, field));
  }
  return fields;
}

function isInteger({ type, isIntOrString }: StructuralSchema): boolean {
  return type === 'integer' || isIntOrString;
}

/** A field's name as rules write it: CEL's keywords and what is no identifier are escaped. */
export function escapeName(name: string): string {
  const known = ESCAPED.get(name);
  if (known !== undefined) return known;
  const escaped = escape(name);
  if (ESCAPED.size < MOST_NAMES) ESCAPED.set(name, escaped);
  return escaped;
}

/** The fields of schemas are few, and ten thousand objects have the same. */
const ESCAPED = new Map<string, string>();
const MOST_NAMES = 10_000;

function escape(name: string): string {
  if (KEYWORDS.has(name)) return `__${name}__`;
  if (/^\w+$/.test(name) && !name.includes('__')) return name;
  return name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__');
}
