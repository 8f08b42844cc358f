import type { TraceBackend, TraceOutcome, TraceResult, TracedRequest } from '../documents/trace-result.ts';
import { percentText } from './say/routing-words.ts';
import { nodeText } from './say/paths.ts';

const GRPC_STATUS: ReadonlyMap<number, string> = new Map([
  [0, 'OK'],
  [12, 'Unimplemented'],
  [14, 'Unavailable'],
]);

/** The answer in one sentence, as it comes first. */
export function answerText({ outcome, request }: Pick<TraceResult, 'outcome' | 'request'>): string {
  const { state, reason = '' } = outcome;
  if (state === 'unknown') return `cannot tell: ${reason.replace(/^could not be determined: /, '')}`;
  if (state === 'refused') return `connection refused: ${reason}`;
  if (state === 'rejected') return `TLS refused: ${reason}`;
  return answered(outcome, request);
}

function answered(outcome: TraceOutcome, request: TracedRequest): string {
  const { redirect, backends, reason } = outcome;
  const status = statusText(outcome);
  if (redirect !== undefined) return `${status} to ${redirect.location}`;
  if (backends.length > 0) {
    const sources = backends.map((backend) => withShare(backend, outcome));
    const from = sources.length > MOST ? [...sources.slice(0, MOST), `${sources.length - MOST} more`] : sources;
    const failing = (outcome.failing ?? []).map(({ statusCode, share }) =>
      status === undefined ? `refused (${percentText(share)})` : `${statusCode} (${percentText(share)})`,
    );
    const all = [...from, ...failing].join(' or ');
    return status === undefined ? `${request.protocol} to ${all}` : `${status} from ${all}`;
  }
  if (reason !== undefined) return status === undefined ? reason : `${status}: ${reason}`;
  return `${status ?? ''} from the Gateway itself`.trim();
}

const MOST = 5;

function statusText({ statusCode, grpcStatus }: TraceOutcome): string | undefined {
  if (grpcStatus !== undefined) return `gRPC ${grpcStatus} ${GRPC_STATUS.get(grpcStatus) ?? ''}`.trimEnd();
  return statusCode === undefined ? undefined : String(statusCode);
}

function withShare(backend: TraceBackend, { backends, failing = [] }: TraceOutcome): string {
  const text = backendName(backend);
  return backends.length + failing.length > 1 ? `${text} (${percentText(backend.share)})` : text;
}

/** `service shop/cart:8080` */
export function backendName(backend: TraceBackend): string {
  return backend.port === undefined ? nodeText(backend) : `${nodeText(backend)}:${backend.port}`;
}

/** `GET https://shop.example.com:8443/cart`, or what a connection without HTTP is asked for. */
export function requestText({ protocol, method, scheme, host, path, sni, port, grpc }: TracedRequest): string {
  const usual = (scheme === 'https' && port === 443) || (scheme === 'http' && port === 80);
  if (protocol === 'TLS') return `TLS ${sni ?? 'without a server name'}:${port}`;
  if (scheme === undefined) return `${protocol} :${port}`;
  const place = `${scheme}://${host === undefined || host === '' ? '(no host)' : host}${usual ? '' : `:${port}`}`;
  return grpc === undefined
    ? `${method ?? 'GET'} ${place}${path ?? ''}`
    : `gRPC ${grpc.service}/${grpc.method} ${place}`;
}
