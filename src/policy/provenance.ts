import { addTo } from '../model/add-to.ts';
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

/** What the blocks of a path say at one place; what they say below it is looked up by key, however many there are. */
export class PlaceOfBlocks {
  readonly #said: readonly SaidInBlock[];
  #below: ReadonlyMap<string, PlaceOfBlocks> | undefined;

  constructor(said: readonly SaidInBlock[]) {
    this.#said = said;
  }

  /**
   * What else was said at the place of a leaf: by the other policies of the path, and by other blocks of the same policy.
   * Policies that were dropped whole are among them: their value lost all the same.
   */
  beatsAt(path: readonly string[], winner: Placement, winningLayer: Layer): readonly Beat[] {
    let place: PlaceOfBlocks | undefined = this;
    for (const key of path) {
      const [only] = place.#said;
      // Nobody else says anything there, or below it.
      if (place.#said.length === 1 && only?.placement === winner && only.layer === winningLayer) return [];
      place = place.#belowIt().get(key);
      if (place === undefined) return [];
    }
    const beats: Beat[] = [];
    for (const { placement, layer, value } of place.#said) {
      if (value === undefined || (placement === winner && layer === winningLayer)) continue;
      const reason = placement !== winner ? beatReason(winner, placement) : ownReason(winningLayer);
      beats.push({ placement, layer, value, reason });
    }
    // The strongest first: the most specific.
    return beats.toReversed();
  }

  #belowIt(): ReadonlyMap<string, PlaceOfBlocks> {
    if (this.#below !== undefined) return this.#below;
    const said = new Map<string, SaidInBlock[]>();
    for (const { placement, layer, value } of this.#said) {
      if (!isRecord(value)) continue;
      for (const key of Object.keys(value)) addTo(said, key, { placement, layer, value: value[key] });
    }
    this.#below = new Map([...said].map(([key, entries]) => [key, new PlaceOfBlocks(entries)]));
    return this.#below;
  }
}

/** A value of a block, at one place. */
interface SaidInBlock extends Omit<PlacedBlock, 'value'> {
  readonly value: unknown;
}

/** Within one policy its override block beats the others, and what it says plainly its defaults. */
function ownReason(layer: Layer): Beat['reason'] {
  return layer === 'override' ? 'override' : 'moreSpecific';
}
