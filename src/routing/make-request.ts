import type { Header, RequestProtocol, RoutedRequest } from './routed-request.ts';
import { isAddress } from './routed-request.ts';

/** A request as a person writes it; what is absent follows from the rest. */
export interface RequestParts {
  readonly protocol?: RequestProtocol | undefined;
  readonly port?: number | undefined;
  readonly method?: string | undefined;
  readonly scheme?: string | undefined;
  /** With or without its port. */
  readonly host?: string | undefined;
  readonly path?: string | undefined;
  readonly headers?: readonly Header[] | undefined;
  /** Empty: none is sent. */
  readonly sni?: string | undefined;
  readonly grpc?: { readonly service: string; readonly method: string } | undefined;
  readonly clientNamespace?: string | undefined;
  readonly backendResponseHeaders?: readonly Header[] | undefined;
}

/** Fills in what a request leaves out, as clients do: the protocol by the scheme, the port by the protocol, SNI by the host. */
export function makeRequest(parts: RequestParts): RoutedRequest {
  const { grpc, headers = [] } = parts;
  const protocol = parts.protocol ?? (grpc !== undefined ? 'GRPC' : parts.scheme === 'https' ? 'HTTPS' : 'HTTP');
  const scheme = protocol === 'HTTPS' || (protocol !== 'HTTP' && isSecure(parts)) ? 'https' : 'http';
  // A Host header that is written is what the Gateway sees.
  const hostHeader = headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
  const { host } = splitAuthority(hostHeader ?? parts.host ?? '');
  const target = splitAuthority(parts.host ?? '').host;
  const usesTls = scheme === 'https' || protocol === 'TLS';
  const sni = parts.sni ?? (usesTls && !isAddress(target) ? target : '');
  const others = headers.filter(([name]) => name.toLowerCase() !== 'host');
  return {
    protocol,
    port: parts.port ?? (usesTls ? 443 : 80),
    method: protocol === 'GRPC' ? 'POST' : (parts.method ?? 'GET'),
    scheme,
    host,
    path: protocol === 'GRPC' && grpc !== undefined ? `/${grpc.service}/${grpc.method}` : pathFrom(parts.path),
    headers: protocol === 'GRPC' ? asGrpc(others) : others,
    sni: sni === '' ? undefined : lowerHost(sni),
    grpc: protocol === 'GRPC' ? (grpc ?? grpcOf(parts.path ?? '')) : undefined,
    clientNamespace: parts.clientNamespace,
    backendResponseHeaders: parts.backendResponseHeaders ?? [],
  };
}

function isSecure({ scheme, port, sni }: RequestParts): boolean {
  return scheme === 'https' || (scheme === undefined && (port === 443 || (sni ?? '') !== ''));
}

function pathFrom(path: string | undefined): string {
  const written = path === undefined || path === '' ? '/' : path;
  if (written.startsWith('/') || written === '*') return written;
  return `/${written}`;
}

/** `/service/method` */
function grpcOf(path: string): { readonly service: string; readonly method: string } {
  const [, service = '', method = ''] = path.split('/', 3);
  return { service, method };
}

function asGrpc(headers: readonly Header[]): readonly Header[] {
  if (headers.some(([name]) => name.toLowerCase() === 'content-type')) return headers;
  return [...headers, ['content-type', 'application/grpc']];
}

/** A host and its port: `example.com:8080`, `[::1]:80`; the host in lower case, an address of IPv6 in its brackets. */
export function splitAuthority(authority: string): { readonly host: string; readonly port: string | undefined } {
  const found = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(authority);
  // Several colons without brackets are an address of IPv6.
  if (found === null) return { host: lowerHost(authority), port: undefined };
  return { host: lowerHost(found[1] ?? ''), port: found[2] };
}

/** Lower case, and of other scripts than ASCII the form that is sent (IDNA). */
function lowerHost(host: string): string {
  const lower = host.toLowerCase();
  if (!/[^\u0000-\u007f]/.test(lower)) return lower;
  const url = URL.parse(`http://${lower}`);
  return url === null ? lower : url.hostname;
}
