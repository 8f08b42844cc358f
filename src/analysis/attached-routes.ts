import { attachToObject } from '../graph/attach/attach-route.ts';
import { attaches, wordOnClaim } from '../graph/status/own-word.ts';
import { claimantsOf, claimsTo } from '../graph/resolve/route-claims.ts';
import type { KubernetesObject } from '../model/object.ts';
import { rememberEach } from '../graph/remember.ts';
import type { Snapshot } from '../model/snapshot.ts';

/**
 * How many routes attach to a Gateway or ListenerSet: what the verdicts on their attachments come to, without a graph.
 * @param snapshot holds routes (of `lightRoute` too), classes, Namespaces, and of a ListenerSet the Gateway.
 */
export function countAttachedRoutes(snapshot: Snapshot, parent: KubernetesObject): number {
  return claimantsOf(snapshot, parent).filter((route) =>
    claimsTo(route, parent).some((parentRef) =>
      attaches(
        attachToObject(snapshot, route, parentRef, parent).accepted,
        wordOnClaim(snapshot, route, parentRef, parent),
      ),
    ),
  ).length;
}

/** The same for one of its listeners, by its place in `spec.listeners`. */
export function countListenerRoutes(snapshot: Snapshot, parent: KubernetesObject, index: number): number {
  return routesByListener(snapshot, parent).get(index) ?? 0;
}

const routesByListener = rememberEach((snapshot: Snapshot, parent: KubernetesObject): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>();
  for (const route of claimantsOf(snapshot, parent)) {
    const served = new Set<number>();
    for (const parentRef of claimsTo(route, parent)) {
      const { accepted, listeners } = attachToObject(snapshot, route, parentRef, parent);
      if (!attaches(accepted, wordOnClaim(snapshot, route, parentRef, parent))) continue;
      for (const { listener } of listeners) served.add(listener.index);
    }
    for (const listener of served) counts.set(listener, (counts.get(listener) ?? 0) + 1);
  }
  return counts;
});
