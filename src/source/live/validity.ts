import type { TLSSocket } from 'node:tls';
import { readRecord, readString } from '../../model/read.ts';

/** When a certificate is valid, as milliseconds since 1970. */
export interface Validity {
  readonly from: number;
  readonly to: number;
}

/**
 * When the certificate that the other side showed is valid.
 * @returns undefined where the engine keeps it to itself: bun does until a connection is accepted, whatever its types say.
 */
export function validityOf(socket: TLSSocket): Validity | undefined {
  const certificate = readRecord(socket.getPeerCertificate());
  const [from, to] = [readString(certificate['valid_from']), readString(certificate['valid_to'])];
  return from === undefined || to === undefined ? undefined : { from: Date.parse(from), to: Date.parse(to) };
}
