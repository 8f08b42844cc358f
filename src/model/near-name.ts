/** The name that was probably meant: the nearest of those that exist, where one is near enough. */
export function nearestName(wanted: string, known: readonly string[]): string | undefined {
  let nearest: string | undefined;
  // Of a single letter nothing is left when it is replaced.
  let least = Math.min(3, wanted.length, Math.max(2, Math.ceil(wanted.length / 3) + 1));
  for (const name of known) {
    // A name is only measured when its letters could be near enough, which is cheap to see.
    if (Math.abs(name.length - wanted.length) > least || countStrangers(wanted, name, least) > least) continue;
    const distance = editDistance(wanted, name);
    if (distance < least || (distance === least && nearest !== undefined && name < nearest)) {
      nearest = name;
      least = distance;
    }
  }
  return nearest;
}

/** The length from which two errors in one word are still the same word. */
const LONG_WORD = 8;
/** The length from which a word with another letter is more likely the same word than a second one. */
const WORD = 5;

/**
 * Whether a name is almost certainly another name with a typing error, and not that of a second object: `chekout-svc` beside
 * `checkout-svc` is, `web-v2` beside `web-v1`, `team-b` beside `team-a` and `external` beside `internal` are not.
 */
export function isMisspelling(name: string, known: string): boolean {
  const words = name.split(/[-.]/);
  const knownWords = known.split(/[-.]/);
  if (words.length !== knownWords.length) return words.join('') === knownWords.join('');
  const pairs = words.map((word, index) => [word, knownWords[index] ?? ''] as const);
  const [different, ...others] = pairs.filter(([word, other]) => word !== other);
  return different !== undefined && others.length === 0 && isMisspelledWord(...different);
}

function isMisspelledWord(word: string, known: string): boolean {
  const digits = /\D+/g;
  if (word.replaceAll(digits, ' ') !== known.replaceAll(digits, ' ')) return false;
  const shorter = Math.min(word.length, known.length);
  const distance = editDistance(word, known);
  if (distance > 1) return distance === 2 && shorter >= LONG_WORD && word.charAt(0) === known.charAt(0);
  const isReplaced = word.length === known.length && !isTransposed(word, known);
  return shorter >= (isReplaced ? WORD : 3);
}

/** Whether two words differ in the order of their letters only. */
function isTransposed(a: string, b: string): boolean {
  return a.split('').toSorted().join('') === b.split('').toSorted().join('');
}

/** Letters of one text that the other does not hold at all, up to one more than `limit`: each costs at least one step. */
function countStrangers(text: string, other: string, limit: number): number {
  let count = 0;
  for (let index = 0; index < text.length && count <= limit; index++) {
    if (!other.includes(text.charAt(index))) count++;
  }
  return count;
}

/**
 * Insertions, deletions, replacements and swaps of neighbours that make one text the other; what both begin and end with
 * costs nothing.
 */
function editDistance(a: string, b: string): number {
  let start = 0;
  while (start < a.length && start < b.length && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let [endOfA, endOfB] = [a.length, b.length];
  while (endOfA > start && endOfB > start && a.charCodeAt(endOfA - 1) === b.charCodeAt(endOfB - 1)) {
    endOfA--;
    endOfB--;
  }
  const width = endOfB - start;
  let before = new Uint16Array(width + 1);
  let row = new Uint16Array(width + 1);
  let next = new Uint16Array(width + 1);
  for (let j = 0; j <= width; j++) row[j] = j;
  for (let i = 1; i <= endOfA - start; i++) {
    next[0] = i;
    for (let j = 1; j <= width; j++) {
      const isSame = a.charCodeAt(start + i - 1) === b.charCodeAt(start + j - 1);
      const replaced = (row[j - 1] ?? 0) + (isSame ? 0 : 1);
      next[j] = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (areSwapped(a, start + i, b, start + j, start)) next[j] = Math.min(next[j] ?? 0, (before[j - 2] ?? 0) + 1);
    }
    [before, row, next] = [row, next, before];
  }
  return row[width] ?? 0;
}

/** Whether the two letters before each of two places are the same, the other way round. */
function areSwapped(a: string, i: number, b: string, j: number, start: number): boolean {
  if (i - start < 2 || j - start < 2) return false;
  return a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
}
