import type { Socket } from 'node:net';
import { request as sendHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { openConnection } from './open-connection.ts';
import type { Outgoing, Reply } from './outgoing.ts';

/**
 * Sends one request of HTTP/1.1 over a connection of its own.
 * @throws the error that ended it; where the signal ends it, its reason.
 */
export async function sendHttp1(outgoing: Outgoing, signal: AbortSignal): Promise<Reply> {
  const { method, path, body } = outgoing;
  const socket = await openConnection(outgoing, ['http/1.1'], signal);
  try {
    return await new Promise<Reply>((resolve, reject) => {
      const fail = (error: unknown): void => reject(error instanceof Error ? error : new Error(String(error)));
      const request = sendHttp({
        createConnection: () => socket,
        method,
        path,
        headers: fieldsOf(outgoing),
        setHost: false,
      });
      const answer = (response: IncomingMessage): void => resolve(replyOf(response));
      request.on('response', answer);
      // 101, and what answers CONNECT, come with the connection and not as a response.
      request.on('upgrade', (response: IncomingMessage, upgraded: Socket) => {
        upgraded.destroy();
        answer(response);
      });
      request.on('connect', (response: IncomingMessage, connected: Socket) => {
        connected.destroy();
        answer(response);
      });
      request.on('error', fail);
      signal.addEventListener('abort', () => fail(signal.reason), { once: true });
      if (signal.aborted) fail(signal.reason);
      request.end(body);
    });
  } finally {
    socket.destroy();
  }
}

/** Methods of which nobody expects a body; of the others RFC 9110 §8.6 wants to hear that there is none. */
const WITHOUT_CONTENT = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

/** All header fields in their order, those that come twice among them. */
function fieldsOf({ method, authority, headers, body }: Outgoing): string[] {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const fields = names.has('host') ? [] : ['Host', authority];
  for (const [name, value] of headers) fields.push(name, value);
  const hasLength = names.has('content-length') || (body === undefined && WITHOUT_CONTENT.has(method));
  if (!hasLength) fields.push('Content-Length', String(body?.length ?? 0));
  if (!names.has('connection')) fields.push('Connection', 'close');
  return fields;
}

function replyOf({ statusCode, rawHeaders, socket }: IncomingMessage): Reply {
  socket.destroy();
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return { statusCode, headers, grpcStatus: undefined };
}
