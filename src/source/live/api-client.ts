import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { CannotRunError, ServerError } from '../../model/errors.ts';
import { escapeControl } from '../../text/escape.ts';
import { bareError, statusError } from './answer-error.ts';
import type { RequestSubject } from './answer-error.ts';
import type { Connection, RequestHeaders } from './connection.ts';
import { parseJson, requireJson } from './parse-json.ts';
import { readBody } from './read-body.ts';
import type { RequestLog } from './request-log.ts';
import { TimeLimitError, explainTransportError, isConnectionLoss, isOutOfTime } from './transport-error.ts';
import type { RequestPhase } from './transport-error.ts';
import type { Validity } from './validity.ts';
import { watchConnecting } from './watch-connecting.ts';
import { parseWarningHeader } from './warning-header.ts';

/** One request to the API server. */
export interface ApiRequest {
  /** Default GET. */
  readonly method?: string | undefined;
  /** Path and query below the server's base path. */
  readonly path: string;
  readonly accept: string;
  readonly body?: { readonly text: string; readonly contentType: string } | undefined;
  /** What errors without a Status name. */
  readonly subject: RequestSubject;
  /** Ends the request early, besides the user's Ctrl-C. */
  readonly signal?: AbortSignal | undefined;
  /** Is shown the whole body of an answer before it is parsed. @returns what is parsed. */
  readonly beforeParsing?: ((body: Buffer) => Buffer) | undefined;
  /** The answer is read as it comes and must not be compressed. */
  readonly uncompressed?: boolean | undefined;
  /** Milliseconds for the whole request, tries included; 0 never. Default: the connection's. */
  readonly timeout?: number | undefined;
}

/** A whole answer. */
export interface ApiAnswer {
  readonly status: number;
  readonly contentType: string;
  /** The body as JSON; a broken or foreign body is an error, never a value. */
  readonly value: unknown;
}

/** What the client needs of the process. */
export interface ClientIo {
  readonly writeError: (text: string) => void;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** How often the server may ask to wait (client-go's WithMaxRetries default). */
const MOST_WAITS = 10;
/** A server that asks for more than this gets its refusal reported instead. */
const LONGEST_WAIT = 60_000;
/** Pauses before a GET whose connection broke is sent again: the first break is mostly an idle connection that ended. */
const LOSS_PAUSES = [0, 200, 500];
/** How much of a refusal's body is read. */
const LONGEST_REFUSAL = 1024 * 1024;

/**
 * Sends requests as client-go does: renews credentials once after a 401, waits where the server asks for it, tries a GET
 * again when the connection broke, prints the server's warnings once each, and turns every failure into a `ServerError`
 * (the server answered) or a `CannotRunError` (it did not) in kubectl's words.
 */
export class ApiClient {
  readonly #connection: Connection;
  readonly #io: ClientIo;
  readonly #log: RequestLog;
  readonly #warned = new Set<string>();
  /** Of the server's certificate, from the last connection that was opened. */
  #validity: Validity | undefined;

  constructor(connection: Connection, io: ClientIo, log: RequestLog) {
    this.#connection = connection;
    this.#io = io;
    this.#log = log;
  }

  /** Sends a request and reads the whole answer as JSON. */
  async read(request: ApiRequest): Promise<ApiAnswer> {
    return this.#send(request, async (response, url) => {
      const contentType = response.headers['content-type'] ?? '';
      const bytes = await readBody(response);
      this.#log.body(url, bytes);
      let kept = bytes;
      if (request.beforeParsing !== undefined) {
        // First the connection returns to the pool, then the request that is made here goes out over it.
        await nextTurn();
        kept = request.beforeParsing(bytes);
        await nextTurn();
      }
      return {
        status: response.statusCode ?? 0,
        contentType,
        value: parseJson(kept, contentType, this.#connection.server),
      };
    });
  }

  /** Sends a request whose answer is a stream (watch); only the wait for its head is limited. */
  async open(request: ApiRequest): Promise<IncomingMessage> {
    return this.#send({ ...request, timeout: 0, uncompressed: true }, async (response) => {
      try {
        requireJson(response.headers['content-type'] ?? '', this.#connection.server);
      } catch (error) {
        response.destroy();
        throw error;
      }
      return response;
    });
  }

