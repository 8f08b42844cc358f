import { isRecord } from '../../model/read.ts';
import type { ListRule } from '../catalogue-entry.ts';
import { isBranch, isSequence, itemsOf } from './tree.ts';
import type { Branch, Leaf, Tree } from './tree.ts';

/** A field that a patch takes away by writing null. */
export interface Removal<Origin> {
  readonly path: readonly string[];
  readonly by: Origin;
}

/**
 * RFC 7386: applies `patch` to `target` and keeps for each leaf who set it. Objects merge field by field, null takes a
 * field away, everything else replaces.
 * @param removed takes the fields that were there and are no more.
 * @param lists which lists are put together item by item in place of being replaced (Kubernetes' strategic merge).
 * @param ours branches of `target` that may be changed; those that are made join them. Default: none.
 */
export function applyMergePatch<Origin>(
  target: Tree<Origin> | undefined,
  patch: Tree<Origin>,
  removed: Removal<Origin>[],
  lists: readonly ListRule[] = [],
  ours: OwnBranches<Origin> = new WeakMap(),
): Tree<Origin> {
  return apply(target, patch, [], { removed, lists, ours });
}

/**
 * Branches that merging made and that only the next merge sees, with their fields: these are changed in place, or of thousands of
 * policies at one node each would copy what all others say.
 */
export type OwnBranches<Origin> = WeakMap<Branch<Origin>, Map<string, Tree<Origin>>>;

interface Options<Origin> {
  readonly removed: Removal<Origin>[];
  readonly lists: readonly ListRule[];
  readonly ours: OwnBranches<Origin>;
}

function apply<Origin>(
  target: Tree<Origin> | undefined,
  patch: Tree<Origin>,
  path: readonly string[],
  options: Options<Origin>,
): Tree<Origin> {
  if (!isBranch(patch)) return patch;
  const base: Branch<Origin> | undefined = target !== undefined && isBranch(target) ? target : undefined;
  const own = base === undefined ? undefined : options.ours.get(base);
  const fields = own ?? new Map(base?.fields);
  for (const [key, value] of patch.fields) {
    const known = fields.get(key);
    if (isBranch(value)) {
      fields.set(key, apply(known, value, [...path, key], options));
    } else if (!isSequence(value) && value.value === null) {
      if (fields.delete(key)) options.removed.push({ path: [...path, key], by: value.origin });
    } else {
      fields.set(key, putTogether(known, value, [...path, key], options.lists));
    }
  }
  if (own !== undefined && base !== undefined) return base;
  const made = { fields, origin: base?.origin ?? patch.origin };
  options.ours.set(made, fields);
  return made;
}

/** A list over another one: the patch's items first, then those of the target that it does not replace. */
function putTogether<Origin>(
  target: Tree<Origin> | undefined,
  patch: Tree<Origin>,
  path: readonly string[],
  lists: readonly ListRule[],
): Tree<Origin> {
  const rule = lists.length === 0 ? undefined : lists.find((one) => one.path === path.join('.'));
  const before = rule === undefined || target === undefined ? undefined : itemsOf(target);
  const change = before === undefined ? undefined : itemsOf(patch);
  if (before === undefined || change === undefined) return patch;
  const replaced = new Map(
    before.flatMap((item) => (keyOf(item, rule) === undefined ? [] : [[keyOf(item, rule), item]])),
  );
  const kept = new Set(before);
  const items = change.map((item): Leaf<Origin> => {
    const key = keyOf(item, rule);
    const known = key === undefined ? undefined : replaced.get(key);
    if (known === undefined) return item;
    kept.delete(known);
    const isMixed = isRecord(known.value) && isRecord(item.value);
    return isMixed ? { value: { ...known.value, ...item.value }, origin: item.origin } : item;
  });
  return { items: [...items, ...kept] };
}

/** What tells an item of a list from the others, where its rule names such a field. */
function keyOf<Origin>({ value }: Leaf<Origin>, rule: ListRule | undefined): unknown {
  return rule?.key !== undefined && isRecord(value) && Object.hasOwn(value, rule.key) ? value[rule.key] : undefined;
}
