import { GATEWAY, SERVICE, X_BACKEND, isListenerSetKind, isRouteKind } from '../../gateway-api/kinds.ts';
import { BACKEND_RELATIONS } from '../../gateway-api/relation.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Graph } from '../graph.ts';

/**
 * Whether an object of a namespace has a place on the way of requests: what lets them in, routes them, or may receive them. A
 * ConfigMap, or Istio's Gateway, has none, so that what is said for its namespace's traffic is not said of it.
 */
export function takesPart(graph: Graph, object: ObjectRef): boolean {
  if (sameGroupKind(object, GATEWAY) || isListenerSetKind(object) || isRouteKind(object)) return true;
  if (sameGroupKind(object, SERVICE) || sameGroupKind(object, X_BACKEND)) return true;
  return BACKEND_RELATIONS.some((relation) => graph.incoming(object, relation).length > 0);
}
