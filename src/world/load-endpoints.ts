import { ENDPOINT_SLICE, INFERENCE_POOL, POD, SERVICE, SERVICE_NAME_LABEL, X_BACKEND } from '../gateway-api/kinds.ts';
import { labelsOf, namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindOf, refOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';
import { readEndpoints } from './involved.ts';
import type { SnapshotReader } from './snapshot-reader.ts';

/** Backends that choose their Pods themselves, without EndpointSlices. */
const SELECTORS: readonly GroupKind[] = [X_BACKEND, INFERENCE_POOL];

/** Whether a type stands behind backends: EndpointSlices and Pods are read and drawn on request only. */
export function isEndpointType(type: GroupKind): boolean {
  return sameGroupKind(type, ENDPOINT_SLICE) || sameGroupKind(type, POD);
}

/** Of EndpointSlices and Pods the backends that they may stand behind: all of their namespaces, since nothing names them. */
export async function backendsOf(
  roots: readonly KubernetesObject[],
  reader: SnapshotReader,
): Promise<readonly KubernetesObject[]> {
  const places = new Set(
    roots.filter((root) => isEndpointType(groupKindOf(root))).flatMap((root) => namespaceOf(root) ?? []),
  );
  const found = await Promise.all(
    [...places].map(async (namespace) => {
      const [slices, ...selecting] = await Promise.all(
        [ENDPOINT_SLICE, ...SELECTORS].map((type) => reader.listIn(type, namespace)),
      );
      const names = new Set((slices ?? []).flatMap((slice) => labelsOf(slice).get(SERVICE_NAME_LABEL) ?? []));
      const services = await Promise.all([...names].map((name) => reader.get({ ...SERVICE, namespace, name })));
      return [...services.filter((service) => service !== undefined), ...selecting.flat()];
    }),
  );
  return found.flat();
}

/** Reads what stands behind backends: the EndpointSlices of Services, and the metadata of the Pods of their namespaces. */
export async function loadEndpoints(objects: Iterable<KubernetesObject>, reader: SnapshotReader): Promise<void> {
  const refs = [...objects].map(refOf);
  const services = refs.filter((ref) => sameGroupKind(ref, SERVICE));
  const backends = refs.filter((ref) => [SERVICE, ...SELECTORS].some((type) => sameGroupKind(type, ref)));
  const places = new Set(backends.flatMap(({ namespace }) => namespace ?? []));
  await Promise.all([
    readEndpoints(reader, services),
    ...[...places].map((namespace) => reader.listIn(POD, namespace, { metadataOnly: true })),
  ]);
}
