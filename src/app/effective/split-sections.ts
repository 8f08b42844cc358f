/** Arguments without their sections, and the section of each name. */
export interface SectionedWords {
  readonly plain: readonly string[];
  readonly sections: ReadonlyMap<string, string>;
}

/** Takes `#SECTION` off names: a listener, a rule by name or number, a port by name or number. `#` is part of no name. */
export function splitSections(words: readonly string[]): SectionedWords {
  const sections = new Map<string, string>();
  const plain = words.map((word) => {
    const hash = word.indexOf('#');
    if (hash < 0) return word;
    const name = word.slice(0, hash);
    sections.set(name.slice(name.indexOf('/') + 1), word.slice(hash + 1));
    return name;
  });
  return { plain, sections };
}
