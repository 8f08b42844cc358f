import { CannotRunError, messageOf } from '../../model/errors.ts';
import { isRecord, readNumber, readRecord, readString } from '../../model/read.ts';
import type { Validity } from './validity.ts';

/** How far a request had come when it failed. */
export type RequestPhase = 'connecting' | 'awaiting headers' | 'reading body';

/** A time limit that passed, as client-go names it. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

const UNKNOWN_AUTHORITY = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
]);

const OUT_OF_TIME = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

/** Words of Go's `syscall.Errno`. */
const DIAL_WORDS: ReadonlyMap<string, string> = new Map([
  ['ETIMEDOUT', 'connect: connection timed out'],
  ['EHOSTUNREACH', 'connect: no route to host'],
  ['ENETUNREACH', 'connect: network is unreachable'],
  ['EHOSTDOWN', 'connect: host is down'],
  ['EADDRNOTAVAIL', 'connect: cannot assign requested address'],
  ['EACCES', 'connect: permission denied'],
  ['EPERM', 'connect: operation not permitted'],
]);

/**
 * What Node says of a failed request, in kubectl's words. An error that is already ours comes back as it is.
 * @param server the server's URL.
 * @param now milliseconds since 1970, and `validity` of the server's certificate where it was seen: for expired ones.
 */
export function explainTransportError(
  error: unknown,
  server: string,
  phase: RequestPhase,
  now: number,
  validity?: Validity,
): CannotRunError {
  if (error instanceof CannotRunError) return error;
  const code = codeOf(error);
  if (code === 'ECONNREFUSED') {
    return new CannotRunError(
      `The connection to the server ${hostOf(server)} was refused - did you specify the right host or port?`,
      { cause: error },
    );
  }
  if (phase === 'reading body') {
    const why =
      error instanceof TimeLimitError ? error.message : isConnectionLoss(error) ? 'unexpected EOF' : messageOf(error);
    return new CannotRunError(
      `error: unexpected error when reading response body. Please retry. Original error: ${why}`,
      { cause: error },
    );
  }
  return new CannotRunError(
    `Unable to connect to the server: ${connectWords(error, code, server, expiryWords(now, validity))}`,
    {
      cause: error,
    },
  );
}

/** Whether the connection broke under a request: for a GET it is worth another try (client-go does the same). */
export function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** Whether a certificate was refused because of the time, so that the sentence says when it is valid. */
export function isOutOfTime(error: unknown): boolean {
  return OUT_OF_TIME.has(codeOf(error));
}

/** `host:port` of a URL, as it was written: Go keeps the port that a scheme implies. */
export function hostOf(server: string): string {
  return /^\w+:\/\/([^/]+)/.exec(server)?.[1] ?? server;
}

/** What ended a connection, in Go's words, without what was to be done with it. @param server `host:port` */
export function transportReason(error: unknown, server: string): string {
  return connectWords(error, codeOf(error), server, '');
}

function connectWords(error: unknown, code: string, server: string, expiry: string): string {
  if (error instanceof TimeLimitError) return error.message;
  const facts = readRecord(error);
  const host =
    readString(facts['hostname']) ??
    readString(facts['host']) ??
    (URL.canParse(server) ? new URL(server).hostname : server);
  if (code === 'ENOTFOUND') return `dial tcp: lookup ${host}: no such host`;
  if (code === 'EAI_AGAIN') return `dial tcp: lookup ${host}: Temporary failure in name resolution`;
  const dial = DIAL_WORDS.get(code);
  if (dial !== undefined && facts['syscall'] === 'connect') {
    return `dial tcp ${addressOf(facts, server)}: ${dial}`;
  }
  if (isConnectionLoss(error))
    return readString(facts['syscall']) === 'read' ? 'read: connection reset by peer' : 'EOF';
  return tlsWords(code, facts, expiry) ?? messageOf(error);
}

/** Go's words for what TLS refuses (crypto/x509, crypto/tls). */
function tlsWords(code: string, facts: Readonly<Record<string, unknown>>, expiry: string): string | undefined {
  const verify = 'tls: failed to verify certificate: x509:';
  if (UNKNOWN_AUTHORITY.has(code)) return `${verify} certificate signed by unknown authority`;
  if (OUT_OF_TIME.has(code)) {
    return `${verify} certificate has expired or is not yet valid${expiry}`;
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `${verify} ${wrongHostWords(facts)}`;
  if (code === 'INVALID_PURPOSE') return `${verify} certificate specifies an incompatible key usage`;
  if (code === 'INVALID_CA')
    return `${verify} invalid certificate: parent certificate cannot sign this kind of certificate`;
  if (code.startsWith('HPE_')) return 'net/http: HTTP/1.x transport connection broken: malformed HTTP response';
  return openSslWords(code, readString(facts['message']) ?? '');
}

/** OpenSSL's own reason stands in the code, or in the message: `EPROTO …:SSL routines:function:wrong version number:…`. */
function openSslWords(code: string, message: string): string | undefined {
  const reason =
    /SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ??
    /^ERR_SSL_(\w+)$/.exec(code)?.[1]?.toLowerCase().replaceAll('_', ' ');
  if (reason === undefined) return undefined;
  if (/wrong version number|packet length too long|http request/.test(reason)) {
    return 'http: server gave HTTP response to HTTPS client';
  }
  const alert = /\balert (.+)$/.exec(reason)?.[1];
  return alert === undefined ? `tls: ${reason}` : `remote error: tls: ${alert}`;
}

function expiryWords(now: number, validity: Validity | undefined): string {
  if (validity === undefined || Number.isNaN(validity.from) || Number.isNaN(validity.to)) return '';
  const [side, bound] = now > validity.to ? ['after', validity.to] : ['before', validity.from];
  return `: current time ${goTime(now)} is ${side} ${goTime(bound)}`;
}

function goTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** `subjectAltName` of Node (`DNS:a, IP Address:10.0.0.1`) against the wanted host. */
function wrongHostWords(facts: Readonly<Record<string, unknown>>): string {
  const host = readString(facts['host']) ?? 'the server';
  const names = (readString(readRecord(facts['cert'])['subjectaltname']) ?? '').split(', ');
  const isAddress = /^[\d.]+$|:/.test(host);
  const prefix = isAddress ? 'IP Address:' : 'DNS:';
  const valid = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  if (valid.length > 0) return `certificate is valid for ${valid.join(', ')}, not ${host}`;
  return isAddress
    ? `cannot validate certificate for ${host} because it doesn't contain any IP SANs`
    : `certificate is not valid for any names, but wanted to match ${host}`;
}

function addressOf(facts: Readonly<Record<string, unknown>>, server: string): string {
  const address = readString(facts['address']);
  const port = readNumber(facts['port']);
  if (address === undefined || port === undefined) return hostOf(server);
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** The code of an error, or of the first error inside an aggregate (several addresses of one host were tried). */
function codeOf(error: unknown): string {
  const own = readString(readRecord(error)['code']);
  if (own !== undefined) return own;
  if (error instanceof AggregateError) {
    const [first] = error.errors;
    return isRecord(first) ? (readString(first['code']) ?? '') : '';
  }
  return '';
}
