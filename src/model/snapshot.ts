import type { Fact } from './fact.ts';
import type { Gap } from './gap.ts';
import type { KubernetesObject } from './object.ts';
import type { GroupKind, ObjectRef } from './ref.ts';

/**
 * What a snapshot can say of one reference. `missing` is said only where the place was read and holds nothing (or the
 * API does not serve the kind at all); what could not be read, or was not asked for, is `unknown` (design.md section 4).
 */
export type Lookup =
  | { readonly state: 'found'; readonly object: KubernetesObject }
  | { readonly state: 'missing' }
  | { readonly state: 'unknown'; readonly because: Fact };

/**
 * The objects that a question needs, as they were at one time. Pure data: built by a loader, then only queried. Every
 * method costs a map look-up; no caller scans all objects inside a loop over objects.
 */
export interface Snapshot {
  /** Whether the objects come from files, which stand in for the whole cluster. */
  readonly origin: 'live' | 'files';
  /** The object that a reference names; its section is ignored. */
  find(ref: ObjectRef): Lookup;
  /** All objects of a type that were read, in the order of namespace and name. */
  list(type: GroupKind): readonly KubernetesObject[];
  /** The objects of a type in one namespace. */
  listIn(type: GroupKind, namespace: string): readonly KubernetesObject[];
  /**
   * Whether all objects of the type were read: of one namespace, or without one of the whole cluster. Where this is
   * false, "none" must be said as "none that could be read".
   */
  isComplete(type: GroupKind, namespace?: string): boolean;
  /** The types of which at least one object was read. */
  types(): readonly GroupKind[];
  /** What could not be read. */
  readonly gaps: readonly Gap[];
}
