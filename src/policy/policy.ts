import type { ResolvedTarget } from '../graph/resolve/policy-target.ts';
import type { Fact } from '../model/fact.ts';
import type { KubernetesObject } from '../model/object.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { PolicyKind } from './policy-kind.ts';

/** A policy object with what it targets. */
export interface Policy {
  readonly ref: ObjectRef;
  readonly object: KubernetesObject;
  readonly kind: PolicyKind;
  /** Milliseconds since 1970; undefined where unknown (objects of files): then it counts as younger than any known age. */
  readonly created: number | undefined;
  readonly targets: readonly ResolvedTarget[];
  /** What is wrong with its shape; the policy still counts for what it says otherwise. */
  readonly problems: readonly Fact[];
  /** What it acts on in place of targets, outside of policy attachment; undefined where it should have some. */
  readonly elsewhere?: Fact | undefined;
}

/**
 * Which of two policies of one kind and level is established: the older, then the first by `namespace/name` (GEP-713).
 * Negative when `a` is.
 */
export function compareAge(a: Policy, b: Policy): number {
  const first = a.created ?? Number.POSITIVE_INFINITY;
  const second = b.created ?? Number.POSITIVE_INFINITY;
  if (first !== second) return first < second ? -1 : 1;
  const left = fullName(a.ref);
  const right = fullName(b.ref);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Why `compareAge` puts the first before the second. */
export function ageReason(first: Policy, second: Policy): 'older' | 'name' {
  return first.created !== undefined && first.created !== second.created ? 'older' : 'name';
}

/** `namespace/name`, as GEP-713 compares them. */
export function fullName(ref: ObjectRef): string {
  return `${ref.namespace ?? ''}/${ref.name}`;
}
