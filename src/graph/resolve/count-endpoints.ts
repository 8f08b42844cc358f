import { ENDPOINT_SLICE } from '../../gateway-api/kinds.ts';
import { endpointSlicesOf } from './endpoint-slices.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readList, readPath, readRecords, readString } from '../../model/read.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';

/** How many endpoints a Service has, and how many of them take traffic. */
export interface EndpointCount {
  readonly ready: number;
  readonly total: number;
}

/** The endpoints of a Service; undefined where its EndpointSlices could not be read. */
export function countEndpoints(snapshot: Snapshot, service: ObjectRef): EndpointCount | undefined {
  const slices = endpointSlicesOf(snapshot, service);
  // Of some of its slices those that are there count.
  if (slices.length > 0) return countOf(slices);
  // Manifests without any slice say nothing of endpoints: controllers write them.
  if (snapshot.origin === 'files' && snapshot.list(ENDPOINT_SLICE).length === 0) return undefined;
  return snapshot.knowsReferrers(ENDPOINT_SLICE, service) ? { ready: 0, total: 0 } : undefined;
}

/** Endpoints of all slices; the same Pod in an IPv4 and an IPv6 slice counts once. An absent `ready` means ready. */
function countOf(slices: readonly KubernetesObject[]): EndpointCount {
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
