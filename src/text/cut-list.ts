/**
 * A list for a cell: distinct entries in their order, empty ones left out, cut as `a,b + 3 more`. Nothing is cut with
 * `wide`; an empty list is `<none>`.
 * @param shown how many entries a cut list keeps.
 */
export function cutList(items: readonly string[], wide: boolean, shown = 2): string {
  const distinct = [...new Set(items)].filter((item) => item !== '');
  if (distinct.length === 0) return '<none>';
  if (wide || distinct.length <= shown) return distinct.join(',');
  return `${distinct.slice(0, shown).join(',')} + ${distinct.length - shown} more`;
}
