import { controllerOf } from '../graph/attach/controller-of.ts';
import type { Attachment, ComputedAncestor, ComputedListener, ComputedParent, GraphEdge } from '../graph/graph.ts';
import { isBroken } from '../graph/query/flow.ts';
import { reportConditions } from '../graph/status/drift.ts';
import { generationOf, readObjectConditions } from '../gateway-api/gateway.ts';
import { GATEWAY, GATEWAY_CLASS, X_MESH, isListenerSetKind, isRouteKind } from '../gateway-api/kinds.ts';
import { parentOf } from '../gateway-api/parent-ref.ts';
import type { ParentRef } from '../gateway-api/parent-ref.ts';
import { sameGroupKind } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { judge, judgeAdmission, outdated } from './judge.ts';
import { FINE, sumVerdicts } from './verdict.ts';
import type { Verdict, JudgedWorld } from './verdict.ts';

/** The verdict on an object, or with `section` on a listener or route rule. */
export function verdictOf(world: JudgedWorld, ref: ObjectRef): Verdict {
  const { graph } = world;
  const { presence } = graph.node(ref);
  if (presence === 'missing') return absence('broken', 'missing', graph.incoming(ref).find(isBroken));
  if (presence === 'unknown') {
    // Who refers to it says why it could not be read; to look for them before it is read could lead through the whole cluster.
    if (isToBeRead(world, ref)) return absence('unknown', 'unread', undefined);
    return absence(
      'unknown',
      'unread',
      graph.incoming(ref).find(({ state }) => state === 'unknown'),
    );
  }
  if (ref.section === undefined) {
    const refused = admissionVerdict(world, ref);
    if (refused.state === 'broken') return refused;
  }
  if (isRouteKind(ref) && ref.section === undefined) return routeVerdict(world, ref);
  if (sameGroupKind(ref, GATEWAY) || isListenerSetKind(ref)) return sectionOrParent(world, ref);
  const references = edgesVerdict(graph.outgoing(ref));
  return ref.section === undefined ? worse(references, policyVerdict(world, ref)) : references;
}

/** Whether an API server would take an object of files. */
export function admissionVerdict({ snapshot }: JudgedWorld, ref: ObjectRef): Verdict {
  const violations = snapshot.violations(ref);
  const [violation] = violations;
  if (violation === undefined) return FINE;
  return { ...FINE, state: 'broken', because: [{ code: 'inadmissible', violation, more: violations.length - 1 }] };
}

/** Whether an object has only not been read yet. */
function isToBeRead({ snapshot }: JudgedWorld, ref: ObjectRef): boolean {
  const lookup = snapshot.find(ref);
  return lookup.state === 'unknown' && lookup.because.code === 'kindNotRead';
}

/** A policy where it acts: what is wrong with other targets of it is not told there. @param edge leads to the target. */
export function verdictAtTarget(world: JudgedWorld, edge: GraphEdge): Verdict {
  const { graph } = world;
  const policy = edge.from;
  if (graph.node(policy).presence !== 'present') return verdictOf(world, policy);
  const others = graph.outgoing(policy).filter(({ relation }) => relation !== 'target');
  return worse(edgesVerdict([edge, ...others]), policyVerdict(world, policy));
}

/** A route at one of its parents. */
export function attachmentVerdict(
  world: JudgedWorld,
  { parentRef, accepted, resolvedRefs, reported }: Attachment,
): Verdict {
  const computed = { Accepted: accepted, ResolvedRefs: resolvedRefs };
  // A route that some controllers call not programmed is attached all the same.
  return judgeAdmission({ computed, reported, controller: controllerAt(world, parentRef) }, ['Accepted']);
}

/** A listener of a Gateway, or an entry of a ListenerSet: what is reported of it is reported by its own controller. */
export function listenerVerdict({ accepted, conflicted, resolvedRefs, reported }: ComputedListener): Verdict {
  const computed = { Accepted: accepted, Conflicted: conflicted, ResolvedRefs: resolvedRefs };
  return judge({ computed, reported, controller: undefined });
}

/** A Gateway or ListenerSet as such. Some of its listeners may still fail: then the API says `ListenersNotValid`. */
export function parentVerdict({ accepted, resolvedRefs, reported }: ComputedParent): Verdict {
  const computed = { Accepted: accepted, ...(resolvedRefs === undefined ? {} : { ResolvedRefs: resolvedRefs }) };
  return judgeAdmission({ computed, reported, controller: undefined });
}

