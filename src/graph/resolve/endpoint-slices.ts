import { ENDPOINT_SLICE, SERVICE, SERVICE_NAME_LABEL } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { namespaceOf } from '../../model/object.ts';
import { readPath, readString } from '../../model/read.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { rememberOnce } from '../remember.ts';

/** The EndpointSlices of a Service; none for other kinds. */
export function endpointSlicesOf(snapshot: Snapshot, service: ObjectRef): readonly KubernetesObject[] {
  if (!sameGroupKind(service, SERVICE)) return [];
  return slicesByService(snapshot).get(`${service.namespace ?? ''}/${service.name}`) ?? [];
}

const slicesByService = rememberOnce((snapshot: Snapshot) =>
  Map.groupBy(
    snapshot.list(ENDPOINT_SLICE),
    (slice) =>
      `${namespaceOf(slice) ?? ''}/${readString(readPath(slice.metadata['labels'], SERVICE_NAME_LABEL)) ?? ''}`,
  ),
);
