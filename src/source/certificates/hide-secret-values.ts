import { CERTIFICATES } from '../../model/certificates.ts';
import { isRecord, readRecord } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import { NO_CERTIFICATE } from '../../model/secret-value.ts';
import { holdsNoCertificate } from './is-certificate.ts';
import { certificatesOfSecret } from './note-certificates.ts';

const CERTIFICATE = 'tls.crt';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * A Secret without its values: the keys of `data` and `stringData` stay, each with an empty value, and so does the name of
 * kubectl's annotation that repeats them. A certificate that is none is said to be so, and what everybody may know of one is noted
 * beside the object. Everything else is returned as it is.
 */
export function hideSecretValues(object: JsonRecord): JsonRecord {
  if (object['kind'] !== 'Secret' || object['apiVersion'] !== 'v1') return object;
  const hidden: Record<string, unknown> = { ...object };
  for (const field of ['data', 'stringData']) {
    if (Object.hasOwn(object, field)) hidden[field] = emptyValues(object, field);
  }
  const metadata = object['metadata'];
  if (isRecord(metadata) && Object.hasOwn(readRecord(metadata['annotations']), LAST_APPLIED)) {
    hidden['metadata'] = { ...metadata, annotations: { ...readRecord(metadata['annotations']), [LAST_APPLIED]: '' } };
  }
  const certificates = certificatesOfSecret(object);
  return certificates === undefined ? hidden : { ...hidden, [CERTIFICATES]: () => certificates };
}

/** Of a key that stands in both, an API server takes what `stringData` says. */
function emptyValues(secret: JsonRecord, field: string): unknown {
  const data = secret[field];
  if (!isRecord(data)) return {};
  const isEncoded = field === 'data';
  const isReplaced = isEncoded && Object.hasOwn(readRecord(secret['stringData']), CERTIFICATE);
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      key === CERTIFICATE && !isReplaced && holdsNoCertificate(value, isEncoded) ? NO_CERTIFICATE : '',
    ]),
  );
}
