import { X509Certificate, createPrivateKey } from 'node:crypto';
import { CannotRunError } from '../../../model/errors.ts';

/** How the server is trusted and how the user shows a certificate: options of `node:tls`. */
export interface TlsMaterial {
  readonly ca?: Buffer | string | readonly string[] | undefined;
  readonly cert?: Buffer | string | undefined;
  readonly key?: Buffer | string | undefined;
  readonly servername?: string | undefined;
  readonly rejectUnauthorized?: boolean | undefined;
  readonly allowPartialTrustChain?: boolean | undefined;
}

/**
 * Checks material before it is used, so that a broken certificate is named as kubectl names it and not as an OpenSSL
 * error in the middle of a request. @throws CannotRunError
 */
export function checkTlsMaterial({ ca, cert, key, rejectUnauthorized }: TlsMaterial): void {
  if (ca !== undefined && !Array.isArray(ca)) {
    if (rejectUnauthorized === false) {
      throw new CannotRunError('error: specifying a root certificates file with the insecure flag is not allowed');
    }
    checkAuthorities(String(ca));
  }
  if (cert !== undefined) checkKeyPair(cert, key);
}

/** Go takes every certificate of the file that it can read and asks for at least one. */
function checkAuthorities(pem: string): void {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) {
    throw new CannotRunError('error: unable to load root certificates: unable to parse bytes as PEM block');
  }
  const [first = ''] = blocks;
  if (blocks.length > 1) return;
  try {
    void new X509Certificate(first).fingerprint256;
  } catch {
    throw new CannotRunError('error: unable to load root certificates: failed to parse certificate');
  }
}

/** Checks that a certificate can be read and belongs to its key. @throws CannotRunError in Go's words. */
export function checkKeyPair(cert: Buffer | string, key: Buffer | string | undefined): void {
  const certificate = read(
    () => new X509Certificate(cert),
    'error: tls: failed to find any PEM data in certificate input',
  );
  const privateKey = read(() => createPrivateKey(key ?? ''), 'error: tls: failed to find any PEM data in key input');
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new CannotRunError('error: tls: private key does not match public key');
  }
}

function read<Value>(make: () => Value, message: string): Value {
  try {
    return make();
  } catch {
    // The original error may quote what it could not read: a key.
    throw new CannotRunError(message);
  }
}
