import { readRecord, readString } from '../model/read.ts';
import { transportReason } from '../source/live/transport-error.ts';
import type { SendFailure } from './outgoing.ts';

/** The time limit of an exchange passed. */
export class SendTimeout extends Error {
  override readonly name = 'SendTimeout';
}

const UNREACHABLE = /^(?:ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ETIMEDOUT|EADDRNOTAVAIL|EACCES|EPERM)$/;

/** What ended an exchange, as a failure: node's errors in the words that kubectl has for them. */
export function failureOf(error: unknown, address: string): SendFailure {
  if (error instanceof SendTimeout) return { kind: 'timeout', message: error.message };
  const code = codeOf(error);
  if (code === 'ECONNREFUSED') return { kind: 'refused', message: 'connection refused' };
  const message = transportReason(error, address);
  if (UNREACHABLE.test(code)) return { kind: 'unreachable', message };
  return { kind: /tls:|x509:|HTTPS client/.test(message) ? 'tls' : 'broken', message };
}

/** Node wraps what happened on each address of a name. */
function codeOf(error: unknown): string {
  const own = readString(readRecord(error)['code']);
  if (own !== undefined) return own;
  const [first]: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return first === undefined ? '' : codeOf(first);
}
