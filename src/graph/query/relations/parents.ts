import { PARENT_NOT_FOUND } from '../../../model/computed-condition.ts';
import type { ComputedCondition } from '../../../model/computed-condition.ts';
import { parentOf, readParentRefs } from '../../../gateway-api/parent-ref.ts';
import { isListenerSetKind, isRouteKind } from '../../../gateway-api/kinds.ts';
import { portSection } from '../../../gateway-api/section.ts';
import { refOf } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import { attachRoute } from '../../attach/attach-route.ts';
import type { RouteAttachment } from '../../attach/attach-route.ts';
import type { GraphEdge } from '../../graph.ts';
import { ANY_HOSTNAME } from '../../attach/hostname.ts';
import { admissionOfListenerSet } from '../../attach/listener-set-admission.ts';
import { plainEdge, stateOf } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** ListenerSet -> Gateway by admission; route -> parent, one a parentRef, by attachment; route -> listener or Service port. */
export const parentEdges: EdgeRule = (snapshot, object) => {
  const from = refOf(object);
  if (isListenerSetKind(from)) {
    const [parentRef] = readParentRefs(object);
    if (parentRef === undefined) return [];
    return [parentEdge(from, parentOf(parentRef), 'spec.parentRef', admissionOfListenerSet(snapshot, object))];
  }
  if (!isRouteKind(from)) return [];
  return attachRoute(snapshot, object).flatMap((attachment) => attachmentEdges(from, attachment));
};

function attachmentEdges(from: ObjectRef, attachment: RouteAttachment): readonly GraphEdge[] {
  const { parentRef, path, accepted, listeners, ports } = attachment;
  const parent = parentOf(parentRef);
  const edges = [parentEdge(from, parent, path, accepted)];
  if (accepted.status !== 'True') return edges;
  const attach = (section: string, port: number | undefined, hostnames: readonly string[]): void => {
    const edge = plainEdge('attachment', from, { ...parent, section }, path);
    edges.push({ ...edge, hostnames, ...(port === undefined ? {} : { port }) });
  };
  for (const { listener, hostnames } of listeners) attach(listener.name, listener.port, hostnames);
  for (const port of ports) attach(portSection(port), port, [ANY_HOSTNAME]);
  return edges;
}

/** A parent, or the part of it that a parentRef names, may not exist; everything else is a refusal. */
function parentEdge(from: ObjectRef, to: ObjectRef, path: string, condition: ComputedCondition): GraphEdge {
  const { status, reason, because } = condition;
  const isMissing = reason === PARENT_NOT_FOUND || reason === 'NoMatchingParent';
  return {
    relation: 'parent',
    from,
    to,
    path,
    state: stateOf(status, isMissing ? 'missing' : 'notPermitted'),
    reason: status === 'False' ? reason : '',
    because: status === 'True' ? undefined : because,
  };
}
