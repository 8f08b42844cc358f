import { readHostnames } from '../gateway-api/route.ts';
import type { Listener } from '../gateway-api/gateway.ts';
import { ANY_HOSTNAME, intersectHostname } from '../graph/attach/hostname.ts';
import { attachRoute } from '../graph/attach/attach-route.ts';
import type { RouteAttachment } from '../graph/attach/attach-route.ts';
import { kindsOf, listenersOf } from '../graph/attach/listeners-of.ts';
import { claimantsOf } from '../graph/resolve/route-claims.ts';
import { attaches, wordOnClaim } from '../graph/status/own-word.ts';
import { addTo } from '../model/add-to.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** A route at a listener. */
export interface AttachedRoute {
  readonly route: KubernetesObject;
  /** What it serves there, each with the hostname as the route wrote it (`*`: none). */
  readonly hostnames: readonly { readonly shared: string; readonly written: string }[];
  /** Whether it is only known to attach perhaps: what decides could not be read. */
  readonly unsure: boolean;
}

/** The routes of some kinds at the listeners of a Gateway or ListenerSet; each once a listener, by kind and name. */
export function attachedRoutes(
  snapshot: Snapshot,
  holder: KubernetesObject,
  kinds: readonly GroupKind[],
): ReadonlyMap<Listener, readonly AttachedRoute[]> {
  const byListener = new Map<Listener, AttachedRoute[]>();
  for (const route of claimantsOf(snapshot, holder, kinds)) {
    const served = new Map<Listener, boolean>();
    for (const attachment of attachRoute(snapshot, route)) {
      if (attachment.parent !== holder) continue;
      const word = wordOnClaim(snapshot, route, attachment.parentRef, holder);
      if (attaches(attachment.accepted, word)) {
        const listeners = attachment.listeners.map(({ listener }) => listener);
        const all = listeners.length > 0 ? listeners : possibleListeners(snapshot, holder, route, attachment);
        for (const listener of all) served.set(listener, false);
      } else if (attachment.accepted.status === 'Unknown' && word === undefined) {
        for (const listener of possibleListeners(snapshot, holder, route, attachment)) {
          if (!served.has(listener)) served.set(listener, true);
        }
      }
    }
    for (const [listener, unsure] of served) {
      addTo(byListener, listener, { route, hostnames: hostnamesAt(listener, route), unsure });
    }
  }
  return byListener;
}

/** The listeners that a claim may mean, where more could not be found out. */
function possibleListeners(
  snapshot: Snapshot,
  holder: KubernetesObject,
  route: KubernetesObject,
  { parentRef: { sectionName, port } }: RouteAttachment,
): readonly Listener[] {
  const kind = groupKindOf(route);
  return listenersOf(snapshot, holder).filter(
    (listener) =>
      (sectionName === undefined || listener.name === sectionName) &&
      (port === undefined || listener.port === port) &&
      kindsOf(snapshot, listener).kinds.some((supported) => sameGroupKind(supported, kind)) &&
      hostnamesAt(listener, route).length > 0,
  );
}

const WITHOUT_HOSTNAMES = new Set(['TCPRoute', 'UDPRoute']);

function hostnamesAt(listener: Listener, route: KubernetesObject): AttachedRoute['hostnames'] {
  if (WITHOUT_HOSTNAMES.has(route.kind)) return [{ shared: ANY_HOSTNAME, written: ANY_HOSTNAME }];
  const hostnames = readHostnames(route);
  const written = hostnames.length === 0 ? [ANY_HOSTNAME] : [...new Set(hostnames)];
  return written.flatMap((hostname) => {
    const shared = intersectHostname(listener.hostname, hostname);
    return shared === undefined ? [] : [{ shared, written: hostname }];
  });
}
