import { Agent, createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResourceType } from '../../../src/model/resource-type.ts';
import { ApiClient } from '../../../src/source/live/api-client.ts';
import type { Connection } from '../../../src/source/live/connection.ts';
import { DiscoveryCache } from '../../../src/source/live/discovery-cache.ts';
import { LiveSource } from '../../../src/source/live/live-source.ts';
import { RequestLog } from '../../../src/source/live/request-log.ts';

/** One request as the fake API server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers one request; `count` counts the requests from 1. */
export type Handler = (request: SeenRequest, response: ServerResponse, count: number) => void;

/** An API server that does what a test tells it, a connection to it, and everything of the source on top. */
export interface FakeApi {
  readonly requests: readonly SeenRequest[];
  readonly connection: Connection;
  readonly client: ApiClient;
  readonly source: LiveSource;
  /** A source of the same server as another run of the program would open it. */
  readonly reopen: () => LiveSource;
  /** Everything that was written to stderr. */
  readonly stderr: () => string;
  /** Ctrl-C. */
  readonly interrupt: () => void;
  /** Ends all connections while the server stays. */
  readonly dropConnections: () => void;
  readonly close: () => Promise<void>;
}

export interface FakeOptions {
  readonly requestTimeout?: number;
  readonly verbosity?: number;
  readonly renew?: () => boolean;
  readonly cacheDir?: string;
  readonly now?: () => number;
}

/** Starts a fake API server on a free loopback port. */
export async function startFakeApi(handler: Handler, options: FakeOptions = {}): Promise<FakeApi> {
  const requests: SeenRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.once('end', () => {
      const seen = {
        method: incoming.method ?? '',
        url: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString(),
      };
      requests.push(seen);
      handler(seen, response, requests.length);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const agent = new Agent({ keepAlive: true });
  const abort = new AbortController();
  let token = 'first';
  let written = '';
  const io = {
    writeError: (text: string) => {
      written += text;
    },
    now: options.now ?? Date.now,
    signal: abort.signal,
  };
  const connection: Connection = {
    server: `http://127.0.0.1:${port}`,
    defaultNamespace: 'default',
    cacheKeyHost: `127.0.0.1_${port}`,
    requestTimeout: options.requestTimeout ?? 0,
    compression: true,
    userAgent: 'gwctl/0.0.0 (linux/amd64)',
    transport: {
      request: ({ method, path, headers, signal }, callback) =>
        httpRequest(
          { agent, hostname: '127.0.0.1', port, method, path, headers, ...(signal === undefined ? {} : { signal }) },
          callback,
        ),
      lookAtRefused: () => Promise.resolve(undefined),
    },
    headers: () => Promise.resolve({ Authorization: `Bearer ${token}` }),
    renew: () => {
      const renewed = options.renew?.() ?? false;
      if (renewed) token = 'second';
      return Promise.resolve(renewed);
    },
    close: () => agent.destroy(),
  };
  const log = new RequestLog({ verbosity: options.verbosity ?? 0, writeError: io.writeError, now: io.now });
  const client = new ApiClient(connection, io, log);
  const cacheDir = options.cacheDir ?? join(tmpdir(), 'gwctl-no-such-folder', '\0');
  const cache = new DiscoveryCache({ cacheDir, env: {}, host: connection.cacheKeyHost }, io.now);
  const reopen = (): LiveSource => new LiveSource({ client, connection, cache, io });
  return {
    requests,
    connection,
    client,
    source: reopen(),
    reopen,
    stderr: () => written,
    interrupt: () => abort.abort(),
    dropConnections: () => server.closeAllConnections(),
    async close() {
      abort.abort();
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** Runs a test against a fake API server and ends it whatever happens. */
export async function withFakeApi(
  handler: Handler,
  test: (api: FakeApi) => Promise<void>,
  options?: FakeOptions,
): Promise<void> {
  const api = await startFakeApi(handler, options);
  try {
    await test(api);
  } finally {
    await api.close();
  }
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

/** Answers with a Status of failure. */
export function sendStatus(response: ServerResponse, code: number, reason: string, message: string, more = {}): void {
  sendJson(response, { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message, ...more }, code);
}

/** Answers with a page of a list. */
export function sendList(
  response: ServerResponse,
  items: readonly unknown[],
  token = '',
  resourceVersion = '100',
): void {
  sendJson(response, { kind: 'List', apiVersion: 'v1', metadata: { resourceVersion, continue: token }, items });
}

export const GATEWAYS: ResourceType = {
  group: 'gateway.networking.k8s.io',
  version: 'v1',
  kind: 'Gateway',
  plural: 'gateways',
  singular: 'gateway',
  shortNames: ['gtw'],
  categories: ['gateway-api'],
  namespaced: true,
  verbs: ['get', 'list', 'watch'],
  versions: ['v1', 'v1beta1'],
  subresources: ['status'],
};

export const SECRETS: ResourceType = {
  ...GATEWAYS,
  group: '',
  kind: 'Secret',
  plural: 'secrets',
  singular: 'secret',
  versions: ['v1'],
};

/** A Gateway of a name as the server sends it. */
export function makeGateway(name: string, resourceVersion = '1', namespace = 'default'): Record<string, unknown> {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace, uid: `uid-${name}`, resourceVersion },
    spec: {},
  };
}

/** All objects of a list, page by page, as their names. */
export async function namesOf(pages: AsyncIterable<readonly { metadata: { name: string } }[]>): Promise<string[]> {
  const names: string[] = [];
  for await (const page of pages) names.push(...page.map(({ metadata }) => metadata.name));
  return names;
}

/** Everything that an async iterable gives. */
export async function collect<Entry>(entries: AsyncIterable<Entry>): Promise<Entry[]> {
  const collected: Entry[] = [];
  for await (const entry of entries) collected.push(entry);
  return collected;
}
