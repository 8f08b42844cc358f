import type { FieldPath, FieldReader } from '../model/field-reader.ts';
import { isRecord } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import type { Claim, Expectation, ExpectedBackend, ExpectedHeader } from './expectation.ts';
import { readNamedObject } from './named-object.ts';
import { headerValue } from './read-headers.ts';
import { readShare } from './share.ts';

const NAMED = 'must name an object as [KIND/][NAMESPACE/]NAME';
const BACKEND = `${NAMED}[:PORT]`;

/** How each key of `expect` is read; undefined where it is wrong, which was said then. */
const READERS: Readonly<
  Record<Claim['key'], (value: unknown, path: FieldPath, reader: FieldReader) => Claim | undefined>
> = {
  backend: (value, path, reader) => {
    const backend = readBackend(value, undefined, path, reader);
    return backend === undefined ? undefined : { key: 'backend', backends: [backend] };
  },
  backends: (value, path, reader) => readBackends('backends', value, path, reader),
  mirrors: (value, path, reader) => readBackends('mirrors', value, path, reader),
  status: (value, path, reader) => {
    if (value === 'refused' || value === 'rejected') return { key: 'status', status: value };
    const status = readInteger(value, 100, 599);
    if (status !== undefined) return { key: 'status', status };
    reader.fault(path, 'must be a status code from 100 to 599, or refused, or rejected');
    return undefined;
  },
  grpcStatus: (value, path, reader) => {
    const status = readInteger(value, 0, 16);
    if (status !== undefined) return { key: 'grpcStatus', status };
    reader.fault(path, 'must be a gRPC status from 0 to 16');
    return undefined;
  },
  redirect: (value, path, reader) => {
    if (typeof value === 'string' && /^(?:https?:\/\/[^/\s]|\/)\S*$/i.test(value))
      return { key: 'redirect', text: value };
    reader.fault(path, 'must be the Location header: a URL');
    return undefined;
  },
  path: (value, path, reader) => {
    if (typeof value === 'string' && value.startsWith('/')) return { key: 'path', text: value };
    reader.fault(path, 'must be a path that begins with /');
    return undefined;
  },
  host: (value, path, reader) => {
    const text = readText(value, path, reader);
    return text === undefined ? undefined : { key: 'host', text };
  },
  requestHeaders: (value, path, reader) => readExpectedHeaders('requestHeaders', value, path, reader),
  responseHeaders: (value, path, reader) => readExpectedHeaders('responseHeaders', value, path, reader),
  route: (value, path, reader) => {
    const route = typeof value === 'string' ? readNamedObject(value) : undefined;
    if (typeof value === 'string' && route !== undefined && route.port === undefined)
      return { key: 'route', route, text: value };
    reader.fault(path, NAMED);
    return undefined;
  },
  rule: (value, path, reader) => {
    if (typeof value === 'string' && value !== '') return { key: 'rule', rule: value };
    const rule = readInteger(value, 0, Number.MAX_SAFE_INTEGER);
    if (rule !== undefined) return { key: 'rule', rule };
    reader.fault(path, 'must be the index of a rule, counted from 0, or its name');
    return undefined;
  },
  match: (value, path, reader) => {
    const match = readInteger(value, 0, Number.MAX_SAFE_INTEGER);
    if (match !== undefined) return { key: 'match', match };
    reader.fault(path, 'must be the index of a match, counted from 0');
    return undefined;
  },
  listener: (value, path, reader) => {
    const text = readText(value, path, reader);
    return text === undefined ? undefined : { key: 'listener', text };
  },
  policy: (value, path, reader) => {
    const before = reader.faults.length;
    const kinds = reader.texts(typeof value === 'string' ? [value] : value, path);
    if (reader.faults.length > before) return undefined;
    if (kinds.length > 0) return { key: 'policy', kinds };
    reader.fault(path, 'must name kinds of policies');
    return undefined;
  },
};

