import { mergeRulesOf } from '../../policy/merge-rules.ts';
import type { PolicyKind } from '../../policy/policy-kind.ts';
import { strategyName, strategyText } from '../say/merging.ts';
import { levelText } from '../say/paths.ts';
import type { Block } from '../description.ts';
import { field } from './blocks.ts';

/** How the policies of a kind combine, by which fields an object may choose, and where that knowledge comes from. */
export function policyMergeBlocks(kind: PolicyKind): readonly Block[] {
  const rules = mergeRulesOf(kind);
  const wrappers = [...(rules.wrappers?.defaults ?? []), ...(rules.wrappers?.overrides ?? [])];
  const choices = Object.entries(rules.chooser?.values ?? {}).map(([value, strategy]) => {
    return `${rules.chooser?.field ?? ''}: ${value} (${strategyName(strategy)})`;
  });
  return [
    ...field('Merge Strategy', strategyText(rules.strategy)),
    ...field('Merge Choices', choices),
    ...field('Blocks', wrappers.length === 0 ? undefined : wrappers.map((name) => `spec.${name}`).join(', ')),
    ...field(
      'Never Mixed',
      rules.wholes === undefined || rules.wholes.length === 0 ? undefined : rules.wholes.join(', '),
    ),
    ...field('Hierarchy', kind.entry?.hierarchy?.map(levelText).join(' > ')),
    ...field('Attached By', kind.entry?.annotation === undefined ? undefined : `annotation ${kind.entry.annotation}`),
    ...field('Known From', kind.entry?.source ?? 'GEP-713: the rules for every policy of this class'),
  ];
}
