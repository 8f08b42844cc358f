/** A name is cut here: what a server takes is shorter. */
const LONGEST = 253;

/**
 * Ids that stay the same whatever else is drawn, so that one more route is one more route in a diff of two pictures:
 * `HTTPRoute__shop__cart`. They hold letters, digits and `_` alone, which every language of pictures takes for a name.
 */
export class DrawnIds {
  readonly #taken = new Set<string>();
  /** How often words that look alike were given an id. */
  readonly #counts = new Map<string, number>();

  /** The id for what these words name; of words that look alike the later ones are counted: `a_b`, `a_b_2`. */
  give(...words: readonly string[]): string {
    const written = words.map((word) => word.slice(0, LONGEST).replaceAll(/[^A-Za-z0-9]/g, '_')).join('__');
    const plain = /^[A-Za-z_]/.test(written) ? written : `_${written}`;
    let count = (this.#counts.get(plain) ?? 0) + 1;
    while (this.#taken.has(numbered(plain, count))) count++;
    this.#counts.set(plain, count);
    const id = numbered(plain, count);
    this.#taken.add(id);
    return id;
  }
}

function numbered(plain: string, count: number): string {
  return count === 1 ? plain : `${plain}_${count}`;
}
