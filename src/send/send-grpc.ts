import { connect } from 'node:http2';
import type { ClientHttp2Session, IncomingHttpHeaders } from 'node:http2';
import { openConnection } from './open-connection.ts';
import type { Outgoing, Reply } from './outgoing.ts';

/** What belongs to one connection of HTTP/1.1 (RFC 9113 §8.2.2) or to the pseudo-header. */
const NOT_IN_HTTP2 = new Set(['host', 'connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade']);
/** Statuses of gRPC are numbers of at most two digits. */
const STATUS = /^\d{1,2}$/;

/**
 * Sends one call of gRPC over HTTP/2, without a message unless there is a body, and waits for its status, which stands in the
 * trailers, or in the header where nothing else comes.
 * @throws the error that ended it; where the signal ends it, its reason.
 */
export async function sendGrpc(outgoing: Outgoing, signal: AbortSignal): Promise<Reply> {
  const { secure, authority, path, method, headers, body } = outgoing;
  const socket = await openConnection(outgoing, ['h2'], signal);
  let session: ClientHttp2Session | undefined;
  try {
    return await new Promise<Reply>((resolve, reject) => {
      const fail = (error: unknown): void => reject(error instanceof Error ? error : new Error(String(error)));
      signal.addEventListener('abort', () => fail(signal.reason), { once: true });
      if (signal.aborted) fail(signal.reason);
      const scheme = secure ? 'https' : 'http';
      session = connect(`${scheme}://${outgoing.address.host.includes(':') ? 'localhost' : outgoing.address.host}`, {
        createConnection: () => socket,
      });
      session.on('error', fail);
      session.on('close', () => fail(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })));
      const stream = session.request(
        {
          ':method': method,
          ':scheme': scheme,
          ':authority': authority,
          ':path': path,
          'content-type': 'application/grpc',
          te: 'trailers',
          ...fieldsOf(headers),
        },
        { endStream: body === undefined },
      );
      let head: Received = new Map();
      let trailers: Received = new Map();
      stream.on('response', (fields) => {
        head = receivedOf(fields);
      });
      stream.on('trailers', (fields) => {
        trailers = receivedOf(fields);
      });
      stream.on('error', fail);
      // What the messages say is not read, but the trailers only come behind them.
      stream.resume();
      stream.on('end', () => resolve(replyOf(head, trailers)));
      if (body !== undefined) stream.end(body);
    });
  } finally {
    session?.destroy();
    socket.destroy();
  }
}

type Received = ReadonlyMap<string, string>;

function fieldsOf(headers: Outgoing['headers']): Readonly<Record<string, string[]>> {
  const fields = Map.groupBy(
    headers.filter(([name]) => !NOT_IN_HTTP2.has(name.toLowerCase())),
    ([name]) => name.toLowerCase(),
  );
  return Object.fromEntries([...fields].map(([name, entries]) => [name, entries.map(([, value]) => value)]));
}

function receivedOf(fields: IncomingHttpHeaders): Received {
  const received = new Map<string, string>();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) received.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return received;
}

function replyOf(head: Received, trailers: Received): Reply {
  const status = trailers.get('grpc-status') ?? head.get('grpc-status') ?? '';
  const code = Number(head.get(':status') ?? Number.NaN);
  return {
    statusCode: Number.isNaN(code) ? undefined : code,
    headers: new Map([...head].filter(([name]) => !name.startsWith(':'))),
    grpcStatus: STATUS.test(status) ? Number(status) : undefined,
  };
}
