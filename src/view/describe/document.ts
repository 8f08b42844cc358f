import { isListenerSetKind, isRouteKind, GATEWAY } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readRecord } from '../../model/read.ts';
import { groupKindOf, refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GraphEdge } from '../../graph/graph.ts';
import type { RelatedObject, ResourceDescription } from '../resource-description.ts';
import {
  ancestorDocument,
  attachmentDocument,
  driftDocument,
  listenerDocument,
  optionalCondition,
} from '../say/documents.ts';
import { say } from '../say/say.ts';
import type { DescribeContext } from './context.ts';
import { allDrift } from './drift.ts';
import { describedEvents } from './events.ts';
import { maskCredentials } from './mask-credentials.ts';
import { relatedPolicies } from './policies.ts';

/** What the page of an object says, as data for scripts (design.md section 5). */
export function describeAsData(object: KubernetesObject, context: DescribeContext): ResourceDescription {
  const { graph, policyKind } = context;
  const ref = refOf(object);
  const type = groupKindOf(object);
  const parent = graph.parent(ref);
  const ancestors = graph.ancestors(ref);
  const isParent = sameGroupKind(type, GATEWAY) || isListenerSetKind(type);
  return {
    ref,
    apiVersion: object.apiVersion,
    object: withoutManagedFields(maskCredentials(object)),
    attachments: isRouteKind(type) ? graph.attachments(ref).map(attachmentDocument) : undefined,
    accepted: optionalCondition(parent?.accepted),
    resolvedRefs: optionalCondition(parent?.resolvedRefs),
    listeners: isParent ? (parent?.listeners ?? []).map(listenerDocument) : undefined,
    attachedListenerSets: parent?.attachedListenerSets,
    reported: parent?.reported,
    ancestors: policyKind(type) !== undefined || ancestors.length > 0 ? ancestors.map(ancestorDocument) : undefined,
    related: relatedObjects(object, context),
    policies: relatedPolicies(object, context),
    drift: allDrift(object, context).map(driftDocument),
    events: describedEvents(object, context),
  };
}

function withoutManagedFields(object: KubernetesObject): Readonly<Record<string, unknown>> {
  if (!Object.hasOwn(object.metadata, 'managedFields')) return object;
  const { managedFields: _managedFields, ...metadata } = readRecord(object.metadata);
  return { ...object, metadata };
}

/** Every edge of the object and of its sections, once, but for the sections themselves. */
function relatedObjects(object: KubernetesObject, { graph }: DescribeContext): readonly RelatedObject[] {
  const ref = refOf(object);
  const nodes = [ref, ...graph.outgoing(ref, 'section').map(({ to }) => to)];
  const related = new Map<string, RelatedObject>();
  const add = (edge: GraphEdge, direction: 'to' | 'from'): void => {
    const { relation, path, state, reason, because } = edge;
    if (relation === 'section') return;
    const other = direction === 'to' ? edge.to : edge.from;
    const key = `${direction} ${relation} ${refKey(other)} ${path}`;
    if (related.has(key)) return;
    related.set(key, { relation, direction, ref: other, path, state, reason, message: say(because) });
  };
  for (const node of nodes) {
    for (const edge of graph.outgoing(node)) add(edge, 'to');
    for (const edge of graph.incoming(node)) add(edge, 'from');
  }
  return [...related.values()];
}
