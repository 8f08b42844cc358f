import { compareText } from '../model/compare-text.ts';
import { createdAt, namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';

/**
 * The order in which the API lets objects win: the oldest first, then by `namespace/name` (semantics.md 2.7, 2.10, 5.10).
 * Objects without a creation time are not created yet, so they come after those that are, and are equal among themselves.
 */
export function comparePrecedence(a: KubernetesObject, b: KubernetesObject): number {
  const [ageOfA, ageOfB] = [createdAt(a) ?? Infinity, createdAt(b) ?? Infinity];
  if (ageOfA !== ageOfB) return ageOfA < ageOfB ? -1 : 1;
  return compareText(`${namespaceOf(a) ?? ''}/${a.metadata.name}`, `${namespaceOf(b) ?? ''}/${b.metadata.name}`);
}

/** By what one object comes before another: its age, that it exists already, or its name where the age of neither is known or both are equal. */
export type Precedence = 'age' | 'existence' | 'name';

/** Why `first` comes before `second`, where `comparePrecedence` says so. Files know no age, and then nothing is called older. */
export function whyFirst(first: KubernetesObject, second: KubernetesObject): Precedence {
  const [age, other] = [createdAt(first), createdAt(second)];
  if (age === other) return 'name';
  return age !== undefined && other !== undefined ? 'age' : 'existence';
}
