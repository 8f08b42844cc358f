import { ENDPOINT_SLICE, SERVICE_NAME_LABEL } from '../../gateway-api/kinds.ts';
import { labelsOf, namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readList, readPath, readRecords, readString } from '../../model/read.ts';
import type { Snapshot } from '../../model/snapshot.ts';

/** How many endpoints a Service has, and how many of them take traffic. */
interface EndpointCount {
  readonly ready: number;
  readonly total: number;
}

/** Endpoints by Service. */
export interface EndpointIndex {
  /** Undefined where the EndpointSlices of the namespace were not read. */
  count(namespace: string, service: string): EndpointCount | undefined;
}

/** Finds the EndpointSlices of Services; the slices are sorted by Service when one is first asked for. */
export function indexEndpoints(snapshot: Snapshot): EndpointIndex {
  let slices: ReadonlyMap<string, readonly KubernetesObject[]> | undefined;
  return {
    count(namespace, service) {
      slices ??= sortSlices(snapshot.list(ENDPOINT_SLICE));
      const found = slices.get(`${namespace}/${service}`);
      // Slices of the wanted Services may have been read alone: then those that are there count.
      if (found !== undefined) return countEndpoints(found);
      // Manifests without any slice say nothing of endpoints: controllers write them.
      if (snapshot.origin === 'files' && slices.size === 0) return undefined;
      return snapshot.isComplete(ENDPOINT_SLICE, namespace) ? { ready: 0, total: 0 } : undefined;
    },
  };
}

function sortSlices(slices: readonly KubernetesObject[]): ReadonlyMap<string, readonly KubernetesObject[]> {
  const byService = new Map<string, KubernetesObject[]>();
  for (const slice of slices) {
    const key = `${namespaceOf(slice) ?? ''}/${labelsOf(slice).get(SERVICE_NAME_LABEL) ?? ''}`;
    const list = byService.get(key);
    if (list === undefined) byService.set(key, [slice]);
    else list.push(slice);
  }
  return byService;
}

/** Endpoints of all slices; the same Pod in an IPv4 and an IPv6 slice counts once. An absent `ready` means ready. */
function countEndpoints(slices: readonly KubernetesObject[]): EndpointCount {
  const ready = new Map<string, boolean>();
  for (const slice of slices) {
    for (const endpoint of readRecords(slice['endpoints'])) {
      const target = readString(readPath(endpoint, 'targetRef', 'name'));
      const key =
        target === undefined ? `address ${readString(readList(endpoint['addresses'])[0]) ?? ''}` : `target ${target}`;
      const isReady = readPath(endpoint, 'conditions', 'ready') !== false;
      ready.set(key, (ready.get(key) ?? false) || isReady);
    }
  }
  return { ready: [...ready.values()].filter(Boolean).length, total: ready.size };
}
