import { RE2JS } from 're2js';

/** Finds matches of regular expressions as Go does, in time linear in the text. */
export interface Patterns {
  /** Whether the pattern is found anywhere in the text; undefined where it is none. */
  test(pattern: string, text: string): boolean | undefined;
}

/** Keeps each pattern compiled. */
export function openPatterns(): Patterns {
  const compiled = new Map<string, RE2JS | undefined>();
  return {
    test(pattern, text) {
      if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern));
      return compiled.get(pattern)?.matcher(text).find();
    },
  };
}

function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