  async #send<Result>(
    request: ApiRequest,
    consume: (response: IncomingMessage, url: string) => Promise<Result>,
  ): Promise<Result> {
    const timeout = request.timeout ?? this.#connection.requestTimeout;
    const limit = timeout > 0 ? AbortSignal.timeout(timeout) : undefined;
    const signals = [this.#io.signal, request.signal, limit].filter((signal) => signal !== undefined);
    const signal = AbortSignal.any(signals);
    let waits = 0;
    let losses = 0;
    let mayRenew = true;
    let lost: CannotRunError | undefined;
    for (;;) {
      let phase: RequestPhase = 'connecting';
      try {
        const { response, url, credentials } = await this.#attempt(request, signal);
        phase = 'reading body';
        if (response.statusCode === 401 && mayRenew) {
          mayRenew = false;
          if (await this.#connection.renew(credentials)) {
            response.resume();
            continue;
          }
        }
        const wait = waitOf(response);
        if (wait !== undefined && waits < MOST_WAITS) {
          waits++;
          response.resume();
          this.#log.note('Got a Retry-After response', { delay: `${wait / 1000}s`, attempt: waits, url });
          phase = 'awaiting headers';
          await delay(wait, undefined, { signal });
          continue;
        }
        if (!isSuccess(response)) throw await this.#refusal(request, response, url);
        this.#warn(response);
        return await consume(response, url);
      } catch (error) {
        if (error instanceof ServerError) throw error;
        // Says what took the time: a credential plugin, a proxy.
        if (error instanceof CannotRunError && !this.#io.signal.aborted) throw error;
        if (signal.aborted) throw this.#explainEnd(limit, phase, error, lost);
        const pause =
          (request.method ?? 'GET') === 'GET' && isConnectionLoss(error) ? LOSS_PAUSES[losses++] : undefined;
        if (isOutOfTime(error)) this.#validity ??= await this.#connection.transport.lookAtRefused();
        lost = explainTransportError(error, this.#connection.server, phase, this.#io.now(), this.#validity);
        if (pause === undefined) throw lost;
        await delay(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** One request over the wire, until the head of its answer. */
  async #attempt(
    request: ApiRequest,
    signal: AbortSignal,
  ): Promise<{ readonly response: IncomingMessage; readonly url: string; readonly credentials: RequestHeaders }> {
    const { server, compression, userAgent, transport } = this.#connection;
    signal.throwIfAborted();
    const method = request.method ?? 'GET';
    const url = server + request.path;
    const credentials = await this.#connection.headers();
    const headers: OutgoingHttpHeaders = {
      Accept: request.accept,
      'User-Agent': userAgent,
      'Accept-Encoding': compression && request.uncompressed !== true ? 'gzip' : 'identity',
      ...(request.body === undefined
        ? {}
        : { 'Content-Type': request.body.contentType, 'Content-Length': Buffer.byteLength(request.body.text) }),
      ...credentials,
    };
    this.#log.request(method, url, headers);
    const begun = this.#io.now();
    try {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        const sent = transport.request({ method, path: request.path, headers, signal }, resolve);
        watchConnecting(sent, (validity) => {
          this.#validity = validity;
        });
        sent.on('error', reject);
        sent.end(request.body?.text);
      });
      this.#log.response(method, url, response, begun);
      return { response, url, credentials };
    } catch (error) {
      this.#log.response(method, url, undefined, begun);
      throw error;
    }
  }

  /** The error that a failed answer means: its Status, or what its code says. */
  async #refusal(request: ApiRequest, response: IncomingMessage, url: string): Promise<Error> {
    const code = response.statusCode ?? 0;
    const contentType = response.headers['content-type'] ?? '';
    const location = response.headers.location;
    if (code >= 300 && code < 400 && location !== undefined) {
      response.destroy();
      return new CannotRunError(
        `error: the server responded with a redirect to ${location}: use that address as the server`,
      );
    }
    const bytes = await readBody(response, LONGEST_REFUSAL);
    this.#log.body(url, bytes);
    const body = bytes.toString();
    this.#warn(response);
    return statusError(tryJson(body), code) ?? bareError(code, contentType, body, request.subject);
  }

  #warn(response: IncomingMessage): void {
    for (const header of response.headersDistinct['warning'] ?? []) {
      // Node reads headers as Latin-1; the API server writes UTF-8.
      for (const text of parseWarningHeader(Buffer.from(header, 'latin1').toString('utf8'))) {
        if (this.#warned.has(text)) continue;
        this.#warned.add(text);
        this.#io.writeError(`Warning: ${escapeControl(text)}\n`);
      }
    }
  }

  /** Why a request was ended from our side; when a try had failed before, its failure says more than the limit. */
  #explainEnd(
    limit: AbortSignal | undefined,
    phase: RequestPhase,
    cause: unknown,
    lost: CannotRunError | undefined,
  ): CannotRunError {
    if (this.#io.signal.aborted) return new CannotRunError('interrupted', { cause });
    if (limit?.aborted !== true) return new CannotRunError('error: the server did not respond in time', { cause });
    if (lost !== undefined) return lost;
    const words =
      phase === 'reading body'
        ? 'context deadline exceeded (Client.Timeout or context cancellation while reading body)'
        : 'net/http: request canceled (Client.Timeout exceeded while awaiting headers)';
    return explainTransportError(new TimeLimitError(words), this.#connection.server, phase, this.#io.now());
  }
}

function isSuccess({ statusCode = 0 }: IncomingMessage): boolean {
  return statusCode >= 200 && statusCode <= 206;
}

/** Milliseconds that the server asks to wait: 429 and 5xx with Retry-After in whole seconds, as client-go reads it. */
function waitOf({ statusCode = 0, headers }: IncomingMessage): number | undefined {
  if (statusCode !== 429 && statusCode < 500) return undefined;
  const text = headers['retry-after'] ?? '';
  if (!/^\d+$/.test(text)) return undefined;
  const wait = Number(text) * 1000;
  return wait <= LONGEST_WAIT ? wait : undefined;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
