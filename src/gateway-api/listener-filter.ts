import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { isRecord, readPath, readRecords, readString } from '../model/read.ts';
import type { ObjectRef } from '../model/ref.ts';
import { readBackendRef } from './backend-ref.ts';
import type { BackendRef } from './backend-ref.ts';
import { readObjectReference } from './object-reference.ts';
import type { Listener } from './gateway.ts';

/** One entry of `listeners[].filters.requests`, which runs before a route is chosen (experimental since v1.7). */
export interface ListenerFilter {
  readonly index: number;
  /** `spec.listeners[0].filters.requests[1]` */
  readonly path: string;
  readonly type: string;
  readonly backend: BackendRef | undefined;
  readonly extension: ObjectRef | undefined;
}

/** Reads the filters of a listener of a Gateway or ListenerSet. */
export function readListenerFilters(holder: KubernetesObject, listener: Listener): readonly ListenerFilter[] {
  const namespace = namespaceOf(holder);
  return readRecords(readPath(listener.source, 'filters', 'requests')).map((filter, index) => {
    const backend = readPath(filter, 'externalAuth', 'backendRef');
    const extension = filter['extensionRef'];
    return {
      index,
      path: `spec.listeners[${listener.index}].filters.requests[${index}]`,
      type: readString(filter['type']) ?? '',
      backend: isRecord(backend) ? readBackendRef(backend, namespace) : undefined,
      extension: isRecord(extension) ? readObjectReference(extension, namespace, NO_TYPE) : undefined,
    };
  });
}

/** A LocalObjectReference has no defaults. */
const NO_TYPE = { group: '', kind: '' };
