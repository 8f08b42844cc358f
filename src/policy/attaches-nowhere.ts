import type { Graph } from '../graph/graph.ts';
import { isRouteKind } from '../gateway-api/kinds.ts';
import { wholeOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';

/** Whether no parent accepts a route: then no request comes to it, and what its policies say has no effect. */
export function attachesNowhere(graph: Graph, object: ObjectRef): boolean {
  if (!isRouteKind(object)) return false;
  // A leftover status has no parentRef: it says nothing of the route as it is.
  const claims = graph.attachments(wholeOf(object)).filter(({ path }) => path !== '');
  return (
    graph.node(wholeOf(object)).presence === 'present' && claims.every(({ accepted }) => accepted.status === 'False')
  );
}
