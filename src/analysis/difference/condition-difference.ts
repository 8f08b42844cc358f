import { LISTENER_HOLDERS } from '../../gateway-api/kinds.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import { canonicalJson } from '../../model/canonical-json.ts';
import { refOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { RoutingWorld } from '../../routing/routing-world.ts';
import { routesOf } from './attachment-difference.ts';

/** A condition that the rules of the specification give otherwise than before, of what is there on both sides. */
export interface ConditionDifference {
  /** With a listener's name as section where it is one's. */
  readonly of: ObjectRef;
  readonly type: string;
  readonly before: ComputedCondition;
  readonly after: ComputedCondition;
}

/** The conditions of a side: by object, what they are of in it, and type. */
type Conditions = Map<string, { readonly of: ObjectRef; readonly type: string; readonly condition: ComputedCondition }>;

/** What changes in the conditions of Gateways, ListenerSets, listeners, routes' references and policies. */
export function conditionDifference(before: RoutingWorld, after: RoutingWorld): readonly ConditionDifference[] {
  const routes = routesOf(before, after);
  const [one, other] = [conditionsOf(before, routes), conditionsOf(after, routes)];
  const differences: ConditionDifference[] = [];
  for (const [key, { of, type, condition: was }] of one) {
    const is = other.get(key)?.condition;
    if (is === undefined || was.status === 'Unknown' || is.status === 'Unknown') continue;
    if (was.status === is.status && was.reason === is.reason) continue;
    differences.push({ of, type, before: was, after: is });
  }
  return differences;
}

function conditionsOf({ snapshot, index }: RoutingWorld, routes: readonly ObjectRef[]): Conditions {
  const { graph } = index;
  const conditions: Conditions = new Map();
  const add = (of: ObjectRef, type: string, condition: ComputedCondition | undefined, at = ''): void => {
    if (condition !== undefined) conditions.set(canonicalJson([of, type, at]), { of, type, condition });
  };
  for (const kind of LISTENER_HOLDERS) {
    for (const object of snapshot.list(kind)) {
      const parent = graph.parent(refOf(object));
      if (parent === undefined) continue;
      add(parent.ref, 'Accepted', parent.accepted);
      add(parent.ref, 'ResolvedRefs', parent.resolvedRefs);
      for (const { name, accepted, conflicted, resolvedRefs, overlappingTlsConfig } of parent.listeners) {
        const of = { ...parent.ref, section: name };
        add(of, 'Accepted', accepted);
        add(of, 'Conflicted', conflicted);
        add(of, 'ResolvedRefs', resolvedRefs);
        add(of, 'OverlappingTLSConfig', overlappingTlsConfig);
      }
    }
  }
  for (const route of routes) {
    if (snapshot.find(route).state !== 'found') continue;
    for (const { path, parentRef, resolvedRefs } of graph.attachments(route)) {
      if (path !== '') add(route, 'ResolvedRefs', resolvedRefs, canonicalJson(parentRef));
    }
  }
  for (const kind of index.kinds) {
    for (const policy of snapshot.list(kind)) {
      for (const { ancestorRef, accepted, resolvedRefs } of graph.ancestors(refOf(policy))) {
        add(refOf(policy), 'Accepted', accepted, canonicalJson(ancestorRef));
        add(refOf(policy), 'ResolvedRefs', resolvedRefs, canonicalJson(ancestorRef));
      }
    }
  }
  return conditions;
}
