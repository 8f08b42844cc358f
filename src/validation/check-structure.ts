import { append } from '../model/append.ts';
import { isRecord } from '../model/read.ts';
import { checkScalar, isOfType } from './check-scalar.ts';
import type { Patterns } from './patterns.ts';
import type { StructuralSchema } from './structural-schema.ts';
import { below } from './field-path.ts';
import type { Violation } from '../model/violation.ts';

/** A violation; `blocks`: the API server then does not evaluate the rules of the schema. */
export interface StructuralViolation extends Violation {
  readonly blocks: boolean;
}

/** What of a completed value has not the form that its schema demands, in the words of the API server. */
export function checkStructure(
  schema: StructuralSchema,
  value: unknown,
  path: string,
  patterns: Patterns,
): readonly StructuralViolation[] {
  if (value === null && schema.nullable) return [];
  if (!isOfType(schema, value)) {
    const got = typeName(value);
    const message = `Invalid value: "${got}": must be of type ${schema.type ?? 'integer,string'}: "${got}"`;
    return [{ path, message, blocks: true }];
  }
  return [
    ...checkScalar(schema, value, path, patterns),
    ...(Array.isArray(value) ? checkList(schema, value, path, patterns) : []),
    ...(isRecord(value) ? checkRecord(schema, value, path, patterns) : []),
    ...checkCombinations(schema, value, path, patterns),
  ];
}

function checkList(
  schema: StructuralSchema,
  list: readonly unknown[],
  path: string,
  patterns: Patterns,
): readonly StructuralViolation[] {
  const { items, minItems, maxItems } = schema;
  const found: StructuralViolation[] = [];
  if (minItems !== undefined && list.length < minItems) {
    const message = `Invalid value: ${list.length}: should have at least ${minItems} items`;
    found.push({ path, message, blocks: false });
  }
  if (maxItems !== undefined && list.length > maxItems) {
    found.push({ path, message: `Too many: ${list.length}: must have at most ${maxItems} items`, blocks: true });
  }
  if (items !== undefined) {
    for (const [index, entry] of list.entries()) {
      append(found, checkStructure(items, entry, below(path, index), patterns));
    }
  }
  return [...found, ...duplicates(schema, list, path)];
}

/** Entries of a set, or of a map by its keys, that stand there twice: the second of each. */
function duplicates(schema: StructuralSchema, list: readonly unknown[], path: string): readonly StructuralViolation[] {
  if (schema.listType !== 'map' && schema.listType !== 'set') return [];
  // Of a map with an entry that is no object the server compares no keys.
  if (schema.listType === 'map' && !list.every(isRecord)) return [];
  const counts = new Map<string, number>();
  return list.flatMap((entry, index): readonly StructuralViolation[] => {
    const key = JSON.stringify(schema.listType === 'set' ? entry : keyFields(schema, entry));
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 2 ? [{ path: below(path, index), message: `Duplicate value: ${key}`, blocks: false }] : [];
  });
}

function keyFields(schema: StructuralSchema, entry: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(schema.listMapKeys.map((name) => [name, isRecord(entry) ? entry[name] : undefined]));
}

function checkRecord(
  schema: StructuralSchema,
  record: Readonly<Record<string, unknown>>,
  path: string,
  patterns: Patterns,
): readonly StructuralViolation[] {
  const { minProperties, maxProperties } = schema;
  const found: StructuralViolation[] = [];
  for (const name of schema.required) {
    if (!Object.hasOwn(record, name)) found.push({ path: below(path, name), message: 'Required value', blocks: true });
  }
  const count = Object.keys(record).length;
  if (minProperties !== undefined && count < minProperties) {
    const message = `Invalid value: ${count}: should have at least ${minProperties} properties`;
    found.push({ path, message, blocks: false });
  }
  if (maxProperties !== undefined && count > maxProperties) {
    found.push({ path, message: `Too many: ${count}: must have at most ${maxProperties} items`, blocks: true });
  }
  for (const [key, field] of Object.entries(record)) {
    const child = schema.properties.get(key) ?? schema.values;
    if (child === undefined) continue;
    append(found, checkStructure(child, field, below(path, key), patterns));
  }
  return found;
}

/** `allOf`, `anyOf`, `oneOf` and `not`, whose parts only constrain: they bring no fields of their own. */
function checkCombinations(
  schema: StructuralSchema,
  value: unknown,
  path: string,
  patterns: Patterns,
): readonly StructuralViolation[] {
  const check = (part: StructuralSchema): readonly StructuralViolation[] => checkStructure(part, value, path, patterns);
  const found = schema.allOf.flatMap(check);
  const alternatives = [
    { parts: schema.anyOf, words: 'at least one schema (anyOf)', fits: (taking: number) => taking > 0 },
    { parts: schema.oneOf, words: 'one and only one schema (oneOf)', fits: (taking: number) => taking === 1 },
  ];
  for (const { parts, words, fits } of alternatives) {
    const failures = parts.map(check);
    const taking = failures.filter(({ length }) => length === 0).length;
    if (parts.length === 0 || fits(taking)) continue;
    // What fails deeper inside says more than that some alternative fails.
    const inner = failures.flat().filter((failure) => failure.path.length > path.length);
    const whole = { path, message: `Invalid value: "${path}" must validate ${words}`, blocks: true };
    found.push(...(taking === 0 && inner.length > 0 ? inner.slice(0, 1) : [whole]));
  }
  if (schema.not !== undefined && check(schema.not).length === 0) {
    found.push({ path, message: `Invalid value: "${path}" must not validate the schema (not)`, blocks: true });
  }
  return found;
}

/** The name that the API server gives to the type of a value. */
function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
