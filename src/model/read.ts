/**
 * Reading untrusted JSON: each function returns the value when it has the wanted type and the empty answer when it
 * has not. They never throw and never walk a prototype, so that one malformed object spoils nothing
 * (`shape.ts` is what names the wrong field to the user).
 */

/** A JSON object whose fields are still unchecked. */
export type JsonRecord = Readonly<Record<string, unknown>>;

const EMPTY_RECORD: JsonRecord = Object.freeze(Object.create(null));
const EMPTY_LIST: readonly unknown[] = Object.freeze([]);

/** Whether the value is a JSON object (not null, not a list). */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a JSON object, or an empty one. */
export function readRecord(value: unknown): JsonRecord {
  return isRecord(value) ? value : EMPTY_RECORD;
}

/** The value as a list, or an empty one. */
export function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : EMPTY_LIST;
}

/** The objects of a list, each with its index; other elements are left out. */
export function readRecords(value: unknown): readonly JsonRecord[] {
  return readList(value).filter(isRecord);
}

/** The value as a non-empty string, or undefined. */
export function readString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The strings of a list; other elements are left out. */
export function readStrings(value: unknown): readonly string[] {
  return readList(value).filter((entry): entry is string => typeof entry === 'string');
}

/** The value as a finite number, or undefined. */
export function readNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The value as a boolean, or undefined. */
export function readBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** The value at a path of own fields below `value`, or undefined where a step is absent or not an object. */
export function readPath(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const step of path) {
    if (!isRecord(current) || !Object.hasOwn(current, step)) return undefined;
    current = current[step];
  }
  return current;
}
