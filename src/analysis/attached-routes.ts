import { attachToObject } from '../graph/attach/attach-route.ts';
import { attaches, wordOnClaim } from '../graph/status/own-word.ts';
import { claimantsOf, claimsTo } from '../graph/resolve/route-claims.ts';
import type { KubernetesObject } from '../model/object.ts';
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
