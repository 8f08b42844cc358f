import { isRecord } from '../model/read.ts';
import { below } from './field-path.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** A field that a schema does not know. */
export interface StrangeField {
  readonly path: string;
  /** Its own name, and the names of the fields that the schema knows in that place. */
  readonly name: string;
  readonly known: Iterable<string>;
}

/** The fields that a schema does not know, which a server drops: the outermost of each. */
export function unknownFields(schema: StructuralSchema, value: unknown): readonly StrangeField[] {
  const found: StrangeField[] = [];
  // What an API server keeps of every object's metadata is not the CRD's to say, and nobody writes a status.
  if (isRecord(value)) collectFields(schema, value, '', found, ALWAYS_KNOWN);
  return found;
}

const ALWAYS_KNOWN: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);
const NONE: ReadonlySet<string> = new Set();

function collect(schema: StructuralSchema, value: unknown, path: string, found: StrangeField[]): void {
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
  found: StrangeField[],
  known: ReadonlySet<string>,
): void {
  for (const [key, field] of Object.entries(record)) {
    const child = schema.properties.get(key) ?? schema.values;
    if (child !== undefined) {
      if (path !== '' || !known.has(key)) collect(child, field, below(path, key), found);
    } else if (!schema.preservesUnknown && !known.has(key) && field !== null) {
      found.push({ path: below(path, key), name: key, known: schema.properties.keys() });
    }
  }
}
