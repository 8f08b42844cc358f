import type { Severity } from '../../documents/analysis-report.ts';
import { UsageError } from '../../model/errors.ts';
import { nearestName } from '../../model/near-name.ts';
import type { Rule } from './rule.ts';

/** Which rules are asked, and what their findings count as. Rules are named by code or name. */
export interface RuleSelection {
  /** Empty: all. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly severities: ReadonlyMap<string, Severity>;
}

/** The rules that are asked. @throws UsageError for a word that names none. */
export function selectRules(rules: readonly Rule[], { only, skip, severities }: RuleSelection): readonly Rule[] {
  const wanted = new Set(only.map((word) => ruleNamed(rules, word).code));
  const skipped = new Set(skip.map((word) => ruleNamed(rules, word).code));
  const changed = new Map([...severities].map(([word, severity]) => [ruleNamed(rules, word).code, severity]));
  return rules
    .filter(({ code }) => (wanted.size === 0 || wanted.has(code)) && !skipped.has(code))
    .map((rule) => {
      const severity = changed.get(rule.code);
      return severity === undefined ? rule : { ...rule, severity };
    });
}

/** The rule of a code or name, however it is written. @throws UsageError where there is none. */
export function ruleNamed(rules: readonly Rule[], word: string): Rule {
  const wanted = word.toLowerCase();
  const known = rules.find(({ code, name }) => code.toLowerCase() === wanted || name === wanted);
  if (known !== undefined) return known;
  const near = nearestName(
    wanted,
    rules.flatMap(({ code, name }) => [name, code.toLowerCase()]),
  );
  const meant =
    near === undefined ? undefined : rules.find(({ code, name }) => [name, code.toLowerCase()].includes(near));
  const hint = meant === undefined ? '' : `; did you mean ${meant.code} ${meant.name}?`;
  throw new UsageError(`there is no rule ${word}${hint}`);
}
