import type { Exchange, Outgoing, Reply } from './outgoing.ts';
import { addressText } from './outgoing.ts';
import { failureOf, SendTimeout } from './failure.ts';

/**
 * Sends one request, once, to an address, and waits for the head of the answer. No redirect is followed, nothing is tried again,
 * and what the body of the answer says is not read.
 * @returns what came back, or why nothing did; it does not throw for anything that the other side does.
 */
export async function sendRequest(outgoing: Outgoing): Promise<Exchange> {
  const limit = new AbortController();
  const seconds = outgoing.timeout / 1000;
  const timer = setTimeout(() => {
    limit.abort(new SendTimeout(`no answer within ${seconds}s`));
  }, outgoing.timeout);
  const stop = (): void => limit.abort(outgoing.signal.reason);
  outgoing.signal.addEventListener('abort', stop, { once: true });
  if (outgoing.signal.aborted) stop();
  try {
    return { state: 'answered', reply: await exchange(outgoing, limit.signal) };
  } catch (error) {
    const reason: unknown = limit.signal.aborted ? limit.signal.reason : error;
    return { state: 'failed', failure: failureOf(reason, addressText(outgoing.address)) };
  } finally {
    clearTimeout(timer);
    outgoing.signal.removeEventListener('abort', stop);
  }
}

async function exchange(outgoing: Outgoing, signal: AbortSignal): Promise<Reply> {
  switch (outgoing.protocol) {
    case 'HTTP':
    case 'HTTPS':
      return (await import('./send-http1.ts')).sendHttp1(outgoing, signal);
    case 'GRPC':
      return (await import('./send-grpc.ts')).sendGrpc(outgoing, signal);
    case 'TLS':
    case 'TCP':
      return (await import('./open-connection.ts')).probeConnection(outgoing, signal);
  }
}
