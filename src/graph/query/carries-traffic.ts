import { GATEWAY, SERVICE, X_BACKEND, isListenerSetKind, isRouteKind } from '../../gateway-api/kinds.ts';
import { BACKEND_RELATIONS } from '../../gateway-api/relation.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Graph } from '../graph.ts';

/**
 * Whether an object of a namespace is on the path of requests: it lets them in, routes them, or may receive them. A ConfigMap,
 * or Istio's Gateway, is not, so that policies on its namespace's traffic do not apply to it.
 */
export function carriesTraffic(graph: Graph, object: ObjectRef): boolean {
  if (sameGroupKind(object, GATEWAY) || isListenerSetKind(object) || isRouteKind(object)) return true;
  if (sameGroupKind(object, SERVICE) || sameGroupKind(object, X_BACKEND)) return true;
  return BACKEND_RELATIONS.some((relation) => graph.incoming(object, relation).length > 0);
}
