import type { Relation } from '../../../gateway-api/relation.ts';
import type { KubernetesObject } from '../../../model/object.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import type { Snapshot } from '../../../model/snapshot.ts';
import type { EdgeState, GraphEdge, GraphOptions } from '../../graph.ts';
import type { Resolution } from '../../resolve/reference.ts';

/** Produces the edges of one family that leave an object or its sections; objects of other kinds have none. */
export type EdgeRule = (snapshot: Snapshot, object: KubernetesObject, options: GraphOptions) => readonly GraphEdge[];

/** An edge of a reference that was resolved. */
export function edgeOf(
  relation: Relation,
  from: ObjectRef,
  to: ObjectRef,
  path: string,
  { state, reason, because, note, grant }: Resolution,
): GraphEdge {
  return {
    relation,
    from,
    to: identityOf(to),
    path,
    state,
    reason,
    because,
    ...(note === undefined ? {} : { note }),
    ...(grant === undefined ? {} : { grant }),
  };
}

/** An edge that is fine by itself. */
export function plainEdge(relation: Relation, from: ObjectRef, to: ObjectRef, path = ''): GraphEdge {
  return { relation, from, to, path, state: 'resolved', reason: '' };
}

/** The state of an edge whose fate a condition tells. */
export function stateOf(status: 'True' | 'False' | 'Unknown', refused: EdgeState): EdgeState {
  if (status === 'True') return 'resolved';
  return status === 'Unknown' ? 'unknown' : refused;
}

/** A reference without what its reader knows beyond the identity. */
function identityOf({ group, kind, namespace, name, section }: ObjectRef): ObjectRef {
  return section === undefined ? { group, kind, namespace, name } : { group, kind, namespace, name, section };
}
