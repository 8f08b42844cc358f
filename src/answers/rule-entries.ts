import { RULES } from '../analysis/rules/registry.ts';
import type { RuleEntry } from '../documents/rule-list.ts';

/** The rules of `analyze` as data, in the order of their codes. */
export function ruleEntries(): readonly RuleEntry[] {
  return RULES.map(({ code, name, severity, what, why, how, bad, good }) => ({
    code,
    name,
    severity,
    what,
    why,
    fix: how,
    bad: `${bad.trim()}\n`,
    good: `${good.trim()}\n`,
    docs: `docs/rules/${code}.md`,
  }));
}
