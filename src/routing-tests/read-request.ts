import type { TraceProtocol } from '../documents/trace-result.ts';
import type { FieldPath, FieldReader } from '../model/field-reader.ts';
import { isRecord } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { splitShellWords } from '../text/split-shell-words.ts';
import { readHeaders } from './read-headers.ts';
import type { TestedRequest } from './routing-test.ts';

const PROTOCOLS: readonly TraceProtocol[] = ['HTTP', 'HTTPS', 'GRPC', 'TLS', 'TCP', 'UDP'];
/** What says where a request comes in, for a test or at the head of a file. */
export const DEFAULTS = ['gateway', 'listener', 'mesh', 'clientNamespace', 'port', 'protocol', 'headers'] as const;
const LONG_FORM = ['method', 'url', 'headers', 'sni', 'grpc', 'port', 'protocol', 'curl', 'backendResponseHeaders'];
/** `GET https://…`: a method is a token (RFC 9110 §9.1). */
const ONE_LINE = /^(?:([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]+)?(\S+)$/;

/** What the head of a file says for all tests. */
export function readDefaults(record: JsonRecord, path: FieldPath, reader: FieldReader): TestedRequest {
  return {
    gateway: readText(record, 'gateway', path, reader),
    listener: readText(record, 'listener', path, reader),
    mesh: readText(record, 'mesh', path, reader),
    clientNamespace: readText(record, 'clientNamespace', path, reader),
    port: readPort(record, path, reader),
    protocol: reader.choice(record, path, 'protocol', PROTOCOLS),
    headers: readHeaders(record['headers'], [...path, 'headers'], reader),
  };
}

/**
 * Reads the request of a test: one line, curl's, or the long form, with what stands beside it.
 * @param entry the test.
 * @param path leads to it.
 * @param defaults what the head of the file says; what the test says wins, headers are added.
 */
export function readRequest(
  entry: JsonRecord,
  path: FieldPath,
  defaults: TestedRequest,
  reader: FieldReader,
): TestedRequest | undefined {
  const before = reader.faults.length;
  const form = readForm(entry, path, reader);
  const beside = {
    ...readDefaults(entry, path, reader),
    sni: readText(entry, 'sni', path, reader),
    grpc: readText(entry, 'grpc', path, reader),
  };
  if (reader.faults.length > before) return undefined;
  const request = withoutAbsent(defaults, beside, form);
  if (request.url !== undefined || request.curl !== undefined || request.grpc !== undefined) return request;
  // Without HTTP there is no URL: the port alone says where the connection goes.
  if (request.port !== undefined && ['TLS', 'TCP', 'UDP'].includes(request.protocol ?? '')) return request;
  reader.fault(path, 'has no request: request: GET https://…, or curl: …');
  return undefined;
}

/** Later ones win, but headers of all are sent: a name that comes again in place of the earlier one. */
function withoutAbsent(...requests: readonly TestedRequest[]): TestedRequest {
  return requests.reduce(
    (whole, request) => {
      const names = new Set(request.headers.map(([name]) => name.toLowerCase()));
      const headers = [...whole.headers.filter(([name]) => !names.has(name.toLowerCase())), ...request.headers];
      const present = Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));
      return Object.assign(whole, present, { headers });
    },
    { headers: [] },
  );
}

function readForm(entry: JsonRecord, path: FieldPath, reader: FieldReader): TestedRequest {
  const { request, curl } = entry;
  if (request !== undefined && curl !== undefined)
    reader.fault([...path, 'curl'], 'stands beside request: one of them is meant');
  if (curl !== undefined) return readCurl(curl, [...path, 'curl'], reader);
  const at = [...path, 'request'];
  if (isRecord(request)) return readLongForm(request, at, reader);
  if (typeof request === 'string' && /^curl\s/.test(request.trim())) return readCurl(request, at, reader);
  if (request === undefined) return { headers: [] };
  const [, method, url] = typeof request === 'string' ? (ONE_LINE.exec(request.trim()) ?? []) : [];
  if (url === undefined) reader.fault(at, 'must be METHOD URL, a command line of curl, or the long form');
  return { method, url, headers: [] };
}

function readLongForm(form: JsonRecord, path: FieldPath, reader: FieldReader): TestedRequest {
  reader.known(form, path, LONG_FORM);
  const headers = readHeaders(form['headers'], [...path, 'headers'], reader);
  const rest = {
    sni: readText(form, 'sni', path, reader),
    grpc: readText(form, 'grpc', path, reader),
    port: readPort(form, path, reader),
    protocol: reader.choice(form, path, 'protocol', PROTOCOLS),
    backendResponseHeaders:
      form['backendResponseHeaders'] === undefined
        ? undefined
        : readHeaders(form['backendResponseHeaders'], [...path, 'backendResponseHeaders'], reader),
  };
  if (form['curl'] !== undefined) {
    if (form['url'] !== undefined) reader.fault([...path, 'curl'], 'stands beside url: one of them is meant');
    return { ...rest, ...readCurl(form['curl'], [...path, 'curl'], reader), headers };
  }
  return { ...rest, method: readText(form, 'method', path, reader), url: readText(form, 'url', path, reader), headers };
}

function readCurl(value: unknown, path: FieldPath, reader: FieldReader): TestedRequest {
  const words = typeof value === 'string' ? splitShellWords(value.trim()) : undefined;
  if (words === undefined) reader.fault(path, 'must be a command line of curl with its quotes closed');
  const given = words?.[0] === 'curl' ? words.slice(1) : (words ?? []);
  return { headers: [], curl: given };
}

function readText(record: JsonRecord, field: string, path: FieldPath, reader: FieldReader): string | undefined {
  return Object.hasOwn(record, field) ? reader.text(record, path, field) : undefined;
}

function readPort(record: JsonRecord, path: FieldPath, reader: FieldReader): number | undefined {
  if (!Object.hasOwn(record, 'port')) return undefined;
  const { port } = record;
  if (typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  reader.fault([...path, 'port'], 'must be a port from 1 to 65535');
  return undefined;
}
