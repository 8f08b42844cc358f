import type { CompilePattern } from '../../routing/pattern.ts';

/** The longest expression that is compiled: a longer one is no expression that a route may hold. */
const LONGEST = 4096;

/** Loads the engine for users' expressions: RE2, whose time is linear in the text. */
export async function loadPatterns(): Promise<CompilePattern> {
  const { RE2JS } = await import('re2js');
  return (expression) => {
    if (expression.length > LONGEST) return undefined;
    try {
      const compiled = RE2JS.compile(expression);
      return { matches: (text) => compiled.matches(text) };
    } catch {
      return undefined;
    }
  };
}
