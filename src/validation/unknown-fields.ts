import { isRecord } from '../model/read.ts';
import { below } from './field-path.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** The paths of the fields that a schema does not know, which a server drops: the outermost of each. */
export function unknownFields(schema: StructuralSchema, value: unknown): readonly string[] {
  const found: string[] = [];
  // What an API server keeps of every object's metadata is not the CRD's to say, and nobody writes a status.
  if (isRecord(value)) collectFields(schema, value, '', found, ALWAYS_KNOWN);
  return found;
}

const ALWAYS_KNOWN: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);
const NONE: ReadonlySet<string> = new Set();

function collect(schema: StructuralSchema, value: unknown, path: string, found: string[]): void {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return;
    for (const [index, entry] of value.entries()) collect(items, entry, below(path, index), found);
  } else if (isRecord(value)) collectFields(schema, value, path, found, schema.isResource ? ALWAYS_KNOWN : NONE);
}

function collectFields(
  schema: StructuralSchema,
  record: Readonly<Record<string, unknown>>,
  path: string,
  found: string[],
  known: ReadonlySet<string>,
): void {
  for (const [key, field] of Object.entries(record)) {
    const child = schema.properties.get(key) ?? schema.values;
    if (child !== undefined) {
      if (path !== '' || !known.has(key)) collect(child, field, below(path, key), found);
    } else if (!schema.preservesUnknown && !known.has(key) && field !== null) found.push(below(path, key));
  }
}
