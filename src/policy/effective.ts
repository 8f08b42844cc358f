import type { Graph } from '../graph/graph.ts';
import { isRouteKind } from '../gateway-api/kinds.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import { refKey, sameGroupKind, wholeOf } from '../model/ref.ts';
import { attachesNowhere } from './attaches-nowhere.ts';
import type { LevelName } from './catalogue-entry.ts';
import { HIERARCHY, isBackendLevel, isNamespaceLevel, leadsThrough, levelsOf, ownLevelsOf } from './levels.ts';
import type { PolicyPath } from './levels.ts';
import { mergeRulesOf } from './merge-rules.ts';
import type { Fact } from '../model/fact.ts';
import type { Outcome, Placement } from './outcome.ts';
import { listPaths } from './paths.ts';
import type { Policy } from './policy.ts';
import type { AttachedPolicy, PolicyIndex } from './policy-index.ts';
import type { PolicyKind } from './policy-kind.ts';
import { resolveOutcome } from './resolve-outcome.ts';
import type { OutcomeOptions } from './resolve-outcome.ts';
import { isRefusedOn, isStrangersPath } from './surroundings.ts';

/** What to compute. */
export interface EffectiveQuestion {
  /** The object; with `section` (a listener's name, `rules[0]`, a port's number) only that part of it. */
  readonly object: ObjectRef;
  /** Only policies of these kinds; default all. */
  readonly kinds?: readonly GroupKind[] | undefined;
  /** Only paths through each of these nodes. */
  readonly through?: readonly ObjectRef[] | undefined;
  /** Read GEP-713 literally on one level: the newer of two defaults wins. */
  readonly literal?: boolean | undefined;
}

/** The effective policy of one kind on one path. */
export interface EffectivePolicy extends Outcome {
  readonly kind: PolicyKind;
  readonly path: PolicyPath;
}

/**
 * The effective policies that act on an object, one per kind and path (semantics.md 5.5): paths on which no policy of a
 * kind stands are left out. The order is that of the kinds, then of the routes' parentRefs.
 */
export function effectivePolicies(index: PolicyIndex, question: EffectiveQuestion): readonly EffectivePolicy[] {
  const { object, kinds, through = [], literal = false } = question;
  const notes = attachmentNotes(index.graph, object);
  const effective: EffectivePolicy[] = [];
  for (const kind of index.attachedKinds()) {
    if (kinds !== undefined && !kinds.some((wanted) => sameGroupKind(wanted, kind))) continue;
    const alone = !isInheritable(kind);
    for (const path of listPaths(index, kind, object)) {
      if (!through.every((node) => leadsThrough(path, node, alone))) continue;
      const all = placementsOn(index, kind, path);
      // To a backend other ways than Gateways lead: an Ingress, a mesh.
      const isStranger = all.length > 0 && isStrangersPath(index, kind, path);
      const placements = isStranger ? all.filter(({ level }) => isBackendLevel(level)) : all;
      if (placements.length === 0) continue;
      const refused = new Set(placements.filter(({ policy }) => isRefusedOn(index, policy, path)));
      const outcome = recall(index, placements, { literal, refused });
      // Policies that do not inherit have no effect there either.
      const told =
        path.route !== undefined && (isInheritable(kind) || notes.some(({ code }) => code === 'inheritsNothing'));
      effective.push({ kind, path, ...outcome, notes: told ? [...outcome.notes, ...notes] : outcome.notes });
    }
  }
  return effective;
}

/** The policies of a kind on a path, least specific level first. */
function placementsOn(index: PolicyIndex, kind: PolicyKind, path: PolicyPath): readonly Placement[] {
  const order = kind.entry?.hierarchy ?? HIERARCHY;
  const placements: Placement[] = [];
  for (const { level, node } of isInheritable(kind) ? levelsOf(path) : ownLevelsOf(path)) {
    const rank = order.indexOf(level);
    if (rank < 0) continue;
    for (const attached of index.at(kind, node)) placements.push(standAt(index, attached, level, rank, node));
  }
  if (placements.length < 2) return placements;
  return countNamespacesOnce(placements.toSorted((a, b) => a.rank - b.rank));
}

/** One object for one policy at one place: what it says there is then worked out once. */
function standAt(
  index: PolicyIndex,
  attached: AttachedPolicy,
  level: LevelName,
  rank: number,
  node: ObjectRef,
): Placement {
  const { placements } = index.memo;
  let byLevel = placements.get(attached);
  if (byLevel === undefined) placements.set(attached, (byLevel = new Map()));
  const known = byLevel.get(level);
  if (known !== undefined) return known;
  const placement = { policy: attached.policy, level, rank, node };
  byLevel.set(level, placement);
  return placement;
}

/**
 * One Namespace may be that of the Gateway, the route and the backend: its policies count at the least specific of the
 * three, or a policy of the namespace would beat those of its routes.
 */
function countNamespacesOnce(placements: readonly Placement[]): readonly Placement[] {
  const seen = new Set<Policy>();
  return placements.filter(({ policy, level }) => {
    if (!isNamespaceLevel(level)) return true;
    if (seen.has(policy)) return false;
    seen.add(policy);
    return true;
  });
}

/**
 * Equal policies at equal levels have one outcome, which is worked out once for all paths. What stands above the routes is kept; stacks
 * with policies of a route or backend come again on other paths of these, and there may be many: only the last of them are kept.
 */
function recall(index: PolicyIndex, placements: readonly Placement[], options: OutcomeOptions): Outcome {
  const { ordinals, outcomes, lastOutcomes } = index.memo;
  const isOfRoute = placements.some(({ rank }) => rank >= FIRST_OF_ROUTE);
  let key = options.literal ? 'literal' : '';
  for (const placement of placements) {
    const { policy, level, node } = placement;
    const mark = options.refused.has(placement) ? ' refused' : '';
    key += `${ordinals.get(policy) ?? ''} ${level} ${refKey(node)}${mark};`;
  }
  const known = (isOfRoute ? lastOutcomes : outcomes).get(key);
  if (known !== undefined) return known;
  const outcome = resolveOutcome(placements, options);
  if (!isOfRoute) outcomes.set(key, outcome);
  else {
    const [oldest] = lastOutcomes.keys();
    if (lastOutcomes.size >= MOST_KEPT && oldest !== undefined) lastOutcomes.delete(oldest);
    lastOutcomes.set(key, outcome);
  }
  return outcome;
}

/** So many answers of routes and backends wait to be asked for again. */
const MOST_KEPT = 64;

const FIRST_OF_ROUTE = HIERARCHY.indexOf('route');

/** What a reader must know of a route whose inheritance is cut or cannot be told. */
function attachmentNotes(graph: Graph, object: ObjectRef): readonly Fact[] {
  if (!isRouteKind(object)) return [];
  // A leftover status has no parentRef: it says nothing of the route as it is.
  const attachments = graph.attachments(wholeOf(object)).filter(({ path }) => path !== '');
  const notes = attachments
    .filter(({ accepted }) => accepted.status === 'Unknown')
    .map(({ parentRef }): Fact => ({ code: 'parentNotKnown', parent: parentRef }));
  return attachesNowhere(graph, object) ? [{ code: 'inheritsNothing' }] : notes;
}

/** Whether the policies of a kind reach beyond their target: Direct kinds (strategy None) do not. */
export function isInheritable(kind: PolicyKind): boolean {
  return mergeRulesOf(kind).strategy !== 'None';
}
