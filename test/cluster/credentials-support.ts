import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { openConnection } from '../../src/source/live/connection.ts';
import type { ConnectionFlags } from '../../src/cli/connection-flags.ts';
import type { ConnectionIo } from '../../src/source/live/connection.ts';
import { createAuthority } from './authority.ts';

/** What a server saw of one request. */
export interface Seen {
  readonly path: string;
  readonly authorization: string | undefined;
  /** Headers `impersonate-*`, sorted, each as `name: value`. */
  readonly impersonation: readonly string[];
  /** Common name of the client's certificate. */
  readonly certificate: string | undefined;
  /** The name that the client asked for in the handshake. */
  readonly servername: string | undefined;
}

/** An HTTPS server that answers everything and remembers who asked. */
export interface Recorder {
  readonly url: string;
  readonly port: number;
  readonly caFile: string;
  readonly caData: string;
  /** What was seen since the last call. */
  readonly take: () => readonly Seen[];
  readonly close: () => Promise<void>;
}

/** Starts a recorder on loopback; it asks for client certificates and takes any. */
export async function startRecorder(folder: string): Promise<Recorder> {
  const authority = await createAuthority(join(folder, 'recorder'));
  const { certFile, keyFile } = await authority.issue({
    name: 'recorder',
    serves: ['IP:127.0.0.1', 'DNS:localhost', 'DNS:other.example'],
  });
  let seen: Seen[] = [];
  const [cert, key] = await Promise.all([readFile(certFile), readFile(keyFile)]);
  const server = createServer({ cert, key, requestCert: true, rejectUnauthorized: false }, (request, response) => {
    seen.push(describeRequest(request));
    response.setHeader('content-type', 'application/json');
    response.end('{}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `https://127.0.0.1:${port}`,
    port,
    caFile: authority.caFile,
    caData: (await readFile(authority.caFile)).toString('base64'),
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function describeRequest(request: IncomingMessage): Seen {
  const socket = request.socket;
  const impersonation = Object.entries(request.headersDistinct)
    .filter(([name]) => name.startsWith('impersonate-'))
    .flatMap(([name, values = []]) => values.map((value) => `${name}: ${value}`))
    .sort();
  return {
    // kubectl repeats its request timeout for the server.
    path: (request.url ?? '').replace(/\?timeout=\w+$/, ''),
    authorization: request.headers.authorization,
    impersonation,
    ...readTls(socket),
  };
}

function readTls(socket: IncomingMessage['socket']): Pick<Seen, 'certificate' | 'servername'> {
  if (!isTls(socket)) return { certificate: undefined, servername: undefined };
  const name = socket.getPeerX509Certificate()?.subject.match(/CN=(.*)/)?.[1];
  return { certificate: name, servername: socket.servername || undefined };
}

function isTls(socket: IncomingMessage['socket']): socket is TLSSocket {
  return 'getPeerX509Certificate' in socket;
}

/** A process for a connection: nothing of the machine's own environment, and what was written to stderr. */
export function fakeIo(env: Readonly<Record<string, string>> = {}): ConnectionIo & { readonly errors: string[] } {
  const errors: string[] = [];
  return {
    errors,
    writeError: (text) => {
      errors.push(text);
    },
    inIsTerminal: false,
    errorIsTerminal: false,
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...env },
    now: () => Date.now(),
    cwd: process.cwd(),
    os: 'linux',
    arch: 'amd64',
    signal: new AbortController().signal,
  };
}

/** What one GET came to: the status, or the error's message. */
export interface Outcome {
  readonly status: number | undefined;
  readonly text: string;
}

/** Opens a connection as the program does and sends one GET, again after a 401 that can be mended. */
export async function getThrough(flags: ConnectionFlags, io: ConnectionIo, path = '/version'): Promise<Outcome> {
  const connection = await openConnection(flags, io, '0.0.0').catch((error: unknown) => messageOf(error));
  if (typeof connection === 'string') return { status: undefined, text: connection };
  try {
    const headers = await connection.headers();
    const first = await sendGet(connection.transport, path, headers);
    if (first.status !== 401 || !(await connection.renew(headers))) return first;
    return await sendGet(connection.transport, path, await connection.headers());
  } catch (error) {
    return { status: undefined, text: messageOf(error) };
  } finally {
    connection.close();
  }
}

function sendGet(
  transport: Awaited<ReturnType<typeof openConnection>>['transport'],
  path: string,
  headers: Awaited<ReturnType<Awaited<ReturnType<typeof openConnection>>['headers']>>,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const request = transport.request({ method: 'GET', path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    request.once('error', reject);
    request.end();
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What kubectl comes to with the same kubeconfig and flags: its exit code and stderr. */
export async function runKubectl(
  kubectl: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly out: string; readonly errors: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      kubectl,
      args,
      { env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...env } },
      (error, out, errors) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), out, errors });
      },
    );
    child.stdin?.end();
  });
}

/** Writes a kubeconfig with one context `test` and returns its path. */
export async function writeKubeconfig(
  folder: string,
  name: string,
  parts: { readonly cluster: unknown; readonly user?: unknown; readonly namespace?: string },
): Promise<string> {
  const path = join(folder, name);
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster: parts.cluster }],
    users: [{ name: 'test', user: parts.user ?? {} }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test', namespace: parts.namespace ?? '' } }],
  };
  await writeFile(path, JSON.stringify(config));
  return path;
}
