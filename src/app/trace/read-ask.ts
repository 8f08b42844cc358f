import type { TraceFlags } from '../../../commands/trace.ts';
import { GATEWAY, SERVICE } from '../../gateway-api/kinds.ts';
import { UsageError } from '../../model/errors.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { makeRequest } from '../../routing/make-request.ts';
import type { RequestParts } from '../../routing/make-request.ts';
import { readPort, readTarget } from '../../routing/read-target.ts';
import { isAddress } from '../../routing/routed-request.ts';
import type { Header, RequestProtocol } from '../../routing/routed-request.ts';
import type { TraceAsk } from '../../routing/trace-request.ts';

const PROTOCOLS: readonly RequestProtocol[] = ['HTTP', 'HTTPS', 'GRPC', 'TLS', 'TCP', 'UDP'];

/**
 * What a command line asks: the URL, and what flags say beside or instead of it.
 * @throws UsageError for words that are no request.
 */
export function readAsk(words: readonly string[], flags: TraceFlags, namespace: string): TraceAsk {
  const [url, ...others] = words;
  if (others.length > 0) throw new UsageError(`trace takes one URL, not ${words.length}`);
  if (url === undefined && flags.sni === undefined && flags.mesh === undefined && flags.port === undefined) {
    throw new UsageError('trace needs a URL, --requests, --sni, --port or --mesh');
  }
  const target = url === undefined ? { parts: {} } : readTarget(url);
  if ('problem' in target) throw new UsageError(`cannot read URL ${JSON.stringify(url)}: ${target.problem}`);
  if (flags.gateway !== undefined && flags.mesh !== undefined) {
    throw new UsageError('--gateway and --mesh cannot be given together');
  }
  const mesh = flags.mesh === undefined ? undefined : readMesh(flags.mesh, namespace);
  const parts = partsOf(target.parts, flags, mesh);
  const request = makeRequest(parts);
  return {
    request,
    parent: mesh?.service ?? readGateway(flags.gateway, namespace),
    address: addressFor(flags.resolve ?? [], parts.host ?? '', request.port) ?? addressIn(target.parts.host),
  };
}

function partsOf(target: RequestParts, flags: TraceFlags, mesh: Mesh | undefined): RequestParts {
  const grpc = flags.grpc === undefined ? undefined : readGrpc(flags.grpc);
  const protocol = flags.protocol === undefined ? undefined : readProtocol(flags.protocol);
  const port = flags.port === undefined ? undefined : readFlagPort(flags.port);
  const written = target.protocol;
  const own = grpc !== undefined && (written === 'HTTP' || written === 'HTTPS') ? 'GRPC' : written;
  const isSni = target.host === undefined && flags.sni !== undefined && mesh === undefined;
  return {
    ...target,
    protocol: protocol ?? own ?? (isSni ? 'TLS' : undefined),
    host: target.host ?? mesh?.service.name,
    port: port ?? mesh?.port ?? target.port,
    method: flags.request,
    headers: (flags.header ?? []).map(readHeader),
    sni: flags.sni,
    grpc,
    clientNamespace: flags.clientNamespace,
  };
}

/** `Name: value`; as for curl a name with `;` behind it has no value. */
function readHeader(line: string): Header {
  const colon = line.indexOf(':', 1);
  if (colon > 0) return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  if (line.endsWith(';')) return [line.slice(0, -1).trim(), ''];
  throw new UsageError(`header ${JSON.stringify(line)} must be written as 'Name: value'`);
}

function readGrpc(call: string): NonNullable<RequestParts['grpc']> {
  const [service = '', method = '', ...others] = call.replace(/^\//, '').split('/');
  if (service === '' || method === '' || others.length > 0) {
    throw new UsageError(`--grpc must be SERVICE/METHOD, not ${JSON.stringify(call)}`);
  }
  return { service, method };
}

function readProtocol(word: string): RequestProtocol {
  const protocol = PROTOCOLS.find((known) => known === word.toUpperCase());
  if (protocol === undefined) throw new UsageError(`--protocol must be one of ${PROTOCOLS.join(', ')}, not ${word}`);
  return protocol;
}

function readFlagPort(port: number): number {
  const number = readPort(String(port));
  if (number === null) throw new UsageError(`--port must be between 1 and 65535, not ${port}`);
  return number;
}

interface Mesh {
  readonly service: ObjectRef;
  readonly port: number | undefined;
}

function readMesh(word: string, namespace: string): Mesh {
  const [, ns, name, port] = /^(?:([^/:]+)\/)?([^/:]+)(?::(.+))?$/.exec(word) ?? [];
  const number = port === undefined ? undefined : readPort(port);
  if (name === undefined || number === null) {
    throw new UsageError(`--mesh must be [NAMESPACE/]SERVICE[:PORT], not ${JSON.stringify(word)}`);
  }
  return { service: { ...SERVICE, namespace: ns ?? namespace, name }, port: number };
}

function readGateway(word: string | undefined, namespace: string): ObjectRef | undefined {
  if (word === undefined) return undefined;
  const [, ns, name] = /^(?:([^/]+)\/)?([^/]+)$/.exec(word.replace(/^gateways?\//, '')) ?? [];
  if (name === undefined) throw new UsageError(`--gateway must be [NAMESPACE/]NAME, not ${JSON.stringify(word)}`);
  return { group: GATEWAY.group, kind: GATEWAY.kind, namespace: ns ?? namespace, name };
}

/** The address that a URL names in place of a host. */
function addressIn(host: string | undefined): string | undefined {
  const bare = host?.replaceAll(/[[\]]/g, '');
  return bare !== undefined && isAddress(bare) ? bare : undefined;
}

/** Where the client connects to for a host and port: the last entry that names them, as for curl. */
function addressFor(entries: readonly string[], host: string, port: number): string | undefined {
  let address: string | undefined;
  for (const entry of entries) {
    const [, named, number, to] = /^([^:]+):(\d+):(.+)$/.exec(entry.replace(/^\+/, '')) ?? [];
    if (named === undefined || to === undefined) {
      throw new UsageError(`--resolve must be HOST:PORT:ADDRESS, not ${JSON.stringify(entry)}`);
    }
    const isFor = (named === '*' || named.toLowerCase() === host) && Number(number) === port;
    if (isFor) address = to.replaceAll(/[[\]]/g, '').split(',')[0];
  }
  return address;
}
