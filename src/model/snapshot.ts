import type { Fact } from './fact.ts';
import type { Gap } from './gap.ts';
import type { Judgement } from './judgement.ts';
import type { KubernetesObject } from './object.ts';
import type { GroupKind, ObjectRef } from './ref.ts';
import type { Violation } from './violation.ts';

/**
 * What a snapshot can say of one reference. `missing` is said only where the place was read and holds nothing (or the
 * API does not serve the kind at all); what could not be read, was not read yet, or may stand outside of the files is
 * `unknown` (design.md section 4).
 */
export type Lookup =
  | { readonly state: 'found'; readonly object: KubernetesObject }
  | { readonly state: 'missing' }
  | { readonly state: 'unknown'; readonly because: Fact };

/**
 * The objects that a question needs, as they were at one time. The engine asks, and who reads for it answers: whatever is
 * asked of a place that was not read yet is noted as a want, the answer is given as if nothing were known there, and the
 * question is put once more when the place was read (src/world). Every method costs a map look-up; no caller scans all
 * objects inside a loop over objects, and none looks for more than its rule needs.
 */
export interface Snapshot {
  /** Whether the objects come from files, which may be an excerpt of a cluster. */
  readonly origin: 'live' | 'files';
  /** The object that a reference names; its section is ignored. */
  find(ref: ObjectRef): Lookup;
  /** All objects of a type, in the order of namespace and name: the whole cluster is asked. */
  list(type: GroupKind): readonly KubernetesObject[];
  /** The objects of a type in one namespace. */
  listIn(type: GroupKind, namespace: string): readonly KubernetesObject[];
  /**
   * The objects of a type that name an object by a reference of the API (src/gateway-api/references.ts), in the order of
   * namespace and name.
   */
  referrers(type: GroupKind, to: ObjectRef): readonly KubernetesObject[];
  /**
   * The names that objects of a type have, as far as they can be had: for hints only, so that a refusal is no gap. Of
   * Secrets those of one namespace.
   */
  names(type: GroupKind, namespace: string | undefined): readonly ObjectRef[];
  /** The groups in which the API serves a kind of this name. */
  groupsOf(kind: string): readonly string[];
  /** Whether the API serves a type; where its group did not answer, true. */
  serves(type: GroupKind): boolean;
  /**
   * Whether all objects of the type were read: of one namespace, or without one of the whole cluster. Where this is
   * false, "none" must be said as "none that could be read". Asks for nothing itself. Files count as read whole.
   */
  isComplete(type: GroupKind, namespace?: string): boolean;
  /**
   * Whether what was not found in a place does not exist: the place was read whole, and where objects come from files,
   * they hold it whole too. Where this is false, a claim of "none" is unknown.
   */
  holdsAll(type: GroupKind, namespace?: string): boolean;
  /** Whether all objects of a type that name an object were read; it asks for them. */
  knowsReferrers(type: GroupKind, to: ObjectRef): boolean;
  /** Why an API server would refuse an object of files; empty where it took it, or would. */
  violations(ref: ObjectRef): readonly Violation[];
  /** What else an API server would make of an object that somebody writes; undefined where it is not judged. */
  judgement(ref: ObjectRef): Judgement | undefined;
  /** What could not be read. */
  readonly gaps: readonly Gap[];
}
