import { connect as connectTcp, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ConnectionOptions } from 'node:tls';
import type { Outgoing, Reply } from './outgoing.ts';

/**
 * Opens a connection, with TLS where it is spoken, and waits until it stands.
 * @param protocols for ALPN, the preferred first.
 * @throws the error that ended it; where the signal ends it, its reason.
 */
export function openConnection(outgoing: Outgoing, protocols: readonly string[], signal: AbortSignal): Promise<Socket> {
  const { address, secure } = outgoing;
  const socket = secure
    ? connectTls({
        ...address,
        ...tlsOptions(outgoing),
        ...(protocols.length > 0 && { ALPNProtocols: [...protocols] }),
      })
    : connectTcp(address);
  return new Promise((resolve, reject) => {
    const end = (error: unknown): void => {
      signal.removeEventListener('abort', abort);
      socket.destroy();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const abort = (): void => end(signal.reason);
    socket.once('error', end);
    socket.once('close', () => end(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })));
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      signal.removeEventListener('abort', abort);
      socket.removeAllListeners('close');
      socket.removeListener('error', end);
      resolve(socket);
    });
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

/**
 * How TLS is spoken: with the server name of the request, never that of the address, and the certificate is held against it.
 * An empty server name sends none.
 */
function tlsOptions({ sni, insecure, certificates }: Outgoing): ConnectionOptions {
  // RFC 6066 §3: an address is no server name.
  const servername = sni === undefined || isIP(sni) !== 0 ? '' : sni;
  return { servername, rejectUnauthorized: !insecure, ...(certificates !== undefined && { ca: certificates }) };
}

/** Opens a connection and closes it: all that can be known of one that carries no HTTP. */
export async function probeConnection(outgoing: Outgoing, signal: AbortSignal): Promise<Reply> {
  const socket = await openConnection({ ...outgoing, secure: outgoing.protocol === 'TLS' }, [], signal);
  socket.destroy();
  return { statusCode: undefined, headers: new Map(), grpcStatus: undefined };
}
