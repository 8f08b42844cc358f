import { ENDPOINT_SLICE, POD } from '../../gateway-api/kinds.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';

/** Whether a type stands behind backends: EndpointSlices and Pods are read and drawn on request only. */
export function isEndpointType(type: GroupKind): boolean {
  return sameGroupKind(type, ENDPOINT_SLICE) || sameGroupKind(type, POD);
}
