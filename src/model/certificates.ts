import type { KubernetesObject } from './object.ts';

/** What everybody may know of a certificate. */
export interface Certificate {
  /** The DNS names of its subjectAltName, in lower case. */
  readonly names: readonly string[];
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** `rsa`, `ec`, `ed25519` … */
  readonly keyType: string;
  /** Of an RSA key its length, of an elliptic curve that of the curve. */
  readonly keyBits: number | undefined;
  /** The hash of its signature, where that can be forged. */
  readonly weakHash: 'MD5' | 'SHA-1' | undefined;
  readonly isSelfSigned: boolean;
}

/** What an object holds of certificates: under `tls.crt` a Secret, under `ca.crt` a ConfigMap, in `trustBundle` a ClusterTrustBundle. */
export interface Certificates {
  /** In the order in which they are written; of a chain the first is the server's own. */
  readonly certificates: readonly Certificate[];
  /** How many blocks say that they are a certificate and are none. */
  readonly unreadable: number;
  /** Whether the private key beside them is that of the first. */
  readonly key: 'matches' | 'differs' | 'unknown';
}

/**
 * Where a source leaves what it found out about an object's certificates, before it forgets the values of a Secret: copies of the
 * object keep it, and no output shows it.
 */
export const CERTIFICATES: unique symbol = Symbol('certificates');

/** An object about whose certificates something is known. */
interface HoldsCertificates {
  readonly [CERTIFICATES]?: (() => Certificates | undefined) | undefined;
}

/** What is known of the certificates that an object holds; undefined where nothing is. */
export function certificatesOf(object: KubernetesObject & HoldsCertificates): Certificates | undefined {
  return object[CERTIFICATES]?.();
}
