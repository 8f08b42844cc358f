import type * as published from '../../documents/condition.ts';
import type {
  Attachment,
  ComputedAncestor,
  ComputedListener,
  RelatedObject,
  ResourceDescription,
} from '../../documents/resource-description-list.ts';
import { isListenerSetKind, isRouteKind, GATEWAY } from '../../gateway-api/kinds.ts';
import type * as graph from '../../graph/graph.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import { withoutManagedFields } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import { say } from '../say/say.ts';
import type { DescribeContext } from './context.ts';
import { allDrift } from './drift.ts';
import { describedEvents } from './events.ts';
import { maskCredentials } from './mask-credentials.ts';
import { relatedPolicies } from './policies.ts';

/** What the page of an object says, as data for scripts. */
export function describeAsData(object: KubernetesObject, context: DescribeContext): ResourceDescription {
  const { graph: relations, policyKind } = context;
  const ref = refOf(object);
  const type = groupKindOf(object);
  const parent = relations.parent(ref);
  const ancestors = relations.ancestors(ref);
  const violations = context.snapshot.violations(ref);
  const isParent = sameGroupKind(type, GATEWAY) || isListenerSetKind(type);
  return {
    ref,
    apiVersion: object.apiVersion,
    object: withoutManagedFields(maskCredentials(object)),
    attachments: isRouteKind(type) ? relations.attachments(ref).map(toAttachment) : undefined,
    accepted: optionalCondition(parent?.accepted),
    resolvedRefs: optionalCondition(parent?.resolvedRefs),
    listeners: isParent ? (parent?.listeners ?? []).map(toListener) : undefined,
    attachedListenerSets: parent?.attachedListenerSets,
    reported: parent?.reported,
    ancestors: policyKind(type) !== undefined || ancestors.length > 0 ? ancestors.map(toAncestor) : undefined,
    related: relatedObjects(object, context),
    policies: relatedPolicies(object, context),
    violations: violations.length > 0 ? violations : undefined,
    drift: allDrift(object, context).map(toDrift),
    events: describedEvents(object, context),
  };
}

/** Every edge of the object and of its sections, once, but for the sections themselves. */
function relatedObjects(object: KubernetesObject, context: DescribeContext): readonly RelatedObject[] {
  const ref = refOf(object);
  const nodes = [ref, ...context.graph.outgoing(ref, 'section').map(({ to }) => to)];
  const related = new Map<string, RelatedObject>();
  const add = (edge: graph.GraphEdge, direction: 'to' | 'from'): void => {
    const { relation, path, state, reason, because } = edge;
    if (relation === 'section') return;
    const other = direction === 'to' ? edge.to : edge.from;
    const key = `${direction} ${relation} ${refKey(other)} ${path}`;
    if (related.has(key)) return;
    related.set(key, { relation, direction, ref: other, path, state, reason, message: say(because) });
  };
  for (const node of nodes) {
    for (const edge of context.graph.outgoing(node)) add(edge, 'to');
    for (const edge of context.graph.incoming(node)) add(edge, 'from');
  }
  return [...related.values()];
}

function toAttachment(attachment: graph.Attachment): Attachment {
  const { parentRef, path, mesh, listeners, accepted, resolvedRefs, reported, drift } = attachment;
  return {
    parentRef,
    path,
    mesh,
    listeners,
    accepted: toCondition(accepted),
    resolvedRefs: toCondition(resolvedRefs),
    reported,
    drift: drift.map(toDrift),
  };
}

function toListener(listener: graph.ComputedListener): ComputedListener {
  return {
    ref: listener.ref,
    name: listener.name,
    path: listener.path,
    accepted: toCondition(listener.accepted),
    conflicted: toCondition(listener.conflicted),
    resolvedRefs: toCondition(listener.resolvedRefs),
    overlappingTlsConfig: optionalCondition(listener.overlappingTlsConfig),
    supportedKinds: listener.supportedKinds,
    attachedRoutes: listener.attachedRoutes,
    routes: listener.routes,
    reported: listener.reported,
    reportedAttachedRoutes: listener.reportedAttachedRoutes,
    drift: listener.drift.map(toDrift),
  };
}

function toAncestor({
  ancestorRef,
  accepted,
  resolvedRefs,
  reported,
  drift,
}: graph.ComputedAncestor): ComputedAncestor {
  return {
    ancestorRef,
    accepted: toCondition(accepted),
    resolvedRefs: optionalCondition(resolvedRefs),
    reported,
    drift: drift.map(toDrift),
  };
}

function toCondition(condition: ComputedCondition): published.ComputedCondition {
  const { status, reason, because, otherReasons, choice } = condition;
  return {
    status,
    reason,
    message: say(because),
    otherReasons,
    choice: choice === undefined ? undefined : say(choice),
  };
}

function optionalCondition(condition: ComputedCondition | undefined): published.ComputedCondition | undefined {
  return condition === undefined ? undefined : toCondition(condition);
}

function toDrift({ kind, about, controllerName, fact }: graph.Drift): published.Drift {
  return { kind, about, controllerName, message: say(fact) };
}
