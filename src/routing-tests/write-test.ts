import type { RoutingExpectation, RoutingTestEntry } from '../documents/routing-test.ts';
import type { TraceBackend, TraceOutcome, TraceResult, TracedRequest } from '../documents/trace-result.ts';
import { nameOf } from './named-object.ts';
import { percentText } from './share.ts';

/** What a written test says beside its request and its answer. */
export interface WriteOptions {
  /** Whether the test names the Gateway: not where its file does. */
  readonly gateway: boolean;
  /** Whether the rule has several matches, so that the test names which. */
  readonly match: boolean;
}

/** A request that was traced, as a test that expects just this answer: it passes as long as nothing changes. */
export function writeTest(trace: TraceResult, { gateway, match }: WriteOptions): RoutingTestEntry {
  const { request, parent } = trace;
  const isMesh = parent?.kind === 'Service';
  const place = parent === undefined ? undefined : `${parent.namespace ?? ''}/${parent.name}`;
  return {
    ...requestOf(request),
    ...(isMesh && place !== undefined && { mesh: `${place}:${request.port}` }),
    ...(isMesh && request.clientNamespace !== undefined && { clientNamespace: request.clientNamespace }),
    ...(!isMesh && gateway && place !== undefined && { gateway: place }),
    expect: expectationOf(trace, match),
  };
}

/** On one line where that is enough. */
function requestOf(request: TracedRequest): Pick<RoutingTestEntry, 'request' | 'grpc' | 'sni' | 'headers'> {
  const { protocol, method = 'GET', scheme = 'http', host = '', path = '/', port, sni, grpc } = request;
  if (protocol === 'TCP' || protocol === 'UDP') return { request: { protocol, port } };
  if (protocol === 'TLS')
    return { request: sni === undefined ? { protocol, port } : `tls://${sni}${portText(port, 443)}` };
  const origin = `${scheme}://${host}${portText(port, scheme === 'https' ? 443 : 80)}`;
  const isOwnName = scheme !== 'https' || sni === host || sni === undefined;
  return {
    request: grpc === undefined ? `${method} ${origin}${path}` : origin,
    ...(grpc !== undefined && { grpc: `${grpc.service}/${grpc.method}` }),
    ...(!isOwnName && { sni }),
    ...headersOf(request),
  };
}

function portText(port: number, implied: number): string {
  return port === implied ? '' : `:${port}`;
}

/** As names and values, unless one comes twice. */
function headersOf({ headers = [], protocol }: TracedRequest): Pick<RoutingTestEntry, 'headers'> {
  const own = headers.filter(([name]) => !(protocol === 'GRPC' && name.toLowerCase() === 'content-type'));
  if (own.length === 0) return {};
  const names = new Set(own.map(([name]) => name.toLowerCase()));
  if (names.size < own.length) return { headers: own.map(([name, value]) => `${name}: ${value}`) };
  return { headers: Object.fromEntries(own) };
}

function expectationOf({ outcome, route, rule, match }: TraceResult, namesMatch: boolean): RoutingExpectation {
  return {
    ...answerOf(outcome),
    ...(route !== undefined && { route: nameOf(route, 'HTTPRoute') }),
    ...(rule !== undefined && { rule: rule.index }),
    ...(namesMatch && match !== undefined && { match }),
  };
}

function answerOf(outcome: TraceOutcome): RoutingExpectation {
  const { state, statusCode, grpcStatus, redirect, rewritten, backends } = outcome;
  if (state === 'refused' || state === 'rejected') return { status: state };
  if (redirect !== undefined) return { redirect: redirect.location, status: redirect.statusCode };
  if (backends.length === 0) {
    return grpcStatus !== undefined ? { grpcStatus } : statusCode === undefined ? {} : { status: statusCode };
  }
  return {
    ...backendsOf(backends),
    ...(rewritten?.path !== undefined && { path: rewritten.path }),
    ...(rewritten?.host !== undefined && { host: rewritten.host }),
  };
}

function backendsOf(backends: readonly TraceBackend[]): RoutingExpectation {
  const [only] = backends;
  if (only !== undefined && backends.length === 1 && only.share === 1) return { backend: nameOf(only) };
  const shares = new Map<string, number>();
  for (const backend of backends) shares.set(nameOf(backend), (shares.get(nameOf(backend)) ?? 0) + backend.share);
  return { backends: Object.fromEntries([...shares].map(([name, share]) => [name, percentText(share)])) };
}
