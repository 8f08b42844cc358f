import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { validityOf } from '../validity.ts';
import type { Validity } from '../validity.ts';
import type { Proxy } from './proxy.ts';
import type { ServerUrl } from './server-url.ts';
import type { TlsMaterial } from './tls-material.ts';

/** The server answered a moment ago, so it does again soon, or the sentence does without the times. */
const LIMIT = 5_000;

/**
 * When a certificate that was refused is valid, for an engine that did not show it: a connection of its own takes any
 * certificate, sends nothing, neither a request nor a certificate of the user, and ends after the handshake.
 * @param proxy is trusted no more than by every other connection.
 * @returns undefined where it could not be seen.
 */
export async function lookAtRefused(
  server: ServerUrl,
  proxy: Proxy | undefined,
  { ca, servername = server.hostname }: TlsMaterial,
): Promise<Validity | undefined> {
  const { hostname: host, port } = server;
  const tunnel = proxy === undefined ? undefined : await openTunnel(proxy, { host, port, ca });
  if (proxy !== undefined && tunnel === undefined) return undefined;
  return new Promise((resolve) => {
    const socket = connectTls({
      ...(tunnel === undefined ? { host, port } : { socket: tunnel }),
      ...(isIP(servername) === 0 ? { servername } : {}),
      rejectUnauthorized: false,
    });
    socket.setTimeout(LIMIT, () => socket.destroy());
    socket.once('secureConnect', () => {
      resolve(validityOf(socket));
      socket.end();
    });
    socket.once('error', () => resolve(undefined));
    socket.once('close', () => resolve(undefined));
  });
}

async function openTunnel(proxy: Proxy, options: object): Promise<Duplex | undefined> {
  const { connectThrough } = await import('./proxy-connect.ts');
  return new Promise((resolve) => {
    connectThrough(proxy, false)(options, (error, stream) => resolve(error === null ? stream : undefined));
  });
}
