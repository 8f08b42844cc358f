import type { Cell } from './table.ts';

/**
 * A page of `describe` as data: what a person reads top to bottom. Declarative, so that the text printer and later views
 * share it. Texts are data: the printer escapes, aligns and colours.
 */
export interface Description {
  readonly blocks: readonly Block[];
}

/** One block of a page. Blocks without content are left out by whoever builds them: no line says nothing. */
export type Block = FieldBlock | GroupBlock | TableBlock | LinesBlock;

/** `Label:   value`; several values stand below one another, aligned. */
export interface FieldBlock {
  readonly type: 'field';
  readonly label: string;
  readonly values: readonly Cell[];
}

/** `Label:` and below it, indented by two, its blocks. */
export interface GroupBlock {
  readonly type: 'group';
  readonly label: string;
  readonly blocks: readonly Block[];
}

/** `Label:` and an indented table of at most 100 rows; `more` is the line that says how to see the rest. */
export interface TableBlock {
  readonly type: 'table';
  readonly label: string;
  readonly columns: readonly string[];
  /** A cell of several lines is a list. */
  readonly rows: readonly (readonly (Cell | readonly Cell[])[])[];
  /** A line below the names of the columns, as kubectl draws for events: `----`. */
  readonly underline?: readonly string[] | undefined;
  readonly more?: string | undefined;
}

/** `Label:` and indented lines, each with a mark of its state and lines of detail below it. */
export interface LinesBlock {
  readonly type: 'lines';
  readonly label: string;
  readonly lines: readonly Line[];
  readonly more?: string | undefined;
}

/** One line: ok, broken, cannot tell, worth knowing, or without a mark. */
export interface Line {
  readonly mark?: Mark | undefined;
  /** Aligned with the cells of the block's other lines. */
  readonly cells: readonly Cell[];
  /** Lines below, deeper by four, each of cells that are aligned with those of its neighbours. */
  readonly details?: readonly (readonly Cell[])[] | undefined;
}

/** `ok` fine, `broken`, `unknown` cannot tell, `note` worth knowing: printed as ✓ ✗ ? ! or ok FAIL ? !. */
export type Mark = 'ok' | 'broken' | 'unknown' | 'note';
