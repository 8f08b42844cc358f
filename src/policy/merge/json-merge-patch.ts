import { isBranch } from './tree.ts';
import type { Branch, Tree } from './tree.ts';

/** A field that a patch takes away by writing null. */
export interface Removal<Origin> {
  readonly path: readonly string[];
  readonly by: Origin;
}

/**
 * RFC 7386: applies `patch` to `target` and keeps for each leaf who set it. Objects merge field by field, null takes a
 * field away, everything else replaces.
 * @param removed takes the fields that were there and are no more.
 */
export function applyMergePatch<Origin>(
  target: Tree<Origin> | undefined,
  patch: Tree<Origin>,
  removed: Removal<Origin>[],
): Tree<Origin> {
  return apply(target, patch, [], removed);
}

function apply<Origin>(
  target: Tree<Origin> | undefined,
  patch: Tree<Origin>,
  path: readonly string[],
  removed: Removal<Origin>[],
): Tree<Origin> {
  if (!isBranch(patch)) return patch;
  const base: Branch<Origin> | undefined = target !== undefined && isBranch(target) ? target : undefined;
  const fields = new Map(base?.fields);
  for (const [key, value] of patch.fields) {
    const known = fields.get(key);
    if (isBranch(value)) {
      fields.set(key, apply(known, value, [...path, key], removed));
    } else if (value.value === null) {
      if (fields.delete(key)) removed.push({ path: [...path, key], by: value.origin });
    } else {
      fields.set(key, value);
    }
  }
  return { fields, origin: base?.origin ?? patch.origin };
}
