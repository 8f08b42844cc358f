import type { FieldPath, FieldReader } from '../model/field-reader.ts';
import { isRecord } from '../model/read.ts';

/** Header fields of a request: names as they are written, in their order. */
export type HeaderFields = readonly (readonly [name: string, value: string])[];

/** RFC 9110 §5.6.2: a token. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** RFC 9110 §5.5: no line breaks or NUL, which would end the field or begin another. */
const FORBIDDEN = /[\0\r\n]/;

/**
 * Reads the headers of a request: names and values, or lines `Name: value`; absent are none.
 * @returns those that are right; what is wrong is told to the reader.
 */
export function readHeaders(value: unknown, path: FieldPath, reader: FieldReader): HeaderFields {
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([name, written]) => {
      const text = headerValue(written, [...path, name], reader);
      if (text === undefined) return [];
      return isName(name, [...path, name], reader) ? [[name, text] as const] : [];
    });
  }
  if (value !== undefined && !Array.isArray(value)) {
    reader.fault(path, 'must hold names and values, or be a list of lines "Name: value"');
    return [];
  }
  return reader.list(value, path).flatMap((line, index) => {
    const [, name, text = ''] = typeof line === 'string' ? (/^([^:]+):(.*)$/s.exec(line) ?? []) : [];
    const at = [...path, index];
    if (name === undefined) reader.fault(at, 'must be a line "Name: value"');
    else if (isName(name.trim(), at, reader) && headerValue(text.trim(), at, reader) !== undefined)
      return [[name.trim(), text.trim()] as const];
    return [];
  });
}

/** The value of a header; YAML reads 2 as a number and true as a boolean, and nobody means that. */
export function headerValue(value: unknown, path: FieldPath, reader: FieldReader): string | undefined {
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isSafeInteger(value))) return String(value);
  if (typeof value === 'string' && !FORBIDDEN.test(value)) return value;
  // 1.10 is the number 1.1: what was written is lost.
  const isText = typeof value === 'string';
  reader.fault(path, isText ? 'must not hold line breaks or NUL' : 'must be a string: put it into quotes');
  return undefined;
}

function isName(name: string, path: FieldPath, reader: FieldReader): boolean {
  if (NAME.test(name)) return true;
  reader.fault(path, 'is not a header name');
  return false;
}
