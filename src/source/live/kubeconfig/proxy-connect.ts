import { connect as connectTcp, isIP } from 'node:net';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { CannotRunError } from '../../../model/errors.ts';
import type { Proxy } from './proxy.ts';
import { connectSocks5 } from './socks5.ts';

/** `createConnection` of an agent: a connection to the server of the options through a proxy. */
export type CreateConnection = (
  options: object,
  callback?: (error: Error | null, stream: Duplex) => void,
) => Duplex | undefined;

/** As Go's dialer: what hangs longer is given up. */
const TUNNEL_TIMEOUT = 30_000;

/** The longest answer to CONNECT that is read. */
const MAX_ANSWER = 16_384;

/**
 * Connects through a proxy: SOCKS5 with the name resolved by the proxy, HTTP and HTTPS proxies with CONNECT.
 * @param secure whether TLS is spoken with the server behind the proxy.
 */
export function connectThrough(proxy: Proxy, secure: boolean): CreateConnection {
  return (options, callback) => {
    const host = readOption(options, 'host');
    const port = Number(readOption(options, 'port'));
    const connect = async (): Promise<void> => {
      try {
        const socket = await openTunnel(proxy, host, port, options);
        callback?.(null, secure ? connectTls({ ...options, socket }) : socket);
        // The greeting was read from a paused socket; TLS takes it as it is, plain HTTP waits for it to flow.
        if (!secure) socket.resume();
      } catch (error) {
        // A failed connection has no stream, whatever the type says.
        if (callback !== undefined) Reflect.apply(callback, undefined, [error]);
      }
    };
    void connect();
    return undefined;
  };
}

/** The header that logs in at an HTTP proxy. */
export function proxyAuthorization({ username, password }: Proxy): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {};
  return { 'proxy-authorization': `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}` };
}

/** A connection to host and port through the proxy, ready for the first byte. */
async function openTunnel(proxy: Proxy, host: string, port: number, options: object): Promise<Socket> {
  const socket = await connectProxy(proxy, options);
  const timer = setTimeout(() => socket.destroy(new Error('i/o timeout')), TUNNEL_TIMEOUT);
  try {
    if (proxy.kind === 'socks5') await connectSocks5(socket, proxy, host, port);
    else await connectHttp(socket, proxy, host, port);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** A proxy that speaks TLS is trusted by the server's authorities, as Go does. */
function connectProxy(proxy: Proxy, options: object): Promise<Socket> {
  const { hostname, port, kind } = proxy;
  return new Promise((resolve, reject) => {
    const socket =
      kind === 'https'
        ? connectTls({
            ...pickTrust(options),
            host: hostname,
            port,
            ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
          })
        : connectTcp(port, hostname);
    const fail = (error: Error): void => {
      const operation = kind === 'socks5' ? 'socks connect' : 'proxyconnect';
      reject(unable(`${operation} tcp: dial tcp ${hostname}:${port}: ${describe(error)}`));
    };
    socket.once('error', fail);
    socket.once(kind === 'https' ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.removeListener('error', fail);
      resolve(socket);
    });
    const timer = setTimeout(() => socket.destroy(new Error('i/o timeout')), TUNNEL_TIMEOUT);
    socket.once('close', () => clearTimeout(timer));
  });
}

async function connectHttp(socket: Socket, proxy: Proxy, host: string, port: number): Promise<void> {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const headers = Object.entries(proxyAuthorization(proxy)).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n${headers.join('')}\r\n`);
  const head = await readHead(socket);
  const [, code = '', reason = ''] = /^HTTP\/1\.[01] (\d{3}) ?([^\r\n]*)/.exec(head) ?? [];
  if (code !== '200') {
    // The proxy's own words; its URL may hold a password.
    const answer = code === '' ? 'malformed HTTP response' : reason || code;
    throw unable(`${answer} (from the proxy ${proxy.hostname}:${proxy.port})`);
  }
}

/** The head of the answer; what follows it is put back for TLS to read. */
function readHead(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0);
    const done = (): void => {
      socket.removeListener('data', read);
      socket.removeListener('error', fail);
      socket.removeListener('close', close);
    };
    const read = (chunk: Buffer): void => {
      seen = Buffer.concat([seen, chunk]);
      const end = seen.indexOf('\r\n\r\n');
      if (end < 0 && seen.length < MAX_ANSWER) return;
      socket.pause();
      done();
      if (end >= 0 && seen.length > end + 4) socket.unshift(seen.subarray(end + 4));
      resolve(seen.toString('latin1', 0, end < 0 ? MAX_ANSWER : end));
    };
    const fail = (error: Error): void => {
      done();
      reject(unable(`proxyconnect tcp: ${describe(error)}`));
    };
    const close = (): void => fail(new Error('EOF'));
    socket.on('data', read);
    socket.once('error', fail);
    socket.once('close', close);
  });
}

function unable(reason: string): CannotRunError {
  return new CannotRunError(`Unable to connect to the server: ${reason}`);
}

function describe(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ECONNREFUSED') return 'connect: connection refused';
  if (code === 'ECONNRESET') return 'read: connection reset by peer';
  if (code === 'ETIMEDOUT') return 'i/o timeout';
  if (code === 'ENOTFOUND') return 'lookup: no such host';
  return error.message;
}

/** The options of `node:tls` that say whom to trust. */
function pickTrust(options: object): object {
  const names = ['ca', 'rejectUnauthorized', 'allowPartialTrustChain'];
  return Object.fromEntries(
    names.map((name) => [name, Reflect.get(options, name)]).filter(([, value]) => value !== undefined),
  );
}

function readOption(options: object, name: string): string {
  const value: unknown = Reflect.get(options, name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
