import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';

/** A `--request-timeout` that a test lets ring: never by the clock, which runs faster than a busy machine. */
export const HELD_TIMEOUT = '1h';
/** The same in milliseconds. */
export const HELD_TIMEOUT_MS = 3_600_000;

/** A request that this process has sent, and the limit of its time where it has one. */
interface Sent {
  readonly request: ClientRequest;
  readonly limit: AbortController | undefined;
  /** Comes with the head of the answer. */
  readonly answered: Promise<void>;
}

const pending = new Set<Sent>();
let holding = false;

/** From now on the limits of that length, of programs that run in this process, ring by `expire` only. */
export function holdTimeLimits(): void {
  if (holding) return;
  holding = true;
  const limits = new AsyncLocalStorage<AbortController>();
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => {
    if (milliseconds !== HELD_TIMEOUT_MS) return timeout(milliseconds);
    const limit = new AbortController();
    // What is sent from here on, in this chain of calls, is sent under this limit.
    limits.enterWith(limit);
    return limit.signal;
  };
  subscribe('http.client.request.created', (message) => {
    const request =
      typeof message === 'object' && message !== null && 'request' in message ? message.request : undefined;
    const limit = limits.getStore();
    if (!(request instanceof ClientRequest)) return;
    const answered = Promise.withResolvers<void>();
    request.once('response', () => answered.resolve());
    const sent: Sent = { request, limit, answered: answered.promise };
    pending.add(sent);
    request.once('close', () => {
      pending.delete(sent);
      answered.resolve();
    });
  });
}

/** Waits until a request of this process has the head of its answer, and who sent it has seen it. */
export async function headRead(clientPort: number | undefined): Promise<void> {
  await sentFrom(clientPort)?.answered;
  await new Promise(setImmediate);
}

/** Lets the time of a request of this process be over. @param clientPort the port that its connection comes from. */
export function expire(clientPort: number | undefined): void {
  sentFrom(clientPort)?.limit?.abort(new DOMException('the time is over', 'TimeoutError'));
}

function sentFrom(port: number | undefined): Sent | undefined {
  return [...pending].find(({ request }) => request.socket?.localPort === port);
}
