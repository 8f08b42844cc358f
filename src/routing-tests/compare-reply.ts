import type { SentFinding, SentReport } from '../documents/sent-report.ts';
import type { TraceBackend, TraceOutcome } from '../documents/trace-result.ts';
import { compareHeaders } from './compare-headers.ts';
import { nameOf } from './named-object.ts';
import { sameLocation } from './same-location.ts';

/** How a request that was sent ended, as far as a prediction can be held against it. */
export type Reply =
  | {
      readonly state: 'answered';
      /** Undefined where no HTTP is spoken. */
      readonly statusCode: number | undefined;
      readonly grpcStatus: number | undefined;
      /** Names in lower case. */
      readonly headers: ReadonlyMap<string, string>;
    }
  | { readonly state: 'failed'; readonly kind: string; readonly message: string };

/** gRPC: the method, or the backend, was not reached. */
const UNIMPLEMENTED = 12;
const UNAVAILABLE = 14;

/**
 * Holds what came back against what was predicted: the connection, the status, the Location, the headers that filters set, and
 * the backend where the answer names one. A backend that is reached counts as 200, so any success of it is as predicted.
 * @param address the request was sent to.
 * @param services names of Services that may be told from an answer's headers.
 */
export function compareReply(
  outcome: TraceOutcome,
  reply: Reply,
  address: string,
  services: readonly string[],
): SentReport {
  if (reply.state === 'failed') {
    const isPredicted =
      (outcome.state === 'refused' && reply.kind === 'refused') ||
      (outcome.state === 'rejected' && reply.kind === 'tls');
    const finding = { what: 'answer', predicted: predictedText(outcome), got: reply.message };
    return { address, failure: reply.message, findings: isPredicted ? [] : [finding] };
  }
  const { statusCode, grpcStatus, headers } = reply;
  const named = servingBackend(headers, services);
  return {
    address,
    statusCode,
    grpcStatus,
    location: headers.get('location'),
    server: headers.get('server'),
    findings: [
      ...compareStatus(outcome, reply, named),
      ...compareLocation(outcome, headers.get('location')),
      ...compareFields(outcome, headers),
      ...compareBackend(outcome, named),
    ],
  };
}

type Answered = Extract<Reply, { readonly state: 'answered' }>;

/** A Service that an answer says it comes from, and the header that says so. */
interface Named {
  readonly service: string;
  readonly header: string;
}

function compareStatus(outcome: TraceOutcome, reply: Answered, named: Named | undefined): readonly SentFinding[] {
  const predicted = predictedText(outcome);
  const { statusCode, grpcStatus } = reply;
  const by = named === undefined ? '' : ` from service ${named.service} (by ${named.header})`;
  const got = grpcStatus === undefined ? `${statusCode ?? 'a connection'}${by}` : `gRPC status ${grpcStatus}${by}`;
  if (outcome.state === 'unknown') return [];
  if (outcome.state !== 'answered') return [{ what: 'answer', predicted, got }];
  if (outcome.grpcStatus !== undefined) {
    // What a method answers is its own; that it was reached is all that routing says.
    const isReached = grpcStatus !== undefined && grpcStatus !== UNIMPLEMENTED && grpcStatus !== UNAVAILABLE;
    const holds = outcome.grpcStatus === 0 ? isReached : grpcStatus === outcome.grpcStatus;
    return holds ? [] : [{ what: 'status', predicted, got }];
  }
  if (outcome.statusCode === undefined) return [];
  const isSuccess = outcome.statusCode === 200 && statusCode !== undefined && statusCode >= 200 && statusCode < 300;
  // A share of the requests is known to fail.
  const isKnownFailure = (outcome.failing ?? []).some((failing) => failing.statusCode === statusCode);
  return isSuccess || isKnownFailure || statusCode === outcome.statusCode ? [] : [{ what: 'status', predicted, got }];
}

function compareLocation({ redirect }: TraceOutcome, location: string | undefined): readonly SentFinding[] {
  if (redirect === undefined) return [];
  if (location !== undefined && sameLocation(redirect.location, location)) return [];
  return [{ what: 'location', predicted: redirect.location, got: location ?? 'none' }];
}

/** The headers that filters set are all that is predicted where nothing is known of the backend's. */
function compareFields(
  { responseHeaders, redirect }: TraceOutcome,
  headers: Answered['headers'],
): readonly SentFinding[] {
  const expected = Object.entries(responseHeaders ?? {})
    .filter(([name]) => !(name === 'location' && redirect !== undefined))
    .map(([name, value]) => ({ name, value }));
  const received = Object.fromEntries(headers);
  return compareHeaders(expected, received)
    .filter(({ holds }) => !holds)
    .map(({ expected: predicted, got }) => ({ what: 'header', predicted, got }));
}

function compareBackend({ backends }: TraceOutcome, named: Named | undefined): readonly SentFinding[] {
  if (named === undefined || backends.length === 0 || backends.some(({ name }) => name === named.service)) return [];
  const predicted = backends.map((backend: TraceBackend) => nameOf(backend)).join(' or ');
  return [{ what: 'backend', predicted, got: `service ${named.service} (by ${named.header})` }];
}

/** Many backends name themselves in a header of their own: `x-service: cart`, `x-served-by: cart-6d4f-abcde`. */
function servingBackend(headers: Answered['headers'], services: readonly string[]): Named | undefined {
  // The longest name first: cart-next is not cart.
  const sorted = services.toSorted((a, b) => b.length - a.length);
  for (const [header, value] of headers) {
    if (!header.startsWith('x-')) continue;
    const service = sorted.find(
      (name) => value === name || value.startsWith(`${name}-`) || value.startsWith(`${name}.`),
    );
    if (service !== undefined) return { service, header };
  }
  return undefined;
}

/** What was predicted, in a few words. */
export function predictedText({ state, statusCode, grpcStatus, redirect, backends }: TraceOutcome): string {
  if (state === 'refused') return 'connection refused';
  if (state === 'rejected') return 'TLS handshake refused';
  if (redirect !== undefined) return `${redirect.statusCode}`;
  if (grpcStatus !== undefined) return `gRPC status ${grpcStatus}`;
  return statusCode === undefined ? (backends.length > 0 ? 'a connection' : 'nothing') : String(statusCode);
}
