import { createServer as createHttp2, createSecureServer } from 'node:http2';
import type { ServerHttp2Stream } from 'node:http2';
import { createServer as createTcp } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import type { Outgoing } from '../../../src/send/outgoing.ts';

/** A server of a test, and what came in. */
export interface TestServer {
  readonly port: number;
  /** The requests as they were written, each with the server name of its connection. */
  readonly received: { readonly text: string; readonly sni: string }[];
  readonly close: () => Promise<void>;
}

/** The certificate and key of a server, in PEM. */
export interface ServerKeys {
  readonly cert: string;
  readonly key: string;
}

/**
 * A server that takes what comes as bytes and writes what it is told: HTTP/1.1, or garbage.
 * @param answer undefined: nothing is ever answered.
 */
export function serveBytes(answer: string | undefined, keys?: ServerKeys): Promise<TestServer> {
  const received: { text: string; sni: string }[] = [];
  const talk = (socket: Socket, sni: string): void => {
    let text = '';
    let isAnswered = false;
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (isAnswered || !text.includes('\r\n\r\n')) return;
      isAnswered = true;
      // What belongs to the body may come in a piece of its own.
      received.push({ text, sni });
      if (answer !== undefined) socket.end(answer);
    });
  };
  if (keys === undefined)
    return listen(
      createTcp((socket) => talk(socket, '')),
      received,
    );
  const server = createTls({ ...keys, ALPNProtocols: ['http/1.1'] }, (socket) => {
    talk(socket, socket.servername === false || socket.servername === null ? '' : (socket.servername ?? ''));
  });
  server.on('tlsClientError', () => {});
  return listen(server, received);
}

/** A server of gRPC that answers each call with a status. */
export function serveGrpc(status: number, where: 'trailers' | 'head', keys?: ServerKeys): Promise<TestServer> {
  const received: { text: string; sni: string }[] = [];
  const server = keys === undefined ? createHttp2() : createSecureServer(keys);
  server.on('sessionError', () => {});
  server.on('stream', (stream: ServerHttp2Stream, headers) => {
    received.push({
      text: `${headers[':method']} ${headers[':authority']} ${headers[':path']} ${String(headers['x-a'])}`,
      sni: '',
    });
    const head = { ':status': 200, 'content-type': 'application/grpc', server: 'test' };
    if (where === 'head') {
      stream.respond({ ...head, 'grpc-status': String(status) }, { endStream: true });
      return;
    }
    stream.respond(head, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': String(status) }));
    stream.end(Buffer.from([0, 0, 0, 0, 0]));
  });
  return listen(server, received);
}

/** The port of a server that is gone: nobody listens there. */
export async function closedPort(): Promise<number> {
  const server = await listen(createTcp(), []);
  await server.close();
  return server.port;
}

async function listen(
  server: Server | ReturnType<typeof createHttp2> | ReturnType<typeof createSecureServer>,
  received: TestServer['received'],
): Promise<TestServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address: AddressInfo | string | null = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    received,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** `GET / HTTP/1.1` of shop.example.com to a port of this machine. */
export function outgoing(port: number, more: Partial<Outgoing> = {}): Outgoing {
  return {
    protocol: 'HTTP',
    address: { host: '127.0.0.1', port },
    secure: false,
    sni: undefined,
    method: 'GET',
    authority: 'shop.example.com',
    path: '/',
    headers: [],
    body: undefined,
    timeout: 10_000,
    insecure: false,
    certificates: undefined,
    signal: new AbortController().signal,
    ...more,
  };
}
