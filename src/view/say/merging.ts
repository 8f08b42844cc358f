import type { StrategyName } from '../../policy/catalogue-entry.ts';
import type { BeatReason, Ineffective } from '../../policy/outcome.ts';
import type { BeatenSource } from '../../policy/settings/setting.ts';

/** What each strategy is called in GEP-713's words, and what it does. */
const STRATEGIES: Readonly<Record<StrategyName, readonly [name: string, meaning: string]>> = {
  None: ['none', 'only the oldest policy on a target applies'],
  AtomicDefaults: ['atomic defaults', 'the more specific policy replaces the other'],
  AtomicOverrides: ['atomic overrides', 'the less specific policy replaces the other'],
  PatchDefaults: ['patch defaults', 'the more specific policy wins, field by field'],
  PatchOverrides: ['patch overrides', 'the less specific policy wins, field by field'],
  StrategicMerge: ['strategic merge', 'the more specific policy wins, field by field, lists as its API defines'],
  DefaultsAndOverrides: [
    'defaults and overrides',
    'the most specific default and the least specific override win, field by field',
  ],
  Custom: ['custom', 'only its controller knows'],
};

/** `patch defaults` */
export function strategyName(strategy: StrategyName): string {
  return STRATEGIES[strategy][0];
}

/** `patch defaults: the more specific policy wins, field by field` */
export function strategyText(strategy: StrategyName): string {
  return STRATEGIES[strategy].join(': ');
}

/** Why a source lost, as documents carry it. */
export const REASONS: Readonly<Record<BeatReason | Ineffective['reason'] | BeatenSource['reason'], string>> = {
  older: 'older',
  name: 'name',
  newer: 'newer',
  moreSpecific: 'more specific',
  override: 'override',
  setsNothing: 'sets nothing',
  refused: 'refused by its controller',
  ruleBeforePolicy: 'route rule before policy',
  xBackendFirst: 'XBackend before route rule and policy',
};
