/** A user's regular expression, ready to be asked. */
export interface Pattern {
  /** Whether it matches a text from its beginning to its end. */
  matches(text: string): boolean;
}

/**
 * Compiles a regular expression of a route in an engine whose time is linear in the text. The engine is loaded by who asks, and
 * only where a table has an expression.
 * @returns undefined for what is no expression of the engine's dialect.
 */
export type CompilePattern = (expression: string) => Pattern | undefined;

/** Stands in for the engine until it is known whether a table needs one: no expression matches, and that one was asked for is noted. */
export function withoutPatterns(): { readonly compile: CompilePattern; readonly wasAsked: () => boolean } {
  let asked = false;
  return {
    compile: () => {
      asked = true;
      return undefined;
    },
    wasAsked: () => asked,
  };
}
