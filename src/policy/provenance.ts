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
  #known: ReadonlyMap<string, PlaceOfBlocks> | undefined;

  constructor(said: readonly SaidInBlock[]) {
    this.#said = said;
  }

  /**
   * What else was said at the place of a leaf: by the other policies of the path, and by other blocks of the same policy.
   * Policies that were dropped whole are among them: their value lost all the same.
   */
  beatsAt(path: readonly string[], winner: Placement, winningLayer: Layer): readonly Beat[] {
    const place = path.reduce<PlaceOfBlocks | undefined>(
      (above, key) => (above === undefined ? undefined : above.#below(key, winner, winningLayer)),
      this,
    );
    return place === undefined ? [] : place.#beats(winner, winningLayer);
  }

  /** Nothing where nobody but the winner says anything, here or below. */
  #below(key: string, winner: Placement, winningLayer: Layer): PlaceOfBlocks | undefined {
    const [only] = this.#said;
    if (this.#said.length === 1 && only?.placement === winner && only.layer === winningLayer) return undefined;
    return this.#places().get(key);
  }

  #beats(winner: Placement, winningLayer: Layer): readonly Beat[] {
    const beats: Beat[] = [];
    for (const { placement, layer, value } of this.#said) {
      if (value === undefined || (placement === winner && layer === winningLayer)) continue;
      const reason = placement !== winner ? beatReason(winner, placement) : ownReason(winningLayer);
      beats.push({ placement, layer, value, reason });
    }
    // The strongest first: the most specific.
    return beats.toReversed();
  }

  #places(): ReadonlyMap<string, PlaceOfBlocks> {
    if (this.#known !== undefined) return this.#known;
    const said = new Map<string, SaidInBlock[]>();
    for (const { placement, layer, value } of this.#said) {
      if (!isRecord(value)) continue;
      for (const key of Object.keys(value)) addTo(said, key, { placement, layer, value: value[key] });
    }
    this.#known = new Map([...said].map(([key, entries]) => [key, new PlaceOfBlocks(entries)]));
    return this.#known;
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
