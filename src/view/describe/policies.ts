import { statusAtAncestors } from '../../analysis/reported-status.ts';
import { isFlawed, worstReason } from '../../analysis/verdict.ts';
import { controllersOf, policyVerdict } from '../../analysis/verdict-of.ts';
import type { GraphEdge } from '../../graph/graph.ts';
import { carriesTraffic } from '../../graph/query/carries-traffic.ts';
import { parentOf } from '../../gateway-api/parent-ref.ts';
import { waypointOf } from '../../graph/attach/waypoint.ts';
import { GATEWAY, NAMESPACE, SERVICE, isListenerSetKind, isRouteKind } from '../../gateway-api/kinds.ts';
import { refKey, refOf, sameGroupKind, wholeOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { someOf } from '../../model/some.ts';
import { unreadKinds } from '../../model/unread-kinds.ts';
import { policiesActingOn } from '../../policy/acting.ts';
import type { ActingPolicy } from '../../policy/acting.ts';
import { mayStandAtWaypoint, strangersAround } from '../../policy/surroundings.ts';
import type { Block, Line } from '../description.ts';
import type { Cell } from '../table.ts';
import type { RelatedPolicy } from '../../documents/resource-description-list.ts';
import { enumerate } from '../say/names.ts';
import { say } from '../say/say.ts';
import { objectText } from '../tables/object-text.ts';
import { MARK_OF } from '../verdict-mark.ts';
import { cut, field, lines } from './blocks.ts';
import { overrideCells } from './policy-acting.ts';
import type { DescribeContext } from './context.ts';
import { refText } from './parent-text.ts';
import { forFlag } from './relations.ts';

const MOST_POLICIES = 40;
/** How many kinds that could not be read are named. */
const MOST_UNREAD = 4;

/** The policies that act on the object: attached to it or its sections, then those of its ancestors that are inherited. */
export function policyBlocks(object: KubernetesObject, context: DescribeContext): readonly Block[] {
  const policies = relatedPolicies(object, context);
  const { shown, left } = cut(policies, MOST_POLICIES);
  const self = refOf(object);
  const acting = new Map(
    policies.length === 0
      ? []
      : policiesActingOn(context.policyIndex(), self).map((one) => [refKey(one.policy.ref), one] as const),
  );
  return [
    ...lines(
      'Policies',
      shown.map((policy) => policyLine(policy, acting.get(refKey(policy.ref)), self, context)),
      left === 0 ? undefined : `${left} more: ${context.command(`get policies ${forFlag(self)}`)}`,
    ),
    ...unreadPolicyBlocks(self, context),
  ];
}

/** Says which kinds of policies could not be read: some of them may act here. */
function unreadPolicyBlocks({ namespace }: ObjectRef, { snapshot, policyKinds }: DescribeContext): readonly Block[] {
  const unread = unreadKinds(snapshot, policyKinds, namespace).map(({ kind }) => kind);
  if (unread.length === 0) return [];
  return field('Other Policies', {
    text: `unknown (${enumerate(someOf(unread, MOST_UNREAD))} could not be read)`,
    tone: 'muted',
  });
}

function policyLine(
  { ref, attached, target }: RelatedPolicy,
  acting: ActingPolicy | undefined,
  self: ObjectRef,
  context: DescribeContext,
): Line {
  const lookup = context.snapshot.find(ref);
  const judged = policyVerdict(context, ref);
  const namespace = self.namespace ?? (sameGroupKind(self, NAMESPACE) ? self.name : undefined);
  const status =
    lookup.state === 'found' ? statusAtAncestors(lookup.object, 'Accepted', controllersOf(context)) : 'Unknown';
  const where =
    attached === 'inherited'
      ? `inherited from ${refText(target, namespace)}`
      : target.section === undefined
        ? 'attached here'
        : `attached to ${target.section}`;
  const note: Cell =
    status === 'False' || status === 'Partial'
      ? { text: `reported Accepted=${status}`, tone: 'bad' }
      : status === 'Stale'
        ? { text: 'its status is stale', tone: 'warning' }
        : isFlawed(judged)
          ? { text: worstReason(judged), tone: 'warning' }
          : acting === undefined
            ? strangerCell(ref, target, context)
            : '';
  return {
    mark: isFlawed(judged) ? MARK_OF[judged.state] : status === 'Stale' ? 'note' : undefined,
    cells: [objectText(ref, namespace), where, ...(acting === undefined ? [] : overrideCells(acting, namespace)), note],
  };
}

/** Why a policy does nothing where no controller knows its kind. */
function strangerCell(ref: ObjectRef, target: ObjectRef, context: DescribeContext): Cell {
  const index = context.policyIndex();
  const policy = index.policy(ref);
  const { strangers, all } =
    policy === undefined ? { strangers: [], all: false } : strangersAround(index, policy.kind, target);
  const [first] = strangers;
  if (first === undefined || !all) return '';
  const { controllerName: controller } = first;
  return { text: `no effect: ${say({ code: 'strangeController', controller, policy: ref.kind })}`, tone: 'warning' };
}

/** The same as data: each policy once a target. */
export function relatedPolicies(object: KubernetesObject, context: DescribeContext): readonly RelatedPolicy[] {
  const { graph, policyKind } = context;
  const self = refOf(object);
  const found = new Map<string, RelatedPolicy>();
  const add = (edge: GraphEdge, attached: RelatedPolicy['attached']): void => {
    const { from, to } = edge;
    if (edge.state === 'missing' || edge.state === 'notPermitted') return;
    const key = `${refKey(from)} ${refKey(to)}`;
    if (!found.has(key)) {
      found.set(key, { ref: from, kind: { group: from.group, kind: from.kind }, attached, target: to });
    }
  };
  for (const edge of graph.incoming(self, 'target')) add(edge, 'here');
  for (const { to } of graph.outgoing(self, 'section')) {
    for (const edge of graph.incoming(to, 'target')) add(edge, 'here');
  }
  for (const ancestor of ancestorsOf(self, context)) {
    for (const edge of graph.incoming(ancestor, 'target')) {
      // A Direct policy acts on its target alone (GEP-713).
      if (policyKind(edge.from)?.class !== 'Direct') add(edge, 'inherited');
    }
  }
  return [...found.values()];
}

/** What the object inherits policies from: the listeners it attaches to, its parents, their class, the namespaces of all. */
function ancestorsOf(self: ObjectRef, { graph, snapshot, policyIndex }: DescribeContext): readonly ObjectRef[] {
  const index = policyIndex();
  const ancestors = new Map<string, ObjectRef>();
  const visit = (ref: ObjectRef): void => {
    const key = refKey(ref);
    if (ancestors.has(key)) return;
    ancestors.set(key, ref);
    climb(ref);
  };
  const climb = (ref: ObjectRef): void => {
    if (isRouteKind(ref)) {
      for (const { path, parentRef, accepted, listeners } of graph.attachments(ref)) {
        // A leftover status has no parentRef.
        if (path === '' || accepted.status === 'False') continue;
        const parent = parentOf(parentRef);
        for (const { name } of listeners) visit({ ...parent, section: name });
        visit(parent);
      }
    }
    if (isListenerSetKind(ref)) {
      for (const { to, state } of graph.outgoing(ref, 'parent')) {
        // A Gateway passes nothing on to a ListenerSet that it refuses.
        if (state !== 'notPermitted') visit(wholeOf(to));
      }
    }
    // What a Namespace binds to, its Services may have opted out of.
    const mayBind = sameGroupKind(ref, SERVICE) || (ref === self && sameGroupKind(ref, NAMESPACE));
    const waypoint = mayBind && index.kinds.some(mayStandAtWaypoint) ? waypointOf(snapshot, ref) : undefined;
    if (waypoint !== undefined) visit(waypoint);
    if (sameGroupKind(ref, GATEWAY)) for (const { to } of graph.outgoing(ref, 'class')) visit(to);
    if (ref.namespace !== undefined && carriesTraffic(graph, ref)) visit({ ...NAMESPACE, name: ref.namespace });
  };
  climb(self);
  return [...ancestors.values()];
}
