import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { Certificate, Certificates } from '../../model/certificates.ts';
import { weakHashOf } from './weak-hash.ts';

const BLOCK = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;
const BEGIN = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/g;
const BEGIN_KEY = /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----/;
/** What stands in documentation, and in what was redacted, for the rest of a certificate. */
const ELIDED = /\.\.\.|…|<|\*\*\*|redacted/i;
/** No bundle of authorities has more; the system's own has 150. */
const MOST = 1000;

/**
 * What text in PEM says of certificates.
 * @param key the private key beside them: it is held against the first at once, and not kept.
 * @returns undefined where the text holds none.
 */
export function readCertificates(pem: string, key?: string): Certificates | undefined {
  const begun = pem.match(BEGIN)?.length ?? 0;
  if (begun === 0) return undefined;
  const blocks = (pem.match(BLOCK) ?? []).slice(0, MOST);
  const parsed = blocks.map(parse);
  const certificates = parsed.flatMap((one) => (one === undefined ? [] : [factsOf(one)]));
  const cutOff = Math.max(0, Math.min(begun, MOST) - blocks.length);
  const unreadable =
    parsed.filter((one, index) => one === undefined && !ELIDED.test(blocks[index] ?? '')).length + cutOff;
  return { certificates, unreadable, key: verdictOn(parsed[0], key) };
}

function parse(block: string): X509Certificate | undefined {
  try {
    return new X509Certificate(block);
  } catch {
    return undefined;
  }
}

function factsOf(certificate: X509Certificate): Certificate {
  const { keyType, keyBits } = keyOf(certificate);
  return {
    names: namesOf(certificate.subjectAltName),
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
    keyType,
    keyBits,
    weakHash: weakHashOf(certificate.raw),
    isSelfSigned: certificate.issuer === certificate.subject,
  };
}

/** A key of a kind that is not known here says nothing. */
function keyOf(certificate: X509Certificate): Pick<Certificate, 'keyType' | 'keyBits'> {
  try {
    const { asymmetricKeyType: keyType = 'unknown', asymmetricKeyDetails: details } = certificate.publicKey;
    const curve = /\d{3}/.exec(details?.namedCurve ?? '')?.[0];
    return { keyType, keyBits: details?.modulusLength ?? (curve === undefined ? undefined : Number(curve)) };
  } catch {
    return { keyType: 'unknown', keyBits: undefined };
  }
}

/** `DNS:a.example, IP Address:10.0.0.1, DNS:"odd, name"`: what is quoted is no name of a host. */
function namesOf(subjectAltName: string | undefined): readonly string[] {
  return (subjectAltName ?? '').split(', ').flatMap((entry) => {
    return entry.startsWith('DNS:') && !entry.includes('"') ? [entry.slice('DNS:'.length).toLowerCase()] : [];
  });
}

/** A key that is encrypted, left out or redacted says nothing. */
function verdictOn(certificate: X509Certificate | undefined, key: string | undefined): Certificates['key'] {
  if (certificate === undefined || key === undefined || !BEGIN_KEY.test(key)) return 'unknown';
  try {
    return certificate.checkPrivateKey(createPrivateKey(key)) ? 'matches' : 'differs';
  } catch {
    return 'unknown';
  }
}
