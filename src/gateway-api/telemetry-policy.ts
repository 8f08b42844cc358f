import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { isRecord, readPath } from '../model/read.ts';
import { readBackendRef } from './backend-ref.ts';
import type { BackendRef } from './backend-ref.ts';

/** The reference of an XTelemetryPolicy to the backend that it sends traces to. */
export interface CollectorRef {
  readonly ref: BackendRef;
  readonly path: string;
}

/** Where an XTelemetryPolicy sends traces; undefined where it names no collector. */
export function readCollector(policy: KubernetesObject): CollectorRef | undefined {
  const written = readPath(policy, 'spec', 'tracing', 'provider', 'backendRef');
  if (!isRecord(written)) return undefined;
  return { ref: readBackendRef(written, namespaceOf(policy)), path: 'spec.tracing.provider.backendRef' };
}
