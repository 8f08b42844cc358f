import type { Graph } from '../graph/graph.ts';
import { waypointOf } from '../graph/attach/waypoint.ts';
import { GATEWAY, SERVICE, isListenerSetKind } from '../gateway-api/kinds.ts';
import { parentOf } from '../gateway-api/parent-ref.ts';
import { sameGroupKind, wholeOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Through what traffic comes to a route: a listener of a Gateway or of a ListenerSet, or in a mesh a Service. */
export interface RouteContext {
  readonly gatewayClass?: ObjectRef | undefined;
  readonly gateway?: ObjectRef | undefined;
  readonly listenerSet?: ObjectRef | undefined;
  /** A listener of the ListenerSet, else of the Gateway. */
  readonly listener?: string | undefined;
  /** Mesh: the Service that the route is attached to, beside its waypoint. It is no level: its policies act where it is the backend. */
  readonly service?: ObjectRef | undefined;
}

/**
 * The contexts of a route: only of parents that accept it, since a refused route inherits nothing. A Gateway that accepts
 * it at several listeners gives one context each.
 * @param waypointAt what stands above a Service of a mesh.
 */
export function readRouteContexts(
  graph: Graph,
  route: ObjectRef,
  waypointAt: (service: ObjectRef) => RouteContext | undefined,
): readonly RouteContext[] {
  const contexts: RouteContext[] = [];
  for (const { parentRef, accepted, listeners } of graph.attachments(route)) {
    if (accepted.status !== 'True') continue;
    const parent = parentOf(parentRef);
    if (sameGroupKind(parent, SERVICE)) {
      contexts.push({ service: parent, ...waypointAt(parent) });
      continue;
    }
    const root = readParentContext(graph, parent);
    if (root === undefined) continue;
    for (const { name } of listeners) contexts.push({ ...root, listener: name });
    if (listeners.length === 0) contexts.push(root);
  }
  return contexts;
}

/** The waypoint through which traffic comes to a Service, or to those of a Namespace, as what stands above it. */
export function waypointContext(graph: Graph, snapshot: Snapshot, ref: ObjectRef): RouteContext | undefined {
  const waypoint = waypointOf(snapshot, ref);
  return waypoint === undefined ? undefined : readParentContext(graph, waypoint);
}

/** Of a Gateway: its class and itself; of a ListenerSet also the Gateway that it is part of; of others nothing. */
export function readParentContext(graph: Graph, parent: ObjectRef): RouteContext | undefined {
  if (sameGroupKind(parent, GATEWAY)) return { gatewayClass: classOf(graph, parent), gateway: parent };
  if (!isListenerSetKind(parent)) return undefined;
  const edge = graph.outgoing(parent, 'parent').find(({ state }) => state === 'resolved');
  if (edge === undefined) return { listenerSet: parent };
  const gateway = wholeOf(edge.to);
  return { gatewayClass: classOf(graph, gateway), gateway, listenerSet: parent };
}

function classOf(graph: Graph, gateway: ObjectRef): ObjectRef | undefined {
  return graph.outgoing(gateway, 'class')[0]?.to;
}
