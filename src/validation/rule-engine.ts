import { Environment } from '@marcbachmann/cel-js';
import type { UnevaluatedReason } from '../model/judgement.ts';
import { isIp } from './is-ip.ts';
import { registerFormats } from './named-formats.ts';
import type { Patterns } from './patterns.ts';
import { costOf } from './rule-cost.ts';
import type { RuleBudget } from './rule-cost.ts';
import { shapeOf } from './rule-shape.ts';
import type { RuleShape } from './rule-shape.ts';

/**
 * What a rule says of a value. One that fails to evaluate is broken, as for the API server; one about a change says
 * nothing of a new object.
 */
export type RuleResult = 'holds' | 'broken' | 'ofChanges' | UnevaluatedReason;

/** Evaluates the rules of CRDs. */
export interface RuleEngine {
  /**
   * @param self the value in CEL's types (cel-value.ts).
   * @param budget what all rules of an object may cost together.
   */
  judge(rule: string, self: unknown, budget?: RuleBudget): RuleResult;
}

type Evaluate = (context: Readonly<Record<string, unknown>>) => unknown;

/** A rule that was parsed, or why it cannot be evaluated. */
type ParsedRule =
  | { readonly state: 'ready'; readonly evaluate: Evaluate; readonly shape: RuleShape }
  | { readonly state: 'unusable'; readonly result: RuleResult };

/** Opens an engine; rules are parsed once. */
export function openRuleEngine(patterns: Patterns): RuleEngine {
  const environment = openEnvironment(patterns);
  const known = new Set(environment.getDefinitions().functions.map(({ name }) => name));
  const parsed = new Map<string, ParsedRule>();
  return {
    judge(rule, self, budget) {
      const found = parsed.get(rule) ?? parse(environment, known, rule);
      parsed.set(rule, found);
      if (found.state === 'unusable') return found.result;
      if (budget !== undefined) {
        budget.left -= costOf(found.shape, self);
        if (budget.left < 0) return { code: 'costlyRule' };
      }
      try {
        return found.evaluate({ self }) === true ? 'holds' : 'broken';
      } catch {
        // `no such key` and the like: the API server refuses the object too.
        return 'broken';
      }
    },
  };
}

function parse(environment: Environment, known: ReadonlySet<string>, rule: string): ParsedRule {
  if (/\boldSelf\b/.test(rule)) return { state: 'unusable', result: 'ofChanges' };
  try {
    const evaluate = environment.parse(adapt(rule));
    const shape = shapeOf(evaluate.ast);
    const names = [...shape.calls].filter((name) => !known.has(name));
    if (names.length > 0) return { state: 'unusable', result: { code: 'unknownFunctions', names } };
    if (evaluate.check().valid) return { state: 'ready', evaluate, shape };
  } catch {
    // It is not CEL, or not the CEL that is known here.
  }
  return { state: 'unusable', result: { code: 'unreadableRule' } };
}

/** String literals, `.matches(` and `has(x[0].f)`, each where it stands outside of the others. */
const ADAPTED =
  /r?"""[\s\S]*?"""|r?'''[\s\S]*?'''|r"[^"]*"|r'[^']*'|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\.matches\(|\bhas\(([\w.]+\[\d+\])\.(\w+)\)/g;

/** The rule in the engine's dialect: regular expressions by RE2, and `has` of a field of a list's entry as a macro of the list. */
function adapt(rule: string): string {
  return rule.replace(ADAPTED, (text, entry: string | undefined, field: string | undefined) => {
    if (text === '.matches(') return '.matchesRe2(';
    return entry === undefined ? text : `[${entry}].exists(entry, has(entry.${field}))`;
  });
}

/** @throws in a rule's evaluation where the pattern is none. */
function openEnvironment(patterns: Patterns): Environment {
  const matches = (text: string, pattern: string): boolean => {
    const found = patterns.test(pattern, text);
    if (found === undefined) throw new Error(`invalid regular expression ${pattern}`);
    return found;
  };
  const environment = new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false })
    .registerVariable('self', 'dyn')
    .registerFunction('string.matchesRe2(string): bool', matches)
    .registerFunction('isIP(string): bool', (text: string) => isIp(text));
  return registerFormats(environment, matches);
}
