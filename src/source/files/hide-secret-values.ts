import { isRecord, readRecord } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * A Secret without its values: the keys of `data` and `stringData` stay, each with an empty value, and so does the name of
 * kubectl's annotation that repeats them. Everything else is returned as it is.  */
export function hideSecretValues(object: JsonRecord): JsonRecord {
  if (object['kind'] !== 'Secret' || object['apiVersion'] !== 'v1') return object;
  const hidden: Record<string, unknown> = { ...object };
  for (const field of ['data', 'stringData']) {
    if (Object.hasOwn(object, field)) hidden[field] = emptyValues(object[field]);
  }
  const metadata = object['metadata'];
  if (isRecord(metadata) && Object.hasOwn(readRecord(metadata['annotations']), LAST_APPLIED)) {
    hidden['metadata'] = { ...metadata, annotations: { ...readRecord(metadata['annotations']), [LAST_APPLIED]: '' } };
  }
  return hidden;
}

function emptyValues(data: unknown): unknown {
  return isRecord(data) ? Object.fromEntries(Object.keys(data).map((key) => [key, ''])) : {};
}
