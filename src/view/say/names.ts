import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Some } from '../../model/some.ts';

/** An object in a sentence: `Gateway shop/main`. */
export function nameOf({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** A type in a sentence: `Service`, `InferencePool.inference.networking.k8s.io`. */
export function typeName({ group, kind }: GroupKind): string {
  return group === '' ? kind : `${kind}.${group}`;
}

/** `a, b and 3 more` */
export function enumerate<Item>({ first, more }: Some<Item>, textOf: (item: Item) => string = String): string {
  const texts = first.map(textOf).join(', ');
  return more === 0 ? texts : `${texts} and ${more} more`;
}

/** Behind a name that is not there: the one that was probably meant, else those that are. */
export function otherNames(near: string | undefined, known: Some): string {
  if (near !== undefined) return `; did you mean ${near}?`;
  return known.first.length === 0 ? '' : `; it has ${enumerate(known)}`;
}

/** A listener, with the object that holds it where that does not go without saying. */
export function listenerName(listener: string, holder: ObjectRef | undefined): string {
  return `listener ${listener}${holder === undefined ? '' : ` of ${nameOf(holder)}`}`;
}
