import { Buffer } from 'node:buffer';
import { CLUSTER_TRUST_BUNDLE, CONFIG_MAP } from '../../gateway-api/kinds.ts';
import { CERTIFICATES } from '../../model/certificates.ts';
import type { Certificates } from '../../model/certificates.ts';
import { groupOf } from '../../model/object.ts';
import { readPath, readString } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import { readCertificates } from './read-certificates.ts';

/**
 * Notes beside the values of a Secret what its certificate says; the values themselves are for the caller to forget.
 * @returns what is to be kept of the object then; undefined where there is no certificate.
 */
export function certificatesOfSecret(secret: JsonRecord): Certificates | undefined {
  const chain = valueOf(secret, 'tls.crt');
  return chain === undefined ? undefined : readCertificates(chain, valueOf(secret, 'tls.key'));
}

/** As an API server reads it: `stringData` replaces what `data` says. */
function valueOf(secret: JsonRecord, key: string): string | undefined {
  const text = readString(readPath(secret, 'stringData', key));
  if (text !== undefined) return text;
  const encoded = readString(readPath(secret, 'data', key));
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('latin1');
}

/** Lets an object that holds authorities say what is known of them, once it is asked; every other object is returned as it is. */
export function noteAuthorities<Item extends JsonRecord>(object: Item): Item {
  const pem = authoritiesIn(object);
  if (pem === undefined) return object;
  let known: Certificates | undefined;
  return { ...object, [CERTIFICATES]: () => (known ??= readCertificates(pem)) };
}

function authoritiesIn(object: JsonRecord): string | undefined {
  const { apiVersion, kind } = object;
  if (kind === CONFIG_MAP.kind && apiVersion === 'v1') return readString(readPath(object, 'data', 'ca.crt'));
  const isBundle =
    kind === CLUSTER_TRUST_BUNDLE.kind && groupOf(readString(apiVersion) ?? '') === CLUSTER_TRUST_BUNDLE.group;
  return isBundle ? readString(readPath(object, 'spec', 'trustBundle')) : undefined;
}
