/** Takes a section off a name. */
export function splitName(word: string): { readonly name: string; readonly section: string | undefined } {
  const hash = word.indexOf('#');
  return hash < 0 ? { name: word, section: undefined } : { name: word.slice(0, hash), section: word.slice(hash + 1) };
}
