import type { Listener } from '../../gateway-api/gateway.ts';
import { GATEWAY } from '../../gateway-api/kinds.ts';
import { addTo } from '../../model/add-to.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, refOf, sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { ANY_HOSTNAME, widerHostnames } from '../attach/hostname.ts';
import { admittedListenerSets, gatewayOf } from '../attach/listener-set-admission.ts';
import { listenersOf } from '../attach/listeners-of.ts';
import type { TakenHostname } from '../graph.ts';
import { rememberEach } from '../remember.ts';
import { conflictsOf, isAssigned, namingOf } from './listener-conflicts.ts';
import type { HeldListener } from './listener-conflicts.ts';

/** The listeners of one port that are told apart by hostname. */
interface Neighbours {
  readonly byHostname: Map<string, HeldListener>;
  /** By each hostname the listeners whose own is covered by it. */
  readonly narrower: Map<string, HeldListener[]>;
}

/**
 * Which of the hostnames that a listener shares with a route another listener of the port takes. A request is handled by the
 * most specific listener that matches its hostname, and by no other: "a request SHOULD match at most one Listener" (type docs
 * of Gateway `spec.listeners`; the feature `GatewayHTTPListenerIsolation`). ListenerSets that the Gateway admits count, and
 * what conflicts serves nothing and takes nothing.
 * @param hostnames those of the intersection, `*` for any. A wildcard is taken only as a whole: see `narrowerListeners`.
 */
export function takenHostnames(
  snapshot: Snapshot,
  holder: KubernetesObject,
  listener: Listener,
  hostnames: readonly string[],
): readonly TakenHostname[] {
  const neighbours = neighboursOf(snapshot, holder, listener);
  // Alone on its port it keeps everything.
  if (neighbours === undefined || neighbours.byHostname.size < 2) return [];
  return hostnames.flatMap((hostname): readonly TakenHostname[] => {
    const owner = ownerOf(neighbours, hostname);
    return owner === undefined || owner.listener === listener ? [] : [{ hostname, by: listenerRef(owner) }];
  });
}

/**
 * The listener that takes what a route serves at another one, so that a controller may count the route there or not.
 * @returns the first where there are several; undefined as soon as one hostname stays with the listener.
 */
export function takerOf(
  snapshot: Snapshot,
  holder: KubernetesObject,
  { listener, hostnames }: { readonly listener: Listener; readonly hostnames: readonly string[] },
): ObjectRef | undefined {
  const taken = takenHostnames(snapshot, holder, listener, hostnames);
  return taken.length === hostnames.length ? taken[0]?.by : undefined;
}

/** The listeners of the port that take a part of a wildcard, or of any hostname (`*`), each with what it takes. */
export function narrowerListeners(
  snapshot: Snapshot,
  holder: KubernetesObject,
  listener: Listener,
  hostname: string,
): readonly TakenHostname[] {
  const narrower = neighboursOf(snapshot, holder, listener)?.narrower.get(keyOf(hostname)) ?? [];
  return narrower.map((held) => ({ hostname: held.listener.hostname ?? ANY_HOSTNAME, by: listenerRef(held) }));
}

/** The listener that handles the requests for a hostname: its own, else that of the longest wildcard, else the one of any. */
function ownerOf({ byHostname }: Neighbours, hostname: string): HeldListener | undefined {
  for (const candidate of [keyOf(hostname), ...widerHostnames(keyOf(hostname))]) {
    const held = byHostname.get(candidate);
    if (held !== undefined) return held;
  }
  return undefined;
}

function neighboursOf(snapshot: Snapshot, holder: KubernetesObject, listener: Listener): Neighbours | undefined {
  const naming = namingOf(listener);
  const gateway = sameGroupKind(groupKindOf(holder), GATEWAY) ? holder : gatewayOf(snapshot, holder);
  if (naming === undefined || gateway === undefined) return undefined;
  const neighbours = servingListeners(snapshot, gateway).get(`${naming} ${listener.port ?? ''}`);
  // A listener that serves nothing loses nothing to others.
  return neighbours?.byHostname.get(keyOf(listener.hostname))?.listener === listener ? neighbours : undefined;
}

/** The listeners of a Gateway and its ListenerSets that serve hostnames, by where these are found and by port. */
const servingListeners = rememberEach(
  (snapshot: Snapshot, gateway: KubernetesObject): ReadonlyMap<string, Neighbours> => {
    const { conflicts } = conflictsOf(snapshot, gateway);
    const byPort = new Map<string, Neighbours>();
    for (const holder of [gateway, ...admittedListenerSets(snapshot, gateway)]) {
      for (const listener of listenersOf(snapshot, holder)) {
        const naming = namingOf(listener);
        const conflict = conflicts.get(listener);
        const isRefused = conflict !== undefined && conflict.choice === undefined;
        if (naming === undefined || isRefused || !isAssigned(listener.port)) continue;
        const key = `${naming} ${listener.port}`;
        const neighbours = byPort.get(key) ?? { byHostname: new Map(), narrower: new Map() };
        byPort.set(key, neighbours);
        const hostname = keyOf(listener.hostname);
        const held = { holder, listener };
        neighbours.byHostname.set(hostname, held);
        for (const wider of widerHostnames(hostname)) addTo(neighbours.narrower, wider, held);
      }
    }
    return byPort;
  },
);

function listenerRef({ holder, listener }: HeldListener): ObjectRef {
  return { ...refOf(holder), section: listener.name };
}

/** Listeners of any hostname have none. */
function keyOf(hostname: string | undefined): string {
  return hostname === undefined || hostname === ANY_HOSTNAME ? '' : hostname;
}
