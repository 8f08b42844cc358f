import { isRecord } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { beatReason } from './beat-reason.ts';
import type { Layer } from './contribution.ts';
import type { Beat, Standing } from './outcome.ts';

/** A block of a policy as it stands on a path. */
export interface Said {
  readonly standing: Standing;
  readonly layer: Layer;
  readonly value: JsonRecord;
}

/**
 * What else was said at the place of a leaf: by the other policies of the path, and by other blocks of the same policy.
 * Policies that were dropped whole are among them: their value lost all the same.
 * @param said all blocks of the path, least specific policy first.
 */
export function findBeats(
  path: readonly string[],
  winner: Standing,
  winningLayer: Layer,
  said: readonly Said[],
): readonly Beat[] {
  const beats: Beat[] = [];
  for (const { standing, layer, value } of said) {
    if (standing === winner && layer === winningLayer) continue;
    const found = valueAt(value, path);
    if (found === undefined) continue;
    const reason = standing !== winner ? beatReason(winner, standing) : ownReason(winningLayer);
    beats.push({ standing, layer, value: found, reason });
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
