import { ENDPOINT_SLICE, SERVICE } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';

/** The EndpointSlices of a Service; none for other kinds. */
export function endpointSlicesOf(snapshot: Snapshot, service: ObjectRef): readonly KubernetesObject[] {
  return sameGroupKind(service, SERVICE) ? snapshot.referrers(ENDPOINT_SLICE, service) : [];
}
