import { isRecord } from '../model/read.ts';
import { isIp } from './is-ip.ts';
import type { StructuralViolation } from './check-structure.ts';
import type { Patterns } from './patterns.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** The bounds of numeric formats. */
const INT32 = 2 ** 31;

/** Whether a value has the type of a schema; one without a type takes every value. */
export function isOfType({ type, isIntOrString }: StructuralSchema, value: unknown): boolean {
  if (isIntOrString) return typeof value === 'string' || Number.isInteger(value);
  if (type === undefined) return true;
  return TYPES.get(type)?.(value) ?? true;
}

/** The types of OpenAPI. */
const TYPES: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['object', isRecord],
  ['array', Array.isArray],
  ['integer', Number.isInteger],
  ['number', (value) => typeof value === 'number'],
  ['string', (value) => typeof value === 'string'],
  ['boolean', (value) => typeof value === 'boolean'],
]);

/** What of a single value its schema does not allow: enum, bounds, length, pattern, format. */
export function checkScalar(
  schema: StructuralSchema,
  value: unknown,
  path: string,
  patterns: Patterns,
): readonly StructuralViolation[] {
  const { allowed } = schema;
  if (allowed !== undefined && !allowed.includes(value)) {
    const values = allowed.map((one) => JSON.stringify(one)).join(', ');
    return [
      { path, message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${values}`, blocks: true },
    ];
  }
  if (typeof value === 'string') return checkText(schema, value, path, patterns);
  return typeof value === 'number' ? checkNumber(schema, value, path) : [];
}

function checkText(
  schema: StructuralSchema,
  text: string,
  path: string,
  patterns: Patterns,
): readonly StructuralViolation[] {
  const { minLength, maxLength, pattern, format } = schema;
  const invalid = (words: string): readonly StructuralViolation[] => [
    { path, message: `Invalid value: ${JSON.stringify(text)}: ${words}`, blocks: false },
  ];
  // As the API server: the first that fails is said.
  const length = Array.from(text).length;
  if (maxLength !== undefined && length > maxLength) {
    return [{ path, message: `Too long: may not be more than ${maxLength} bytes`, blocks: true }];
  }
  if (minLength !== undefined && length < minLength) return invalid(`should be at least ${minLength} chars long`);
  if (pattern !== undefined && patterns.test(pattern, text) === false) return invalid(`should match '${pattern}'`);
  if ((format === 'ipv4' || format === 'ipv6') && !isIp(text, format)) {
    return invalid(`must be of type ${format}: ${JSON.stringify(text)}`);
  }
  return [];
}

function checkNumber(schema: StructuralSchema, number: number, path: string): readonly StructuralViolation[] {
  const { minimum, maximum, format } = schema;
  const found: StructuralViolation[] = [];
  const invalid = (words: string): void => {
    found.push({ path, message: `Invalid value: ${number}: ${words}`, blocks: false });
  };
  if (format === 'int32' && (number < -INT32 || number >= INT32)) invalid('must be of type integer with format int32');
  if (minimum !== undefined && number < minimum) invalid(`should be greater than or equal to ${minimum}`);
  if (maximum !== undefined && number > maximum) invalid(`should be less than or equal to ${maximum}`);
  return found;
}
