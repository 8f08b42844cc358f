/** Adds entries to a list. A call takes some 100,000 arguments, `push(...entries)` no more than these: strangers' lists are longer. */
export function append<Entry>(list: Entry[], entries: Iterable<Entry>): void {
  for (const entry of entries) list.push(entry);
}
