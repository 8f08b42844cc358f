import type { Verdict } from '../../analysis/verdict.ts';
import { attachmentVerdict } from '../../analysis/verdict-of.ts';
import type * as published from '../../documents/condition.ts';
import type {
  AttachedListener,
  Attachment,
  Blockage,
  ComputedAncestor,
  ComputedListener,
  RelatedObject,
  PolicyEffect,
  ResourceDescription,
  ServiceAddresses,
} from '../../documents/resource-description-list.ts';
import { isListenerSetKind, isRouteKind, GATEWAY } from '../../gateway-api/kinds.ts';
import type * as graph from '../../graph/graph.ts';
import { addressesOfServices } from '../../graph/resolve/made-services.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import { withoutManagedFields } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { reportPolicy } from '../../policy/policy-report.ts';
import { say } from '../say/say.ts';
import { sayBecause } from '../say/verdicts.ts';
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
    attachments: isRouteKind(type) ? relations.attachments(ref).map((one) => toAttachment(one, context)) : undefined,
    accepted: optionalCondition(parent?.accepted),
    resolvedRefs: optionalCondition(parent?.resolvedRefs),
    listeners: isParent ? (parent?.listeners ?? []).map(toListener) : undefined,
    serviceAddresses: sameGroupKind(type, GATEWAY) ? serviceAddresses(object, context) : undefined,
    attachedListenerSets: parent?.attachedListenerSets,
    reported: parent?.reported,
    ancestors: policyKind(type) !== undefined || ancestors.length > 0 ? ancestors.map(toAncestor) : undefined,
    effect: policyEffect(ref, context),
    related: relatedObjects(object, context),
    policies: relatedPolicies(object, context),
    violations: violations.length > 0 ? violations : undefined,
    drift: allDrift(object, context).map(toDrift),
    events: describedEvents(object, context),
  };
}

function serviceAddresses(
  gateway: KubernetesObject,
  { snapshot }: DescribeContext,
): readonly ServiceAddresses[] | undefined {
  return unlessEmpty(
    addressesOfServices(snapshot, gateway).map(({ service, type, addresses }) => ({ service, type, addresses })),
  );
}

/** The same that the page of a policy says of its scope, effect and rivals. */
function policyEffect(ref: ObjectRef, { policyIndex, policyKind }: DescribeContext): PolicyEffect | undefined {
  const index = policyKind(ref) === undefined ? undefined : policyIndex();
  const policy = index?.policy(ref);
  if (index === undefined || policy === undefined) return undefined;
  const { scope, paths, idleRoutes, overriddenBy, conflicts, expected } = reportPolicy(index, policy);
  const { gatewayClasses, gateways, listenerSets, routes, backends } = scope;
  return {
    scope: [...gatewayClasses, ...gateways, ...listenerSets, ...routes, ...backends],
    paths,
    idleRoutes,
    overriddenBy: overriddenBy.map((override) => ({ ...override, policy: override.policy.ref })),
    rivals: conflicts.map(({ policy: rival, node, established, reason }) => ({
      policy: rival.ref,
      target: node,
      established,
      reason,
    })),
    expected,
    problems: policy.problems.map(say),
  };
}

/** Every edge of the object and of its sections, once, but for the sections themselves. */
function relatedObjects(object: KubernetesObject, context: DescribeContext): readonly RelatedObject[] {
  const ref = refOf(object);
  const nodes = [ref, ...context.graph.outgoing(ref, 'section').map(({ to }) => to)];
  const related = new Map<string, RelatedObject>();
  const add = (edge: graph.GraphEdge, direction: 'to' | 'from'): void => {
    const { relation, path, state, reason, because, note } = edge;
    if (relation === 'section') return;
    const other = direction === 'to' ? edge.to : edge.from;
    const key = `${direction} ${relation} ${refKey(other)} ${path}`;
    if (related.has(key)) return;
    related.set(key, {
      relation,
      direction,
      ref: other,
      path,
      state,
      reason,
      message: say(because),
      note: note === undefined ? undefined : sayBecause({ code: 'noted', note }),
    });
  };
  for (const node of nodes) {
    for (const edge of context.graph.outgoing(node)) add(edge, 'to');
    for (const edge of context.graph.incoming(node)) add(edge, 'from');
  }
  return [...related.values()];
}

function toAttachment(attachment: graph.Attachment, context: DescribeContext): Attachment {
  const { parentRef, path, mesh, listeners, accepted, resolvedRefs, notes, reported, drift } = attachment;
  return {
    parentRef,
    path,
    mesh,
    listeners: listeners.map(toAttachedListener),
    accepted: toCondition(accepted),
    resolvedRefs: toCondition(resolvedRefs),
    notes: unlessEmpty(notes.map((note) => sayBecause({ code: 'noted', note }))),
    waitsFor: blockageIn(attachmentVerdict(context, attachment)),
    reported,
    drift: drift.map(toDrift),
  };
}

function toAttachedListener(listener: graph.AttachedListener): AttachedListener {
  const { name, port, protocol, hostnames, taken, exceptions } = listener;
  return { name, port, protocol, hostnames, taken: unlessEmpty(taken), exceptions: unlessEmpty(exceptions) };
}

function unlessEmpty<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}

function blockageIn({ because }: Verdict): Blockage | undefined {
  const waiting = because.find((one) => one.code === 'waits');
  return waiting === undefined ? undefined : { ref: waiting.on, ...sayBecause(waiting.because) };
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
