import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Agent, createServer, request as httpsRequest } from 'node:https';
import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import type { CertificateFiles } from '../cluster/authority.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { expire, headRead } from '../support/time-limits.ts';

/** What the real server answered, whole and uncompressed. */
export interface RealAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** One request that the proxy holds in its hands. */
export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly response: ServerResponse;
  /** Counts the requests since the intervention was set, from 1. */
  readonly count: number;
  /** Asks the real server. */
  readonly fetch: () => Promise<RealAnswer>;
  /** Hands request and answer through, as if there were no proxy. */
  readonly pass: () => void;
  /** Breaks the connection with a TCP reset. */
  readonly reset: () => void;
  /** Waits until the program has the head of the answer; a program of this process only. */
  readonly headRead: () => Promise<void>;
  /** Lets the program's time for this request be over; a program of this process that runs with `LIMIT` only. */
  readonly expire: () => void;
}

/** What the proxy does to requests. */
export type Intervention = (exchange: Exchange) => void | Promise<void>;

/** A TLS server before the API server that does to requests what a test tells it. */
export interface Proxy {
  /** `https://127.0.0.1:PORT` */
  readonly server: string;
  /** Everything asked since the last `use`: `GET /apis`. */
  readonly requests: readonly string[];
  /** From now on; undefined hands everything through. */
  readonly use: (intervention: Intervention | undefined) => void;
  /** Ends all connections. */
  readonly drop: () => void;
  readonly close: () => Promise<void>;
}

/** Opens a proxy on a free loopback port with a certificate. */
export async function openProxy(cluster: Cluster, certificate: CertificateFiles): Promise<Proxy> {
  const agent = new Agent({ ca: await readFile(cluster.caFile), keepAlive: true });
  /** By the client's port: a TLS socket cannot reset the connection under it. */
  const connections = new Map<number | undefined, Socket>();
  let intervention: Intervention | undefined;
  let requests: string[] = [];
  const listener = createServer(
    { cert: await readFile(certificate.certFile), key: await readFile(certificate.keyFile) },
    (request, response) => {
      requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
      response.on('error', () => undefined);
      const onward = (headers: OutgoingHttpHeaders): Promise<IncomingMessage> => ask(cluster, agent, request, headers);
      const exchange: Exchange = {
        method: request.method ?? '',
        url: request.url ?? '',
        response,
        count: requests.length,
        reset: () => connections.get(request.socket.remotePort)?.resetAndDestroy(),
        headRead: () => headRead(request.socket.remotePort),
        expire: () => expire(request.socket.remotePort),
        async fetch() {
          const answer = await onward({ 'accept-encoding': 'identity' });
          const chunks: Buffer[] = [];
          for await (const chunk of answer) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
          const { 'transfer-encoding': _chunked, ...headers } = answer.headers;
          return { status: answer.statusCode ?? 0, headers, body: Buffer.concat(chunks) };
        },
        pass() {
          void handThrough(onward({}), response);
        },
      };
      if (intervention === undefined) exchange.pass();
      else void Promise.resolve(intervention(exchange)).catch(() => response.destroy());
    },
  );
  listener.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    // An open proxy does not keep a finished suite from ending.
    socket.unref();
    connections.set(remotePort, socket);
    socket.once('close', () => connections.delete(remotePort));
  });
  listener.on('tlsClientError', () => undefined);
  listener.unref();
  await new Promise<void>((resolve) => {
    listener.listen(0, '127.0.0.1', resolve);
  });
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    server: `https://127.0.0.1:${port}`,
    get requests() {
      return requests;
    },
    use(wanted) {
      intervention = wanted;
      requests = [];
    },
    drop: () => listener.closeAllConnections(),
    async close() {
      agent.destroy();
      listener.closeAllConnections();
      await new Promise((resolve) => {
        listener.close(resolve);
      });
    },
  };
}

async function handThrough(asked: Promise<IncomingMessage>, response: ServerResponse): Promise<void> {
  try {
    const answer = await asked;
    if (response.closed) {
      answer.destroy();
      return;
    }
    response.writeHead(answer.statusCode ?? 0, answer.headers);
    answer.on('error', () => response.destroy());
    answer.pipe(response);
    response.once('close', () => answer.destroy());
  } catch {
    response.destroy();
  }
}

function ask(
  cluster: Cluster,
  agent: Agent,
  request: IncomingMessage,
  changed: OutgoingHttpHeaders,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const url = `${cluster.server}${request.url ?? ''}`;
    const onward = httpsRequest(url, { agent, method: request.method, headers: { ...headers, ...changed } }, resolve);
    onward.on('error', reject);
    onward.once('socket', (socket) => socket.unref());
    request.pipe(onward);
  });
}
