import { addTo } from '../model/add-to.ts';
import { refKey, refOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { effectOf } from './acting.ts';
import type { Placement } from './outcome.ts';
import { ageReason } from './policy.ts';
import type { Policy } from './policy.ts';
import type { PolicyIndex } from './policy-index.ts';
import type { PolicyKind } from './policy-kind.ts';
import { resolveOutcome } from './resolve-outcome.ts';

/** A policy that says nothing at a target because another one of its kind is established there. */
export interface SameTargetConflict {
  readonly policy: Policy;
  readonly node: ObjectRef;
  readonly winner: Policy;
  readonly reason: 'older' | 'name';
}

/**
 * The policies of a kind that lose everything at a target to others that stand there (GEP-713: conflict resolution). Where the
 * kind merges policies at one target, or only its controller knows whether it does, nobody loses.
 */
export function sameTargetConflicts(index: PolicyIndex, kind: PolicyKind): readonly SameTargetConflict[] {
  const byNode = new Map<string, Placement[]>();
  for (const object of index.snapshot.list(kind)) {
    const policy = index.policy(refOf(object));
    // targetRef and targetRefs may both name it: once is enough.
    const nodes = new Map(
      (policy?.targets ?? []).flatMap(({ node }) => (node === undefined ? [] : [[refKey(node), node]])),
    );
    if (policy === undefined) continue;
    for (const [key, node] of nodes) addTo(byNode, key, { policy, level: 'route', rank: 0, node });
  }
  return [...byNode.values()].flatMap((placements) => (placements.length < 2 ? [] : conflictsAmong(placements)));
}

function conflictsAmong(placements: readonly Placement[]): readonly SameTargetConflict[] {
  const outcome = resolveOutcome(placements, { literal: false, refused: new Set() });
  return outcome.inputs.flatMap(({ policy, node }): readonly SameTargetConflict[] => {
    const { effect, by } = effectOf(outcome, policy);
    const [winner] = by;
    if (effect !== 'none' || winner === undefined) return [];
    return [{ policy, node, winner, reason: ageReason(winner, policy) }];
  });
}
