/** `; did you mean web?` for a name that is nearly one of those that exist, else empty. */
export function didYouMean(wanted: string, known: Iterable<string>): string {
  let nearest: string | undefined;
  let least = Math.min(3, Math.max(2, Math.ceil(wanted.length / 3) + 1));
  for (const name of known) {
    const distance = editDistance(wanted, name, least + 1);
    if (distance < least || (distance === least && nearest !== undefined && name < nearest)) {
      nearest = name;
      least = distance;
    }
  }
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}

/** Insertions, deletions, replacements and swaps of neighbours that make one text the other; stops counting at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: readonly number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? (beforeLast[j - 2] ?? 0) + 1 : limit;
      const cost = Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
    beforeLast = row;
    row = next;
  }
  return Math.min(limit, row[b.length] ?? limit);
}
