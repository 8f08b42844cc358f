import type { MergeRules, StrategyName } from './catalogue-entry.ts';
import type { PolicyKind } from './policy-kind.ts';

/** Fields that say where a policy attaches and are no setting. */
export const TARGET_FIELDS: readonly string[] = ['targetRef', 'targetRefs', 'targetSelector', 'targetSelectors'];

/** The fields by which objects of a kind without an entry may choose (GEP-713 fixes neither names nor values). */
export const GENERIC_CHOOSERS: readonly string[] = ['strategy', 'mergeType'];

/** Values that are seen in the wild, in lower case. Anything else is a setting that happens to have the field's name. */
export const GENERIC_STRATEGIES: ReadonlyMap<string, StrategyName> = new Map<string, StrategyName>([
  ['atomic', 'AtomicDefaults'],
  ['replace', 'AtomicDefaults'],
  ['patch', 'PatchDefaults'],
  ['merge', 'PatchDefaults'],
  ['jsonmerge', 'PatchDefaults'],
  ['strategicmerge', 'StrategicMerge'],
  ['atomicdefaults', 'AtomicDefaults'],
  ['atomicoverrides', 'AtomicOverrides'],
  ['patchdefaults', 'PatchDefaults'],
  ['patchoverrides', 'PatchOverrides'],
]);

const GENERIC_WRAPPERS = { defaults: ['defaults', 'default'], overrides: ['overrides', 'override'] };

/**
 * The rules of a kind: its catalogue entry's, else GEP-713's: None for Direct kinds, else atomic defaults, with the wrapper
 * fields of both forms.
 */
export function mergeRulesOf(kind: PolicyKind): MergeRules {
  if (kind.entry !== undefined) return kind.entry.merge;
  return { strategy: kind.class === 'Direct' ? 'None' : 'AtomicDefaults', wrappers: GENERIC_WRAPPERS };
}

/** The same strategy with the established policy in the stronger place: what an `overrides` block makes of it. */
export function asOverrides(strategy: StrategyName): StrategyName {
  if (strategy === 'AtomicDefaults') return 'AtomicOverrides';
  return strategy === 'PatchDefaults' || strategy === 'StrategicMerge' ? 'PatchOverrides' : strategy;
}

/** Whether the established policy has the last word. */
export function isOverride(strategy: StrategyName): boolean {
  return strategy === 'AtomicOverrides' || strategy === 'PatchOverrides';
}
