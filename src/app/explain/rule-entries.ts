import type { RuleEntry } from '../../documents/rule-list.ts';

/** The rules of `analyze`, in the order of their codes. */
export function ruleEntries(): readonly RuleEntry[] {
  return [];
}
