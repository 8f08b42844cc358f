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

/**
 * Why `comparePrecedence` puts the first before the second: `name` where both were created at one time. Where neither says
 * when, as in manifests, only the cluster will know: `notCreated`, and the order of the names is the likeliest.
 */
export function precedenceReason(first: KubernetesObject, second: KubernetesObject): 'older' | 'name' | 'notCreated' {
  const [createdFirst, createdSecond] = [createdAt(first), createdAt(second)];
  if (createdFirst !== createdSecond) return 'older';
  return createdFirst === undefined ? 'notCreated' : 'name';
}
