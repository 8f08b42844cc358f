import { SECRET, X_TELEMETRY_POLICY } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { isRecord, readPath } from '../../model/read.ts';
import { groupKindOf, sameGroupKind } from '../../model/ref.ts';

/**
 * The object without what may be a credential: the values of a Secret, and the headers that a telemetry policy sends to its
 * collector (semantics.md 5.13).
 */
export function maskCredentials(object: KubernetesObject): KubernetesObject {
  const type = groupKindOf(object);
  if (sameGroupKind(type, SECRET)) {
    const { data: _data, stringData: _stringData, ...rest } = object;
    return rest;
  }
  if (!sameGroupKind(type, X_TELEMETRY_POLICY)) return object;
  const headers = readPath(object, 'spec', 'tracing', 'provider', 'headers');
  if (!Array.isArray(headers)) return object;
  return { ...object, spec: replace(object['spec'], ['tracing', 'provider', 'headers'], headers.map(maskHeader)) };
}

function maskHeader(header: unknown): unknown {
  return isRecord(header) && Object.hasOwn(header, 'value') ? { ...header, value: '***' } : header;
}

function replace(value: unknown, [step, ...path]: readonly string[], replacement: unknown): unknown {
  if (step === undefined) return replacement;
  return isRecord(value) ? { ...value, [step]: replace(value[step], path, replacement) } : value;
}
