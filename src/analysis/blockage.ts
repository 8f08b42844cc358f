import type { AttachedListener, ComputedListener, ComputedParent } from '../graph/graph.ts';
import { isBroken } from '../graph/query/flow.ts';
import { listenerStates } from '../graph/status/listener-status.ts';
import { isListenerSetKind } from '../gateway-api/kinds.ts';
import { parentOf } from '../gateway-api/parent-ref.ts';
import type { ParentRef } from '../gateway-api/parent-ref.ts';
import { wholeOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { servingOf } from '../routing/serving.ts';
import type { Serving } from '../routing/serving.ts';
import { admissionVerdict } from './admission-verdict.ts';
import { ownStatusVerdict } from './own-status-verdict.ts';
import { listenerVerdict, parentVerdict } from './parent-verdict.ts';
import type { Because, JudgedWorld, Verdict } from './verdict.ts';

/** Why something passes no requests: the listener, Gateway or ListenerSet that is to blame, and what is wrong with it. */
export interface Blockage {
  readonly on: ObjectRef;
  readonly because: Because;
}

/** By the names of the listeners: why each of them passes nothing. Those that pass requests, or may, are not in it. */
type Blockages = ReadonlyMap<string, Blockage>;

const known = new WeakMap<ComputedParent, Blockages>();

const NONE: Blockages = new Map();

/**
 * The listeners of a Gateway or ListenerSet that pass no requests, whatever attaches to them: those that serve nothing
 * (`servingOf`), and all of a parent that no API server would take: of that requests are
 * traced as if one did. What is wrong is told in the words of the verdicts.
 * @param parent a Gateway or ListenerSet; anything else has none.
 */
export function blockagesOf(world: JudgedWorld, parent: ObjectRef): Blockages {
  const { graph } = world;
  const computed = graph.parent(parent);
  if (computed === undefined) return NONE;
  const remembered = known.get(computed);
  if (remembered !== undefined) return remembered;
  const serving = servingAt(world, parent);
  const above = blockageOfParent(world, computed);
  const blockages = new Map<string, Blockage>();
  for (const [index, listener] of computed.listeners.entries()) {
    const blockage = blockageOf(listener, serving[index], above);
    if (blockage !== undefined && !blockages.has(listener.name)) blockages.set(listener.name, blockage);
  }
  known.set(computed, blockages);
  return blockages;
}

/** A listener where it stands: one with nothing wrong of its own waits for its parent where that passes nothing. */
export function standingVerdict(world: JudgedWorld, listener: ComputedListener): Verdict {
  const verdict = listenerVerdict(listener);
  if (verdict.state !== 'ok') return verdict;
  const blockage = blockagesOf(world, wholeOf(listener.ref)).get(listener.name);
  return blockage === undefined ? verdict : { ...verdict, state: 'warning', because: [{ code: 'waits', ...blockage }] };
}

/**
 * Why none of the listeners to which a route attaches passes its requests; undefined as soon as one does, or may.
 * @param listeners those that the route attaches to at the parent.
 */
export function blockageAt(
  world: JudgedWorld,
  parentRef: ParentRef,
  listeners: readonly AttachedListener[],
): Blockage | undefined {
  if (listeners.length === 0) return undefined;
  const blockages = blockagesOf(world, parentOf(parentRef));
  if (blockages.size === 0) return undefined;
  return listeners.every(({ name }) => blockages.has(name)) ? blockages.get(listeners[0]?.name ?? '') : undefined;
}

/** The listeners of those to which a route attaches that pass its requests, or may. */
export function openListeners(
  world: JudgedWorld,
  parentRef: ParentRef,
  listeners: readonly AttachedListener[],
): readonly AttachedListener[] {
  if (listeners.length === 0) return listeners;
  const blockages = blockagesOf(world, parentOf(parentRef));
  return blockages.size === 0 ? listeners : listeners.filter(({ name }) => !blockages.has(name));
}

/** Whether the listeners of a parent serve, in their order. */
function servingAt({ snapshot }: JudgedWorld, parent: ObjectRef): readonly Serving[] {
  const lookup = snapshot.find(parent);
  if (lookup.state !== 'found') return [];
  return listenerStates(snapshot, lookup.object).map((state) => servingOf(snapshot, lookup.object, state));
}

interface ParentBlockage extends Blockage {
  /** Whether no API server would take it, whatever its listeners would serve if one did. */
  readonly isInadmissible: boolean;
}

/** What is wrong with a parent as a whole; where it is fine, with the Gateway of a ListenerSet or the class of a Gateway. */
function blockageOfParent(world: JudgedWorld, parent: ComputedParent): ParentBlockage | undefined {
  const { graph } = world;
  const admission = admissionVerdict(world, parent.ref);
  const verdict = admission.state === 'broken' ? admission : parentVerdict(parent);
  const [because] = verdict.because;
  if (verdict.state === 'broken' && because !== undefined) {
    return { on: parent.ref, because, isInadmissible: admission.state === 'broken' };
  }
  if (!isListenerSetKind(parent.ref)) return blockageOfClass(world, parent.ref);
  const [edge] = graph.outgoing(parent.ref, 'parent');
  const gateway = edge === undefined ? undefined : graph.parent(edge.to);
  return gateway === undefined || isListenerSetKind(gateway.ref) ? undefined : blockageOfParent(world, gateway);
}

/** Of a class that does not exist, or that its controller refuses, nobody takes care. */
function blockageOfClass(world: JudgedWorld, gateway: ObjectRef): ParentBlockage | undefined {
  const [edge] = world.graph.outgoing(gateway, 'class');
  if (edge === undefined) return undefined;
  if (isBroken(edge)) return { on: gateway, because: { code: 'reference', edge }, isInadmissible: false };
  const { state, because } = ownStatusVerdict(world, edge.to);
  const [worst] = because;
  return state === 'broken' && worst !== undefined ? { on: edge.to, because: worst, isInadmissible: false } : undefined;
}

function blockageOf(
  listener: ComputedListener,
  serving: Serving | undefined,
  above: ParentBlockage | undefined,
): Blockage | undefined {
  const isShut = serving?.state === 'no';
  const verdict = listenerVerdict(listener);
  const [because] = verdict.because;
  if (isShut && because !== undefined && (verdict.state === 'broken' || serving.isOwn)) {
    return { on: listener.ref, because };
  }
  if (above === undefined || !(isShut || above.isInadmissible)) return undefined;
  return { on: above.on, because: above.because };
}
