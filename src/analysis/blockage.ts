import type { AttachedListener, ComputedListener, ComputedParent, Graph } from '../graph/graph.ts';
import { isBroken } from '../graph/query/flow.ts';
import { ownWord } from '../graph/status/own-word.ts';
import { isListenerSetKind } from '../gateway-api/kinds.ts';
import { parentOf } from '../gateway-api/parent-ref.ts';
import type { ParentRef } from '../gateway-api/parent-ref.ts';
import { wholeOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
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
 * The listeners of a Gateway or ListenerSet that pass no requests, whatever attaches to them: conflicted, refused, without a
 * usable certificate or not programmed, by the rules or by what their controller says, or of a parent that is.
 * @param parent a Gateway or ListenerSet; anything else has none.
 */
export function blockagesOf(world: JudgedWorld, parent: ObjectRef): Blockages {
  const { graph } = world;
  const computed = graph.parent(parent);
  if (computed === undefined) return NONE;
  const remembered = known.get(computed);
  if (remembered !== undefined) return remembered;
  const above = blockageOfParent(world, computed);
  const blockages = new Map<string, Blockage>();
  for (const listener of computed.listeners) {
    const blockage = blockageOf(graph, listener, above);
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

interface ParentBlockage extends Blockage {
  /** Whether the parent as a whole is refused; else it is only not programmed, of which its listeners may know more. */
  readonly isRefused: boolean;
}

/** What is wrong with a parent as a whole; where it is fine, with the Gateway of a ListenerSet or the class of a Gateway. */
function blockageOfParent(world: JudgedWorld, parent: ComputedParent): ParentBlockage | undefined {
  const { graph } = world;
  const admission = admissionVerdict(world, parent.ref);
  const verdict = admission.state === 'broken' ? admission : parentVerdict(parent);
  const [because] = verdict.because;
  if (verdict.state === 'broken' && because !== undefined) {
    const isProgramming = because.code === 'reported' && because.condition.type === 'Programmed';
    return { on: parent.ref, because, isRefused: !isProgramming };
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
  if (isBroken(edge)) return { on: gateway, because: { code: 'reference', edge }, isRefused: true };
  const { state, because } = ownStatusVerdict(world, edge.to);
  const [worst] = because;
  return state === 'broken' && worst !== undefined ? { on: edge.to, because: worst, isRefused: true } : undefined;
}

function blockageOf(graph: Graph, listener: ComputedListener, above: ParentBlockage | undefined): Blockage | undefined {
  const { ref, reported } = listener;
  const verdict = listenerVerdict(listener);
  const [because] = verdict.because;
  if (because !== undefined && (verdict.state === 'broken' || lacksCertificate(graph, listener))) {
    return { on: ref, because };
  }
  if (above === undefined) return undefined;
  const isProgrammed = ownWord(reported, 'Programmed')?.condition.status === 'True';
  return above.isRefused || !isProgrammed ? { on: above.on, because: above.because } : undefined;
}

/** A listener that ends TLS serves nobody without a certificate; one of several is enough. */
function lacksCertificate(graph: Graph, { ref, resolvedRefs, reported }: ComputedListener): boolean {
  const certificates = graph.outgoing(ref, 'certificate');
  if (certificates.length === 0) return false;
  if (resolvedRefs.status === 'False' && certificates.every(isBroken)) return true;
  const word = ownWord(reported, 'ResolvedRefs')?.condition;
  if (word?.status !== 'False' || !CERTIFICATE_REASONS.has(word.reason)) return false;
  return ownWord(reported, 'Programmed')?.condition.status !== 'True';
}

/** Reasons of a listener's ResolvedRefs that are about its certificates. */
const CERTIFICATE_REASONS: ReadonlySet<string> = new Set(['InvalidCertificateRef', 'RefNotPermitted']);
