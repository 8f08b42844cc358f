import { GATEWAY, LISTENER_SET, SERVICE } from '../gateway-api/kinds.ts';
import { isRecord } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import type { ObjectRef } from '../model/ref.ts';
import { makeRequest } from './make-request.ts';
import type { RequestParts } from './make-request.ts';
import type { Header, RequestProtocol } from './routed-request.ts';
import type { TraceAsk } from './trace-request.ts';

/** One entry of a list of requests, or what is wrong with it: the field and why. */
export type ReadRequest =
  | { readonly id: string | undefined; readonly ask: TraceAsk }
  | { readonly field: string; readonly problem: string };

const PROTOCOLS: readonly RequestProtocol[] = ['HTTP', 'HTTPS', 'GRPC', 'TLS', 'TCP', 'UDP'];
const PARENTS = [GATEWAY, LISTENER_SET, SERVICE];

/** What is wrong with a field of an entry. */
class Wrong extends Error {
  readonly field: string;

  constructor(field: string, problem: string) {
    super(problem);
    this.field = field;
  }
}

/**
 * Reads `{id, parent, clientNamespace, listenerPort, protocol, request{method, scheme, host, path, headers, sni, grpc,
 * backendResponseHeaders}}`. Fields that are absent or null follow from the rest; others are not looked at.
 * @param namespace of a parent that names none.
 */
export function readRequest(entry: unknown, namespace: string): ReadRequest {
  try {
    const fields = recordAt(entry, '');
    const id = fields['id'];
    return {
      id: id === undefined || id === null ? undefined : typeof id === 'string' ? id : JSON.stringify(id),
      ask: {
        request: makeRequest(readParts(fields)),
        parent: readParent(fields['parent'], namespace),
        address: undefined,
      },
    };
  } catch (error) {
    if (error instanceof Wrong) return { field: error.field, problem: error.message };
    throw error;
  }
}

function readParts(fields: JsonRecord): RequestParts {
  const request = isAbsent(fields['request']) ? {} : recordAt(fields['request'], 'request');
  const written = stringAt(fields, 'protocol', '')?.toUpperCase();
  const protocol = PROTOCOLS.find((known) => known === written);
  if (written !== undefined && protocol === undefined) {
    throw new Wrong('protocol', `must be one of ${PROTOCOLS.join(', ')}`);
  }
  const scheme = stringAt(request, 'scheme', 'request.')?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
    throw new Wrong('request.scheme', 'must be http or https');
  }
  return {
    protocol,
    scheme,
    port: portAt(fields),
    method: stringAt(request, 'method', 'request.'),
    host: stringAt(request, 'host', 'request.'),
    path: stringAt(request, 'path', 'request.'),
    headers: headersAt(request, 'headers'),
    sni: stringAt(request, 'sni', 'request.'),
    grpc: grpcAt(request),
    clientNamespace: stringAt(fields, 'clientNamespace', ''),
    backendResponseHeaders: headersAt(request, 'backendResponseHeaders'),
  };
}

function readParent(written: unknown, namespace: string): ObjectRef | undefined {
  if (isAbsent(written)) return undefined;
  const parent = recordAt(written, 'parent');
  const kind = stringAt(parent, 'kind', 'parent.') ?? GATEWAY.kind;
  const type = PARENTS.find((known) => known.kind === kind);
  if (type === undefined) {
    throw new Wrong('parent.kind', `must be one of ${PARENTS.map((known) => known.kind).join(', ')}`);
  }
  const name = stringAt(parent, 'name', 'parent.');
  if (name === undefined || name === '') throw new Wrong('parent.name', 'is missing');
  return { group: type.group, kind, namespace: stringAt(parent, 'namespace', 'parent.') ?? namespace, name };
}

function portAt(fields: JsonRecord): number | undefined {
  const port = fields['listenerPort'];
  if (isAbsent(port)) return undefined;
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Wrong('listenerPort', 'must be a number between 1 and 65535');
  }
  return port;
}

/** As `[[name, value]]`, `[{name, value}]` or `{name: value}`. */
function headersAt(request: JsonRecord, field: string): readonly Header[] | undefined {
  const written = request[field];
  if (isAbsent(written)) return undefined;
  const entries: readonly unknown[] = Array.isArray(written)
    ? written
    : isRecord(written)
      ? Object.entries(written)
      : [undefined];
  return entries.map((entry, index): Header => {
    const [name, value]: readonly unknown[] = Array.isArray(entry)
      ? entry
      : isRecord(entry)
        ? [entry['name'], entry['value']]
        : [];
    if (typeof name === 'string' && typeof value === 'string') return [name, value];
    throw new Wrong(`request.${field}[${index}]`, 'must be a name and a value');
  });
}

function grpcAt(request: JsonRecord): RequestParts['grpc'] {
  if (isAbsent(request['grpc'])) return undefined;
  const grpc = recordAt(request['grpc'], 'request.grpc');
  const part = (name: string): string => stringAt(grpc, name, 'request.grpc.') ?? '';
  return { service: part('service'), method: part('method') };
}

function stringAt(fields: JsonRecord, name: string, at: string): string | undefined {
  const value = fields[name];
  if (isAbsent(value)) return undefined;
  if (typeof value !== 'string') throw new Wrong(`${at}${name}`, 'must be a string');
  return value;
}

function recordAt(value: unknown, field: string): JsonRecord {
  if (!isRecord(value)) throw new Wrong(field, 'must be an object');
  return value;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