/** A policy at one of its ancestors. Where the rules say nothing, an outdated admission is worth a warning. */
export function ancestorVerdict(
  world: JudgedWorld,
  { ancestorRef, accepted, resolvedRefs, reported }: ComputedAncestor,
): Verdict {
  const verdict = judgeAdmission({
    computed: { Accepted: accepted, ...(resolvedRefs === undefined ? {} : { ResolvedRefs: resolvedRefs }) },
    reported,
    controller: controllerAt(world, ancestorRef),
  });
  const stale = verdict.state === 'unknown' ? outdated(verdict, ['Accepted']) : [];
  return stale.some(({ code }) => code === 'stale')
    ? { ...verdict, state: 'warning', because: [...stale, ...verdict.because] }
    : verdict;
}

/**
 * What controllers and rules say of a policy, or of a class or mesh, without what it targets and refers to. An ancestor on which
 * nobody has a word is no doubt about the policy.
 */
export function policyVerdict(world: JudgedWorld, ref: ObjectRef): Verdict {
  if (sameGroupKind(ref, GATEWAY_CLASS) || sameGroupKind(ref, X_MESH)) return ownStatusVerdict(world, ref);
  const ancestors = world.graph.ancestors(ref);
  if (ancestors.length > 0) {
    const verdicts = ancestors.map((ancestor) => ancestorVerdict(world, ancestor));
    return sumVerdicts(verdicts.map((verdict) => (verdict.state === 'unknown' ? FINE : verdict)));
  }
  return world.graph.outgoing(ref, 'target').length > 0 ? ownStatusVerdict(world, ref) : FINE;
}

/** What the controller of a GatewayClass or XMesh, or of a policy that reports on itself alone, says of the object. */
export function ownStatusVerdict({ snapshot }: JudgedWorld, ref: ObjectRef): Verdict {
  const lookup = snapshot.find(ref);
  const conditions = lookup.state === 'found' ? readObjectConditions(lookup.object) : [];
  if (lookup.state !== 'found' || conditions.length === 0) return FINE;
  const reported = [reportConditions('', conditions, generationOf(lookup.object))];
  const verdict = judge({ computed: {}, reported, controller: undefined });
  const pending = outdated(verdict, ['Accepted']).filter(({ code }) => code === 'pending');
  return verdict.state === 'ok' && pending.length > 0 ? { ...verdict, state: 'unknown', because: pending } : verdict;
}

/** A route is broken where no parent takes it; one that fails among others is worth a warning. */
function routeVerdict(world: JudgedWorld, route: ObjectRef): Verdict {
  // A status that is left over is no parent.
  const claims = world.graph.attachments(route).filter(({ path }) => path !== '');
  if (claims.length === 0) return { ...FINE, state: 'warning', because: [{ code: 'noParents' }] };
  return sumVerdicts(claims.map((attachment) => attachmentVerdict(world, attachment)));
}

function sectionOrParent({ graph }: JudgedWorld, { section, ...holder }: ObjectRef): Verdict {
  const parent = graph.parent(holder);
  if (parent === undefined) return FINE;
  if (section !== undefined) {
    const listener = parent.listeners.find(({ name }) => name === section);
    return listener === undefined ? FINE : listenerVerdict(listener);
  }
  const verdict = parentVerdict(parent);
  return verdict.state === 'ok' ? edgesVerdict(graph.outgoing(holder)) : verdict;
}

/** A node whose references all fail is broken, one of which some do is worth a warning. */
function edgesVerdict(edges: readonly GraphEdge[]): Verdict {
  return sumVerdicts(edges.map(edgeVerdict));
}

/** A reference. */
export function edgeVerdict(edge: GraphEdge): Verdict {
  if (edge.state === 'resolved') return FINE;
  return { ...FINE, state: edge.state === 'unknown' ? 'unknown' : 'broken', because: [{ code: 'reference', edge }] };
}

/** The controller whose word counts at a parent or ancestor. */
function controllerAt({ snapshot }: JudgedWorld, ref: ParentRef): string | undefined {
  const lookup = snapshot.find(parentOf(ref));
  return lookup.state === 'found' ? controllerOf(snapshot, lookup.object) : undefined;
}

function absence(state: 'broken' | 'unknown', code: 'missing' | 'unread', edge: GraphEdge | undefined): Verdict {
  return { ...FINE, state, because: [{ code, edge }] };
}

const RANKS: readonly Verdict['state'][] = ['ok', 'unknown', 'warning', 'broken'];

function worse(first: Verdict, second: Verdict): Verdict {
  return RANKS.indexOf(second.state) > RANKS.indexOf(first.state) ? second : first;
}
