import { controllerOf } from '../graph/attach/controller-of.ts';
import type { Attachment, ComputedAncestor, Graph, GraphEdge } from '../graph/graph.ts';
import { isBroken } from '../graph/query/flow.ts';
import { GATEWAY, SERVICE, isListenerSetKind, isRouteKind } from '../gateway-api/kinds.ts';
import { parentOf } from '../gateway-api/parent-ref.ts';
import type { ParentRef } from '../gateway-api/parent-ref.ts';
import { sameGroupKind } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { serviceVerdict } from './backend-verdict.ts';
import { admissionVerdict } from './admission-verdict.ts';
import { blockageAt, standingVerdict } from './blockage.ts';
import { edgeVerdict } from './edge-verdict.ts';
import { ownStatusVerdict } from './own-status-verdict.ts';
import { judgeAdmission, outdated } from './judge.ts';
import { parentVerdict } from './parent-verdict.ts';
import type { ControllerAt } from './reported-status.ts';
import { withNotes } from './with-notes.ts';
import { FINE, isAttached, sumVerdicts } from './verdict.ts';
import type { Verdict, JudgedWorld } from './verdict.ts';

/** The verdict on an object, or with `section` on a listener or route rule. */
export function verdictOf(world: JudgedWorld, ref: ObjectRef): Verdict {
  const { graph } = world;
  const { presence, object } = graph.node(ref);
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
  if (ref.section !== undefined) return references;
  const own =
    object !== undefined && sameGroupKind(ref, SERVICE) ? serviceVerdict(world, object) : policyVerdict(world, ref);
  return worse(references, own);
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

const attachmentVerdicts = new WeakMap<Graph, WeakMap<Attachment, Verdict>>();

/** A route at one of its parents. What no API server takes is fine at none, whatever else is said of it there. */
export function attachmentVerdict(world: JudgedWorld, attachment: Attachment): Verdict {
  const known = attachmentVerdicts.get(world.graph) ?? new WeakMap<Attachment, Verdict>();
  attachmentVerdicts.set(world.graph, known);
  const verdict = known.get(attachment) ?? judgeAttachment(world, attachment);
  known.set(attachment, verdict);
  return verdict;
}

function judgeAttachment(world: JudgedWorld, attachment: Attachment): Verdict {
  const verdict = placeVerdict(world, attachment);
  const { state, because } = admissionVerdict(world, attachment.route);
  return state === 'broken' ? { ...verdict, state, because: [...because, ...verdict.because] } : verdict;
}

/** One that attaches only where nothing passes waits for that. */
function placeVerdict(
  world: JudgedWorld,
  { parentRef, accepted, resolvedRefs, notes, reported, listeners }: Attachment,
): Verdict {
  const computed = { Accepted: accepted, ResolvedRefs: resolvedRefs };
  // A route that some controllers call not programmed is attached all the same.
  const verdict = judgeAdmission({ computed, reported, controller: controllerAt(world, parentRef) }, ['Accepted']);
  const blockage = isAttached(verdict) ? blockageAt(world, parentRef, listeners) : undefined;
  if (blockage === undefined) return withNotes(verdict, notes);
  return { ...verdict, state: 'warning', because: [{ code: 'waits', ...blockage }, ...verdict.because] };
}

/**
 * A policy at one of its ancestors. Where the rules say nothing, an outdated admission is worth a warning; what is left over from an
 * ancestor that it has no more says nothing.
 */
export function ancestorVerdict({ accepted, resolvedRefs, controller, reported, drift }: ComputedAncestor): Verdict {
  const verdict = judgeAdmission({
    computed: { Accepted: accepted, ...(resolvedRefs === undefined ? {} : { ResolvedRefs: resolvedRefs }) },
    reported,
    controller,
  });
  if (drift.some(({ kind }) => kind === 'leftover')) return { ...FINE, reported: verdict.reported };
  const stale = verdict.state === 'unknown' ? outdated(verdict, ['Accepted']) : [];
  return stale.some(({ code }) => code === 'stale')
    ? { ...verdict, state: 'warning', because: [...stale, ...verdict.because] }
    : verdict;
}

/**
 * What controllers and rules say of an object that is no route and no parent, at its ancestors and of itself, without what it
 * targets and refers to. An ancestor on which nobody has a word is no doubt about it.
 */
export function policyVerdict(world: JudgedWorld, ref: ObjectRef): Verdict {
  const verdicts = world.graph.ancestors(ref).map((ancestor) => ancestorVerdict(ancestor));
  const there = sumVerdicts(verdicts.map((verdict) => (verdict.state === 'unknown' ? FINE : verdict)));
  return worse(there, ownStatusVerdict(world, ref));
}

/** A route is broken where no parent takes it; one that fails among others is worth a warning. */
function routeVerdict(world: JudgedWorld, route: ObjectRef): Verdict {
  // A status that is left over is no parent.
  const claims = world.graph.attachments(route).filter(({ path }) => path !== '');
  if (claims.length === 0) return { ...FINE, state: 'warning', because: [{ code: 'noParents' }] };
  return sumVerdicts(claims.map((attachment) => attachmentVerdict(world, attachment)));
}

function sectionOrParent(world: JudgedWorld, { section, ...holder }: ObjectRef): Verdict {
  const { graph } = world;
  const parent = graph.parent(holder);
  if (parent === undefined) return FINE;
  if (section !== undefined) {
    const listener = parent.listeners.find(({ name }) => name === section);
    return listener === undefined ? FINE : standingVerdict(world, listener);
  }
  const verdict = parentVerdict(parent);
  return verdict.state === 'ok' ? edgesVerdict(graph.outgoing(holder)) : verdict;
}

/** A node whose references all fail is broken, one of which some do is worth a warning. */
function edgesVerdict(edges: readonly GraphEdge[]): Verdict {
  return sumVerdicts(edges.map(edgeVerdict));
}

/** The controller whose word counts at a parent or ancestor. */
function controllerAt(world: JudgedWorld, ref: ParentRef): string | undefined {
  return controllersOf(world)(parentOf(ref));
}

/** The controllers that parents and ancestors belong to by their classes. */
export function controllersOf({ snapshot }: Pick<JudgedWorld, 'snapshot'>): ControllerAt {
  return (ref) => {
    const lookup = snapshot.find(ref);
    return lookup.state === 'found' ? controllerOf(snapshot, lookup.object) : undefined;
  };
}

function absence(state: 'broken' | 'unknown', code: 'missing' | 'unread', edge: GraphEdge | undefined): Verdict {
  return { ...FINE, state, because: [{ code, edge }] };
}

const RANKS: readonly Verdict['state'][] = ['ok', 'unknown', 'warning', 'broken'];

function worse(first: Verdict, second: Verdict): Verdict {
  return RANKS.indexOf(second.state) > RANKS.indexOf(first.state) ? second : first;
}
