import type { ObjectRef } from '../model/ref.ts';

/** An object in a sentence: `Gateway shop/main`. */
export function nameOf({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** `a, b and 3 more` */
export function enumerate(texts: readonly string[], most = 3): string {
  if (texts.length <= most) return texts.join(', ');
  return `${texts.slice(0, most).join(', ')} and ${texts.length - most} more`;
}
