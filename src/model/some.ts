/** The first of many, and how many there are beside them: what a sentence names of a list that may be long. */
export interface Some<Item = string> {
  readonly first: readonly Item[];
  readonly more: number;
}

/** The first of a list. @param most so many at most. */
export function someOf<Item>(items: readonly Item[], most = 3): Some<Item> {
  if (items.length <= most) return { first: items, more: 0 };
  return { first: items.slice(0, most), more: items.length - most };
}
