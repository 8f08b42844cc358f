import { isRecord } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { beatReason } from './beat-reason.ts';
import type { Layer } from './contribution.ts';
import type { Beat, Placement } from './outcome.ts';

/** A block of a policy as it stands on a path. */
export interface PlacedBlock {
  readonly placement: Placement;
  readonly layer: Layer;
  readonly value: JsonRecord;
}

/**
 * What else was said at the place of a leaf: by the other policies of the path, and by other blocks of the same policy.
 * Policies that were dropped whole are among them: their value lost all the same.
 * @param blocks all blocks of the path, least specific policy first.
 */
export function findBeats(
  path: readonly string[],
  winner: Placement,
  winningLayer: Layer,
  blocks: readonly PlacedBlock[],
): readonly Beat[] {
  const beats: Beat[] = [];
  for (const { placement, layer, value } of blocks) {
    if (placement === winner && layer === winningLayer) continue;
    const found = valueAt(value, path);
    if (found === undefined) continue;
    const reason = placement !== winner ? beatReason(winner, placement) : ownReason(winningLayer);
    beats.push({ placement, layer, value: found, reason });
  }
  // The strongest first: the most specific.
  return beats.toReversed();
}

/** Within one policy its override block beats the others, and what it says plainly its defaults. */
function ownReason(layer: Layer): Beat['reason'] {
  return layer === 'override' ? 'override' : 'moreSpecific';
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (!isRecord(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}
