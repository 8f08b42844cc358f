/** The order of texts as the API server sorts names: by their code units, not by any language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
