import type { BeatReason, Placement } from './outcome.ts';
import { ageReason, compareAge } from './policy.ts';

/** Why the first policy's word counts and not the second's. */
export function beatReason(winner: Placement, loser: Placement): BeatReason {
  if (winner.rank < loser.rank) return 'override';
  if (winner.rank > loser.rank) return 'moreSpecific';
  return compareAge(winner.policy, loser.policy) <= 0 ? ageReason(winner.policy, loser.policy) : 'newer';
}
