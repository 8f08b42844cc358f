import type { Buffer } from 'node:buffer';

/** The identifiers of algorithms whose hash collides (RFC 3279, section 2.2), as they stand in a certificate. */
const WEAK: ReadonlyMap<string, 'MD5' | 'SHA-1'> = new Map([
  ['2a864886f70d010104', 'MD5'],
  ['2a864886f70d010105', 'SHA-1'],
  ['2a8648ce3d0401', 'SHA-1'],
  ['2a8648ce380403', 'SHA-1'],
]);

/**
 * The hash of a certificate's signature where it is too weak (RFC 5280, section 4.1: a sequence of the certificate, the algorithm
 * and the signature).
 * @param raw in DER.
 */
export function weakHashOf(raw: Buffer): 'MD5' | 'SHA-1' | undefined {
  const whole = read(raw, 0);
  const body = whole === undefined ? undefined : read(raw, whole.start);
  const algorithm = body === undefined ? undefined : read(raw, body.end);
  const identifier = algorithm === undefined ? undefined : read(raw, algorithm.start);
  return identifier === undefined ? undefined : WEAK.get(raw.toString('hex', identifier.start, identifier.end));
}

/** The content of the element that begins somewhere; undefined where none does. */
function read(raw: Buffer, at: number): { readonly start: number; readonly end: number } | undefined {
  const short = raw[at + 1];
  if (short === undefined) return undefined;
  if (short < 0x80) return { start: at + 2, end: at + 2 + short };
  const bytes = short - 0x80;
  if (bytes < 1 || bytes > 4 || at + 2 + bytes > raw.length) return undefined;
  const start = at + 2 + bytes;
  return { start, end: start + raw.readUIntBE(at + 2, bytes) };
}
