import type { Graph } from '../../graph/graph.ts';
import { GATEWAY, ROUTE_KINDS, SERVICE, LISTENER_SET, X_LISTENER_SET } from '../../gateway-api/kinds.ts';
import { refKey, refOf } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';

/**
 * What is drawn when nothing is named: the Gateways, ListenerSets and routes of a namespace (which may attach to Gateways of
 * others), the Services that routes of a mesh name, and policies whose target does not exist.
 * @param namespace undefined: of all namespaces.
 */
export function chooseRoots(
  snapshot: Snapshot,
  graph: Graph,
  policyKinds: readonly GroupKind[],
  namespace: string | undefined,
): readonly ObjectRef[] {
  const refsOf = (type: GroupKind): readonly ObjectRef[] =>
    (namespace === undefined ? snapshot.list(type) : snapshot.listIn(type, namespace)).map(refOf);
  const routes = ROUTE_KINDS.flatMap(refsOf);
  const isMeshParent = (ref: ObjectRef): boolean => graph.incoming(ref, 'parent').length > 0;
  const targetsNothing = (ref: ObjectRef): boolean =>
    graph.outgoing(ref, 'target').some(({ state }) => state === 'missing');
  const roots = [
    ...[GATEWAY, LISTENER_SET, X_LISTENER_SET].flatMap(refsOf),
    ...routes,
    ...refsOf(SERVICE).filter(isMeshParent),
    ...policyKinds.flatMap(refsOf).filter(targetsNothing),
  ];
  return [...new Map(roots.map((ref) => [refKey(ref), ref])).values()];
}
