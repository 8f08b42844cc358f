import type { Listener } from '../../gateway-api/gateway.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { intersectHostname } from './hostname.ts';
import { rememberEach } from '../remember.ts';
import { listenersOf } from './listeners-of.ts';

/** Hostnames that a route serves at a listener. */
interface Served {
  readonly listener: Listener;
  readonly hostnames: readonly string[];
}

/**
 * The listener of the same port and protocol that takes what a route serves at another one, because its hostname is more specific:
 * requests for such hostnames never reach the less specific listener (Gateway.spec.listeners: "the most specific match"), and a
 * controller may subtract them from the route.
 * @returns undefined as soon as one hostname stays with the listener.
 */
export function takerOf(snapshot: Snapshot, holder: KubernetesObject, served: Served): Listener | undefined {
  const { listener, hostnames } = served;
  const rivals = rivalsAt(snapshot, holder).get(listener);
  if (rivals === undefined) return undefined;
  let taker: Listener | undefined;
  for (const hostname of hostnames) {
    const rival = rivals.find((other) => intersectHostname(other.hostname, hostname) === hostname);
    if (rival === undefined) return undefined;
    taker ??= rival;
  }
  return taker;
}

/** For each listener those that are more specific, where there are any: looked for once, not for each of ten thousand routes. */
const rivalsAt = rememberEach(
  (snapshot: Snapshot, holder: KubernetesObject): ReadonlyMap<Listener, readonly Listener[]> => {
    const all = listenersOf(snapshot, holder);
    const found = all.map((listener) => [listener, all.filter((other) => isRival(listener, other))] as const);
    return new Map(found.filter(([, rivals]) => rivals.length > 0));
  },
);

function isRival(listener: Listener, other: Listener): boolean {
  if (other === listener || other.port !== listener.port || other.protocol !== listener.protocol) return false;
  if (other.hostname === undefined || other.hostname === listener.hostname) return false;
  return intersectHostname(listener.hostname, other.hostname) === other.hostname;
}
