/** What a JSONPath template parses into: the pieces that kubectl's dialect knows (client-go `util/jsonpath`). */
export type JsonPathNode =
  | { readonly type: 'list'; readonly nodes: readonly JsonPathNode[] }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'array'; readonly start: SliceBound; readonly end: SliceBound; readonly step: SliceBound }
  | { readonly type: 'filter'; readonly left: ListNode; readonly right: ListNode; readonly operator: string }
  | { readonly type: 'number'; readonly value: number; readonly isInteger: boolean }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'wildcard' }
  | { readonly type: 'recursive' }
  | { readonly type: 'union'; readonly members: readonly ListNode[] }
  | { readonly type: 'identifier'; readonly name: string };

/** The steps between one pair of braces. */
export interface ListNode {
  readonly type: 'list';
  readonly nodes: readonly JsonPathNode[];
}

/** One part of `[start:end:step]`. */
export interface SliceBound {
  /** False where nothing is written. */
  readonly known: boolean;
  readonly value: number;
  /** True where the end follows from a single index: `[3]` means `[3:4]`, `[-1]` the last. */
  readonly derived: boolean;
}

/** A template that cannot be parsed or evaluated, in kubectl's words. */
export class JsonPathError extends Error {
  override readonly name = 'JsonPathError';
}
