import { compareText } from '../model/compare-text.ts';
import { createdAt, namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';

/**
 * The order in which the API lets objects win: the oldest first, then by `namespace/name` (semantics.md 2.7, 2.10, 5.10).
 * Objects without a creation time are not created yet, so they come after those that are, and are equal among themselves.
 */
export function comparePrecedence(a: KubernetesObject, b: KubernetesObject): number {
  return compareKeys(keyOf(a), keyOf(b));
}

/** Objects in that order. What is compared of each is read once. */
export function sortByPrecedence(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects
    .map((object) => ({ object, key: keyOf(object) }))
    .toSorted((a, b) => compareKeys(a.key, b.key))
    .map(({ object }) => object);
}

interface PrecedenceKey {
  readonly age: number;
  readonly name: string;
}

function keyOf(object: KubernetesObject): PrecedenceKey {
  return { age: createdAt(object) ?? Infinity, name: `${namespaceOf(object) ?? ''}/${object.metadata.name}` };
}

function compareKeys(a: PrecedenceKey, b: PrecedenceKey): number {
  if (a.age !== b.age) return a.age < b.age ? -1 : 1;
  return compareText(a.name, b.name);
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
