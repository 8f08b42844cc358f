import type { Edit } from './edit.ts';
import type { KubernetesObject } from './object.ts';

/** Changes of one object that belong together: all of them are made, or none. */
export interface ObjectEdits {
  readonly object: KubernetesObject;
  readonly edits: readonly Edit[];
  /** What they mend: the code of a rule. */
  readonly code: string;
}

/** Files as they would be with edits made. */
export interface Revision<Edits extends ObjectEdits = ObjectEdits> {
  /** In the order of their names. */
  readonly files: readonly RevisedFile[];
  /** Edits that were made. */
  readonly made: readonly Edits[];
  /** Edits that were not, and why. */
  readonly left: readonly LeftEdits<Edits>[];
}

/** Edits that were not made. */
export interface LeftEdits<Edits extends ObjectEdits = ObjectEdits> {
  readonly edits: Edits;
  /** A sentence without the object. */
  readonly because: string;
}

/** A file with some of its lines changed. */
export interface RevisedFile {
  /** As the user knows it. */
  readonly name: string;
  /** Its absolute path, without links. */
  readonly path: string;
  /** The bytes that the edits were made for, and what is to stand in their place. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** What is different, in the order of lines. */
  readonly changes: readonly LineChange[];
}

/** Lines that stand in place of others, and the stretch of lines around them that says no more than the edited object. */
export interface LineChange {
  /** The first line that is replaced, from 0. */
  readonly at: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly around: { readonly from: number; readonly to: number };
}