const KEYS = Object.keys(READERS).filter((key): key is Claim['key'] => Object.hasOwn(READERS, key));

/**
 * Reads `expect` of a test.
 * @param path leads to it.
 * @returns undefined where it is none; what is wrong is told to the reader.
 */
export function readExpectation(value: unknown, path: FieldPath, reader: FieldReader): Expectation | undefined {
  const before = reader.faults.length;
  const record = reader.record(value, path);
  if (record === undefined) return undefined;
  reader.known(record, path, [...KEYS, 'not']);
  const always = readClaims(record, path, reader);
  const negated = Object.hasOwn(record, 'not') ? reader.record(record['not'], [...path, 'not']) : undefined;
  if (negated !== undefined) reader.known(negated, [...path, 'not'], KEYS);
  const never = negated === undefined ? [] : readClaims(negated, [...path, 'not'], reader);
  if (reader.faults.length > before) return undefined;
  if (always.length + never.length === 0) {
    reader.fault(path, `expects nothing; it may hold ${KEYS.join(', ')}, not`);
    return undefined;
  }
  return { always, never };
}

function readClaims(record: JsonRecord, path: FieldPath, reader: FieldReader): readonly Claim[] {
  return KEYS.flatMap((key) => {
    if (!Object.hasOwn(record, key)) return [];
    return READERS[key](record[key], [...path, key], reader) ?? [];
  });
}

function readBackends(
  key: 'backends' | 'mirrors',
  value: unknown,
  path: FieldPath,
  reader: FieldReader,
): Claim | undefined {
  const before = reader.faults.length;
  const entries: readonly (readonly [unknown, unknown, string | number])[] = isRecord(value)
    ? Object.entries(value).map(([name, share]) => [name, share, name])
    : reader.list(value, path).map((name, index) => [name, undefined, index]);
  if (value === null) reader.fault(path, 'must be a list of backends, or backends with their shares');
  const backends = entries.flatMap(([name, share, step]) => readBackend(name, share, [...path, step], reader) ?? []);
  if (reader.faults.length > before) return undefined;
  if (new Set(backends.map(({ share }) => share?.unit)).size > 1) {
    reader.fault(path, 'must have percentages or weights, not both');
    return undefined;
  }
  if (key === 'backends' && backends.length === 0) {
    reader.fault(path, 'must name a backend; where none answers, expect a status');
    return undefined;
  }
  return { key, backends };
}

function readBackend(name: unknown, share: unknown, path: FieldPath, reader: FieldReader): ExpectedBackend | undefined {
  const backend = typeof name === 'string' ? readNamedObject(name) : undefined;
  const readable = share === undefined || share === null ? undefined : readShare(share);
  if (backend === undefined) reader.fault(path, BACKEND);
  else if (share !== undefined && readable === undefined)
    reader.fault(path, 'must be a share such as 90%, or a weight');
  else return { backend, text: String(name), share: readable };
  return undefined;
}

function readExpectedHeaders(
  key: 'requestHeaders' | 'responseHeaders',
  value: unknown,
  path: FieldPath,
  reader: FieldReader,
): Claim | undefined {
  const before = reader.faults.length;
  const headers = Object.entries(reader.record(value, path) ?? {}).flatMap(
    ([name, written]): readonly ExpectedHeader[] => {
      if (written === null) return [{ name: name.toLowerCase(), value: null }];
      const text = headerValue(written, [...path, name], reader);
      return text === undefined ? [] : [{ name: name.toLowerCase(), value: text }];
    },
  );
  if (reader.faults.length > before) return undefined;
  if (headers.length > 0) return { key, headers };
  reader.fault(path, 'must name a header');
  return undefined;
}

function readText(value: unknown, path: FieldPath, reader: FieldReader): string | undefined {
  if (typeof value === 'string' && value !== '') return value;
  reader.fault(path, 'must be a non-empty string');
  return undefined;
}

function readInteger(value: unknown, least: number, most: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}
