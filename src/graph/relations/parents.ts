import { parentOf, readParentRefs } from '../../model/gateway-api/parent-ref.ts';
import { isListenerSetKind, isRouteKind } from '../../model/kinds.ts';
import { PARENT_NOT_FOUND } from '../../model/computed-condition.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import { refOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { GraphEdge, Relation } from '../graph.ts';
import { attachRoute } from '../attach-route.ts';
import { ANY_HOSTNAME } from '../hostname.ts';
import { admissionOfListenerSet } from '../listener-set-admission.ts';
import { stateOf } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** ListenerSet -> Gateway by admission; route -> parent, one a parentRef, by attachment; route -> listener or Service port. */
export const parentEdges: EdgeRule = (snapshot, object) => {
  const from = refOf(object);
  if (isListenerSetKind(from)) {
    const [parentRef] = readParentRefs(object);
    if (parentRef === undefined) return [];
    return [edge('parent', from, parentOf(parentRef), 'spec.parentRef', admissionOfListenerSet(snapshot, object))];
  }
  if (!isRouteKind(from)) return [];
  return attachRoute(snapshot, object).flatMap(
    ({ parentRef, path, accepted, listeners, ports }): readonly GraphEdge[] => {
      const parent = parentOf(parentRef);
      const attached = accepted.status === 'True';
      return [
        edge('parent', from, parent, path, accepted),
        ...listeners.map(({ listener, hostnames }) => ({
          ...edge('attachment', from, { ...parent, section: listener.name }, path, accepted),
          hostnames,
          ...(listener.port === undefined ? {} : { port: listener.port }),
        })),
        ...(attached ? ports : []).map((port) => ({
          ...edge('attachment', from, { ...parent, section: String(port) }, path, accepted),
          hostnames: [ANY_HOSTNAME],
          port,
        })),
      ];
    },
  );
};

/** A parent, or the part of it that a parentRef names, may not exist; everything else is a refusal. */
function edge(
  relation: Relation,
  from: ObjectRef,
  to: ObjectRef,
  path: string,
  condition: ComputedCondition,
): GraphEdge {
  const isMissing = condition.reason === PARENT_NOT_FOUND || condition.reason === 'NoMatchingParent';
  const state = stateOf(condition.status, isMissing ? 'missing' : 'notPermitted');
  const { reason, message } = state === 'resolved' || state === 'unknown' ? { reason: '', message: '' } : condition;
  return { relation, from, to, path, state, reason, message: state === 'unknown' ? condition.message : message };
}
