import { RULES } from '../analysis/rules/registry.ts';
import type { Rule } from '../analysis/rules/rule.ts';
import type { RuleEntry } from '../documents/rule-list.ts';

/** Rules of `analyze` as data, in the order of their codes: all, unless some are named. */
export function ruleEntries(rules: readonly Rule[] = RULES): readonly RuleEntry[] {
  return rules.map(({ code, name, severity, what, why, how, bad, good }) => ({
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
