import type { SentReport } from '../../documents/sent-report.ts';
import type { TraceResult, TracedRequest } from '../../documents/trace-result.ts';
import { compareReply, predictedText } from '../../routing-tests/compare-reply.ts';
import { addressText } from '../../send/outgoing.ts';
import type { Exchange, Outgoing, SendAddress } from '../../send/outgoing.ts';
import { readAddress } from '../../send/read-address.ts';
import type { Sending } from './sending.ts';

/** What a request that was traced is sent with. */
export interface SendContext {
  /** Of the Gateway's status, or what the client was told to connect to; undefined where there is none. */
  readonly address: string | undefined;
  /** Names of Services that an answer may name. */
  readonly services: readonly string[];
  readonly body: Uint8Array | undefined;
}

/**
 * Sends the request of a trace, once, and holds the answer against it.
 * @returns undefined for what cannot be sent from here: UDP, and calls inside a mesh.
 */
export async function sendTraced(
  { request, outcome, parent }: TraceResult,
  { address, services, body }: SendContext,
  sending: Sending,
): Promise<SentReport | undefined> {
  const { protocol } = request;
  if (protocol === 'UDP' || parent?.kind === 'Service') return undefined;
  const target = sending.address ?? address;
  const to = target === undefined ? undefined : readAddress(target, request.port);
  if (to === undefined) {
    const got = 'nothing is sent: no address is known, use --address';
    return {
      address: 'no address',
      failure: got,
      findings: [{ what: 'answer', predicted: predictedText(outcome), got }],
    };
  }
  const { sendRequest } = await import('../../send/send-request.ts');
  const exchange = await sendRequest(outgoingOf(request, protocol, to, body, sending));
  return compareReply(outcome, replyOf(exchange), addressText(to), services);
}

function outgoingOf(
  request: TracedRequest,
  protocol: Outgoing['protocol'],
  address: SendAddress,
  body: Uint8Array | undefined,
  { insecure, certificates, timeout, signal }: Sending,
): Outgoing {
  const { scheme, host = '', port, headers = [] } = request;
  const secure = scheme === 'https' || protocol === 'HTTPS' || protocol === 'TLS';
  const isImplied = port === (secure ? 443 : 80);
  return {
    protocol,
    address,
    secure,
    sni: request.sni,
    method: request.method ?? 'GET',
    authority: isImplied ? host : `${host}:${port}`,
    path: request.path ?? '/',
    headers: protocol === 'GRPC' ? headers.filter(([name]) => name.toLowerCase() !== 'content-type') : headers,
    body,
    timeout,
    insecure,
    certificates,
    signal,
  };
}

function replyOf(exchange: Exchange): Parameters<typeof compareReply>[1] {
  return exchange.state === 'answered'
    ? { state: 'answered', ...exchange.reply }
    : { state: 'failed', ...exchange.failure };
}
