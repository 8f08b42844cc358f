import type { ClientRequest } from 'node:http';
import { TLSSocket } from 'node:tls';
import { TimeLimitError } from './transport-error.ts';
import { validityOf } from './validity.ts';
import type { Validity } from './validity.ts';

/** Go's dialer gives a connection 30 seconds, its TLS handshake 10: a host that swallows packets must not hang forever. */
const DIAL_LIMIT = 30_000;
const HANDSHAKE_LIMIT = 10_000;

/**
 * Looks after a request while its connection is opened: ends it with a `TimeLimitError` when that takes too long.
 * @param sawCertificate is told when the server's certificate is valid, also when it is refused, where the engine shows it then.
 */
export function watchConnecting(request: ClientRequest, sawCertificate: (validity: Validity) => void): void {
  request.once('socket', (socket) => {
    if (!socket.connecting) return;
    if (socket instanceof TLSSocket) {
      // Ahead of Node's own check, which destroys the connection of a bad certificate.
      // (getPeerX509Certificate here would make that check find no names.)
      socket.prependOnceListener('secure', () => {
        const validity = validityOf(socket);
        if (validity !== undefined) sawCertificate(validity);
      });
    }
    let timer = setTimeout(() => {
      request.destroy(new TimeLimitError(`dial tcp ${request.host}: i/o timeout`));
    }, DIAL_LIMIT);
    socket.once('connect', () => {
      clearTimeout(timer);
      if (!(socket instanceof TLSSocket)) return;
      timer = setTimeout(() => {
        request.destroy(new TimeLimitError('net/http: TLS handshake timeout'));
      }, HANDSHAKE_LIMIT);
    });
    socket.once('secureConnect', () => clearTimeout(timer));
    socket.once('close', () => clearTimeout(timer));
  });
}
