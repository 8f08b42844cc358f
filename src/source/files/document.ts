/** A stretch of an input in bytes, with the line and column of its first character, counted from 1. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

/**
 * One document of an input, found by its outline alone. A list is cut at its items, so that each is parsed on its own
 * and memory stays flat; `rest` is the list without its items.
 */
export interface Document extends Span {
  readonly syntax: 'yaml' | 'json';
  readonly list: ListOutline | undefined;
  /** Set where the input ends inside the document. */
  readonly truncated: boolean;
  /** How deep braces and brackets nest in JSON; 0 for YAML, whose parser has a limit of its own. */
  readonly depth: number;
}

/** The items of a list, and what stands before and behind them. */
export interface ListOutline {
  readonly items: readonly Span[];
  readonly before: Span;
  readonly behind: Span;
}
