import { addTo } from '../../model/add-to.ts';
import type { Listener } from '../../gateway-api/gateway.ts';
import { parentOf } from '../../gateway-api/parent-ref.ts';
import { readHostnames } from '../../gateway-api/route.ts';
import { SERVICE, TCP_ROUTE, UDP_ROUTE } from '../../gateway-api/kinds.ts';
import type { RouteNote } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import { someOf } from '../../model/some.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { attachRoute, hasHostnames } from '../attach/attach-route.ts';
import type { RouteAttachment } from '../attach/attach-route.ts';
import { intersectHostname } from '../attach/hostname.ts';
import type { TakenHostname } from '../graph.ts';
import { comparePrecedence, precedenceReason } from '../precedence.ts';
import { rememberEach } from '../remember.ts';
import { claimantsOf } from '../resolve/route-claims.ts';
import { narrowerListeners, takenHostnames } from './listener-isolation.ts';

/** Why a route that attaches gets less than it asks for at one of its claims, or nothing. */
export function routeNotes(
  snapshot: Snapshot,
  route: KubernetesObject,
  attachment: RouteAttachment,
): readonly RouteNote[] {
  if (attachment.accepted.status !== 'True') return [];
  if (!hasHostnames(groupKindOf(route))) return listenersOfOthers(snapshot, route, attachment);
  const first = servingAttachments(snapshot, route)[0];
  return [
    ...takenFromRoute(snapshot, route, attachment),
    // What no parent serves is said once.
    ...(attachment === first ? hostnamesServedNowhere(snapshot, route) : []),
  ];
}

/** What narrower listeners take of the wildcards that a route serves at a listener, but where it is served there too. */
export function exceptionsAt(
  snapshot: Snapshot,
  route: KubernetesObject,
  { parent, listeners }: RouteAttachment,
  listener: Listener,
): readonly TakenHostname[] {
  const served = listeners.find((one) => one.listener === listener);
  if (parent === undefined || served === undefined || !hasHostnames(groupKindOf(route))) return [];
  const own = listenersServing(snapshot, route);
  return served.hostnames
    .flatMap((hostname) => narrowerListeners(snapshot, parent, listener, hostname))
    .filter(({ by }) => !own.has(refKey(by)));
}

/** The claims by which a route attaches to listeners. */
const servingAttachments = rememberEach((snapshot: Snapshot, route: KubernetesObject): readonly RouteAttachment[] =>
  attachRoute(snapshot, route).filter(({ accepted, listeners }) => accepted.status === 'True' && listeners.length > 0),
);

/** The listeners that a route attaches to, by the keys of their sections. */
const listenersServing = rememberEach(
  (snapshot: Snapshot, route: KubernetesObject): ReadonlySet<string> =>
    new Set(
      servingAttachments(snapshot, route).flatMap(({ parent, listeners }) =>
        parent === undefined
          ? []
          : listeners.map(({ listener }) => refKey({ ...refOf(parent), section: listener.name })),
      ),
    ),
);

/** Hostnames whose requests go to a listener that the route does not attach to. */
function takenFromRoute(
  snapshot: Snapshot,
  route: KubernetesObject,
  { parent, listeners }: RouteAttachment,
): readonly RouteNote[] {
  if (parent === undefined) return [];
  const own = listenersServing(snapshot, route);
  return listeners.flatMap(({ listener, hostnames }) => {
    const lost = takenHostnames(snapshot, parent, listener, hostnames).filter(({ by }) => !own.has(refKey(by)));
    return [...Map.groupBy(lost, ({ by }) => refKey(by)).values()].flatMap((taken): readonly RouteNote[] => {
      const [first] = taken;
      if (first === undefined) return [];
      const names = someOf(taken.map(({ hostname }) => hostname));
      const isElsewhere = refKey({ ...first.by, section: undefined }) !== refKey(refOf(parent));
      return [{ code: 'hostnamesTaken', hostnames: names, listener: listener.name, by: first.by, isElsewhere }];
    });
  });
}

/** Hostnames that match no listener which takes the route, while others do: they are ignored (type docs of `spec.hostnames`). */
function hostnamesServedNowhere(snapshot: Snapshot, route: KubernetesObject): readonly RouteNote[] {
  const claims = attachRoute(snapshot, route).filter(({ parentRef }) => !sameGroupKind(parentOf(parentRef), SERVICE));
  if (claims.some(({ accepted, isUndecided }) => isUndecided || accepted.status === 'Unknown')) return [];
  const listeners = servingAttachments(snapshot, route).flatMap((attachment) => attachment.listeners);
  const wanted = new Set(listeners.map(({ listener }) => listener.hostname));
  const ignored = [...new Set(readHostnames(route))].filter((hostname) =>
    [...wanted].every((served) => intersectHostname(served, hostname) === undefined),
  );
  return ignored.length === 0 ? [] : [{ code: 'hostnamesIgnored', hostnames: someOf(ignored) }];
}

/** Of several TCPRoutes or UDPRoutes on a listener only the first gets traffic, although all are accepted (GEP-2644). */
function listenersOfOthers(
  snapshot: Snapshot,
  route: KubernetesObject,
  { parent, listeners }: RouteAttachment,
): readonly RouteNote[] {
  if (parent === undefined || listeners.length === 0) return [];
  const byListener = firstRoutes(snapshot, parent);
  const kind = groupKindOf(route).kind;
  return listeners.flatMap(({ listener }): readonly RouteNote[] => {
    const winner = byListener.get(listener);
    if (winner === undefined || refKey(refOf(winner)) === refKey(refOf(route))) return [];
    const precedence = precedenceReason(winner, route);
    return [{ code: 'listenerTaken', route: refOf(winner), listener: listener.name, kind, precedence }];
  });
}

/** The TCPRoute or UDPRoute that gets the traffic of each listener of a parent. */
const firstRoutes = rememberEach(
  (snapshot: Snapshot, parent: KubernetesObject): ReadonlyMap<Listener, KubernetesObject> => {
    const byListener = new Map<Listener, KubernetesObject[]>();
    for (const route of claimantsOf(snapshot, parent, [TCP_ROUTE, UDP_ROUTE])) {
      const attached = attachRoute(snapshot, route).filter(
        (attachment) => attachment.parent === parent && attachment.accepted.status === 'True',
      );
      const served = new Set(attached.flatMap(({ listeners }) => listeners.map(({ listener }) => listener)));
      for (const listener of served) addTo(byListener, listener, route);
    }
    return new Map(
      [...byListener].flatMap(([listener, routes]) => {
        const [first] = routes.toSorted(comparePrecedence);
        return first === undefined ? [] : [[listener, first] as const];
      }),
    );
  },
);
