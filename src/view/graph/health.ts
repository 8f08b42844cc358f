import { isBroken } from '../../graph/query/flow.ts';
import type { Attachment, ComputedListener, Graph, GraphEdge, GraphNode } from '../../graph/graph.ts';
import { GATEWAY, isListenerSetKind, isRouteKind } from '../../gateway-api/kinds.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import type { Mark } from '../description.ts';
import { say } from '../say/say.ts';

/** Whether a node is as its author meant it: `warning` where a part is not, `unknown` where nobody can tell. */
export type NodeState = 'ok' | 'warning' | 'broken' | 'unknown';

/** The state of a node and, where it is not ok, why: a reason of the API and one sentence. */
export interface Health {
  readonly state: NodeState;
  readonly reason: string;
  readonly message: string;
}

/** The mark that stands for a state. */
export const MARK_OF: Readonly<Record<NodeState, Mark>> = {
  ok: 'ok',
  warning: 'note',
  broken: 'broken',
  unknown: 'unknown',
};

const FINE: Health = { state: 'ok', reason: '', message: '' };

/** The state of a node by the rules of the specification, whatever controllers report. */
export function healthOf(graph: Graph, { ref, presence }: Pick<GraphNode, 'ref' | 'presence'>): Health {
  if (presence === 'missing') {
    const edge = graph.incoming(ref).find(isBroken);
    return {
      state: 'broken',
      reason: edge?.reason ?? '',
      message: edge === undefined ? 'does not exist' : say(edge.because),
    };
  }
  if (presence === 'unknown') {
    const edge = graph.incoming(ref).find(({ state }) => state === 'unknown');
    return { state: 'unknown', reason: '', message: edge === undefined ? 'could not be read' : say(edge.because) };
  }
  if (ref.section === undefined && isRouteKind(ref)) return routeHealth(graph.attachments(ref));
  if (sameGroupKind(ref, GATEWAY) || isListenerSetKind(ref)) return parentHealth(graph, ref);
  return edgesHealth(graph.outgoing(ref));
}

/** The state of a policy where it acts: what is wrong with other targets of it is not told there. */
export function healthAtTarget(graph: Graph, edge: GraphEdge, policy: GraphNode): Health {
  if (policy.presence !== 'present') return healthOf(graph, policy);
  return edgesHealth([edge, ...graph.outgoing(policy.ref).filter(({ relation }) => relation !== 'target')]);
}

/** The state of a listener. */
export function listenerHealth({ accepted, conflicted, resolvedRefs }: ComputedListener): Health {
  if (accepted.status === 'False') return failed('broken', accepted);
  if (conflicted.status === 'True') return failed('broken', conflicted);
  if (resolvedRefs.status === 'False') return failed('warning', resolvedRefs);
  const unknown = [accepted, conflicted, resolvedRefs].find(({ status }) => status === 'Unknown');
  return unknown === undefined ? FINE : failed('unknown', unknown);
}

/** The state of a route at one of its parents. */
export function attachmentHealth({ accepted, resolvedRefs }: Pick<Attachment, 'accepted' | 'resolvedRefs'>): Health {
  if (accepted.status === 'False') return failed('broken', accepted);
  if (accepted.status === 'Unknown') return failed('unknown', accepted);
  if (resolvedRefs.status === 'False') return failed('warning', resolvedRefs);
  return resolvedRefs.status === 'Unknown' ? failed('unknown', resolvedRefs) : FINE;
}

/** A route is broken where no parent takes it; one that fails among others is worth a warning. */
function routeHealth(attachments: readonly Attachment[]): Health {
  const each = attachments.filter(({ path }) => path !== '').map(attachmentHealth);
  if (each.length === 0) return { state: 'warning', reason: '', message: 'names no parent' };
  return sum(each);
}

function parentHealth(graph: Graph, ref: GraphNode['ref']): Health {
  const { section, ...holder } = ref;
  const parent = graph.parent(holder);
  if (parent === undefined) return FINE;
  if (section !== undefined) {
    const listener = parent.listeners.find(({ name }) => name === section);
    return listener === undefined ? FINE : listenerHealth(listener);
  }
  const { accepted, resolvedRefs } = parent;
  if (accepted.status === 'False') return failed('broken', accepted);
  if (accepted.status === 'Unknown') return failed('unknown', accepted);
  if (resolvedRefs?.status === 'False') return failed('warning', resolvedRefs);
  return edgesHealth(graph.outgoing(holder));
}

/** A node whose references all fail is broken, one of which some do is worth a warning. */
function edgesHealth(edges: readonly GraphEdge[]): Health {
  return sum(edges.map(edgeHealth));
}

/** The state of what a reference names. */
export function edgeHealth({ state, reason, because }: GraphEdge): Health {
  return {
    state: state === 'resolved' ? 'ok' : state === 'unknown' ? 'unknown' : 'broken',
    reason,
    message: say(because),
  };
}

function sum(each: readonly Health[]): Health {
  const broken = each.find(({ state }) => state === 'broken');
  if (broken !== undefined)
    return each.every(({ state }) => state === 'broken') ? broken : { ...broken, state: 'warning' };
  return each.find(({ state }) => state === 'warning') ?? each.find(({ state }) => state === 'unknown') ?? FINE;
}

function failed(state: NodeState, { reason, because }: ComputedCondition): Health {
  return { state, reason, message: say(because) };
}
