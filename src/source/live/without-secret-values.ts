import type { KubernetesObject } from '../../model/object.ts';
import { isRecord } from '../../model/read.ts';
import { hideSecretValues } from '../certificates/hide-secret-values.ts';

/** Where `kubectl apply` keeps the whole object, values included. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const VALUE_FIELDS = new Set(['data', 'stringData']);

/** A Secret without anything that holds its values; every other object as it is. */
export function withoutSecretValues(object: KubernetesObject): KubernetesObject {
  if (object.kind !== 'Secret' || object.apiVersion !== 'v1') return object;
  const { annotations } = object.metadata;
  const metadata = isRecord(annotations)
    ? { ...object.metadata, annotations: leaveOut(annotations, (key) => key === LAST_APPLIED) }
    : object.metadata;
  return {
    ...leaveOut(object, (field) => VALUE_FIELDS.has(field)),
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata,
  };
}

/** A Secret with its keys, their values left out, and with what everybody may know of its certificate. */
export function withCertificates(object: KubernetesObject): KubernetesObject {
  const { metadata } = withoutSecretValues(object);
  return { ...hideSecretValues(object), apiVersion: object.apiVersion, kind: object.kind, metadata };
}

function leaveOut(
  record: Readonly<Record<string, unknown>>,
  unwanted: (key: string) => boolean,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !unwanted(key)));
}
