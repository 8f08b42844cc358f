import type { ListRule, MergeRules, StrategyName } from '../catalogue-entry.ts';
import { isOverride } from '../merge-rules.ts';
import { applyMergePatch } from './json-merge-patch.ts';
import type { OwnBranches, Removal } from './json-merge-patch.ts';
import type { Tree } from './tree.ts';

/** Policies combined so far: one tree, or for the declined form what yields to more specific policies and what does not. */
export interface Combined<Origin> {
  readonly base: Tree<Origin> | undefined;
  readonly over: Tree<Origin> | undefined;
  readonly strategy: StrategyName;
}

/** What combining two gave: the outcome, the strategy that decided, and which of the two was dropped whole. */
export interface Combination<Origin> {
  readonly combined: Combined<Origin>;
  readonly applied: StrategyName;
  readonly dropped: 'established' | 'challenger' | undefined;
}

/** How to combine: whose strategy counts, which lists strategic merge puts together, where fields that null takes away are noted. */
export interface CombineOptions<Origin> {
  readonly by: NonNullable<MergeRules['chooser']>['by'];
  readonly removed: Removal<Origin>[];
  readonly lists?: readonly ListRule[] | undefined;
}

/**
 * GEP-713's f(established, challenger) (semantics.md 5.4), and GEP-2649's for policies of that form. The outcome carries
 * the established policy's strategy: going bottom-up, it is the next one's challenger.
 */
export function combine<Origin>(
  established: Combined<Origin>,
  challenger: Combined<Origin>,
  options: CombineOptions<Origin>,
): Combination<Origin> {
  const { removed } = options;
  if (established.strategy === 'DefaultsAndOverrides') {
    return { combined: nest(established, challenger, removed), applied: established.strategy, dropped: undefined };
  }
  const upper = settle(established, removed);
  const lower = settle(challenger, removed);
  const applied = options.by === 'challenger' ? challenger.strategy : established.strategy;
  const { strategy } = established;
  const outcome = (tree: Tree<Origin> | undefined, dropped?: 'established' | 'challenger'): Combination<Origin> => ({
    combined: { base: tree, over: undefined, strategy },
    applied,
    dropped,
  });
  if (applied === 'AtomicOverrides') return outcome(upper, 'challenger');
  if (applied === 'PatchOverrides') return outcome(patch(lower, upper, removed));
  if (applied === 'StrategicMerge') return outcome(patch(upper, lower, removed, options.lists));
  if (applied === 'PatchDefaults') return outcome(patch(upper, lower, removed));
  // Atomic defaults; and for None a section's policy takes the place of its object's (semantics.md 5.6).
  return outcome(lower, 'established');
}

/** One tree of both parts: what does not yield has the last word. */
export function settle<Origin>(combined: Combined<Origin>, removed: Removal<Origin>[]): Tree<Origin> | undefined {
  return patch(combined.base, combined.over, removed);
}

/** A overrides > B overrides > B defaults > A defaults, A above B (GEP-2649, semantics.md 5.8). */
function nest<Origin>(upper: Combined<Origin>, lower: Combined<Origin>, removed: Removal<Origin>[]): Combined<Origin> {
  const single = isOverride(lower.strategy);
  const tree = single ? settle(lower, removed) : undefined;
  return {
    base: patch(upper.base, single ? undefined : lower.base, removed),
    over: patch(single ? tree : lower.over, upper.over, removed),
    strategy: upper.strategy,
  };
}

/**
 * Two policies on one node in the patching strategies: the established one has the last word in both parts.
 * @param ours what earlier calls made of the challenger, if nobody else holds it: it is used up.
 */
export function overlay<Origin>(
  established: Combined<Origin>,
  challenger: Combined<Origin>,
  removed: Removal<Origin>[],
  lists?: readonly ListRule[],
  ours?: OwnBranches<Origin>,
): Combined<Origin> {
  return {
    base: patch(challenger.base, established.base, removed, lists, ours),
    over: patch(challenger.over, established.over, removed, lists, ours),
    strategy: established.strategy,
  };
}

function patch<Origin>(
  target: Tree<Origin> | undefined,
  change: Tree<Origin> | undefined,
  removed: Removal<Origin>[],
  lists?: readonly ListRule[],
  ours?: OwnBranches<Origin>,
): Tree<Origin> | undefined {
  if (target === undefined || change === undefined) return change ?? target;
  return applyMergePatch(target, change, removed, lists, ours);
}
