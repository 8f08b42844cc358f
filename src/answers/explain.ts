import type { ConditionEntry, ConditionState, ReasonEntry, RuleEntry, RuleList } from '../documents/rule-list.ts';
import { GATEWAY_API_TYPES } from '../gateway-api/kinds.ts';
import { CONDITION_GUIDES } from '../gateway-api/reasons/index.ts';
import { resolveType } from '../gateway-api/resolve-type.ts';
import { nearestName } from '../model/near-name.ts';
import { withoutAbsent } from '../view/without-absent.ts';

/** What is known of some words, and the words of which nothing is. */
export interface Explanations {
  readonly document: RuleList;
  readonly unknown: readonly UnknownWord[];
}

/** A word of which nothing is known, and what was probably meant. */
export interface UnknownWord {
  readonly word: string;
  readonly near: string | undefined;
}

/** Everything that can be explained. */
export function everyExplanation(rules: readonly RuleEntry[]): RuleList {
  return documentOf({ rules, ...ALL });
}

/**
 * What words mean: the code or name of a rule, a reason, a condition, a kind, or these with dots between: `Gateway.Programmed`,
 * `Programmed.Pending`, `listener.Conflicted.HostnameConflict`. The letter case does not matter.
 */
export function explain(words: readonly string[], rules: readonly RuleEntry[]): Explanations {
  const found: Part = { rules: [], conditions: [], reasons: [] };
  const unknown: UnknownWord[] = [];
  for (const word of words) {
    const part = meaningOf(word, rules);
    if (part === undefined) unknown.push({ word, near: nearWord(word, rules) });
    else {
      found.rules.push(...part.rules);
      found.conditions.push(...part.conditions);
      found.reasons.push(...part.reasons);
    }
  }
  return {
    document: documentOf({
      rules: [...new Set(found.rules)],
      conditions: [...new Set(found.conditions)],
      reasons: [...new Set(found.reasons)],
    }),
    unknown,
  };
}

/** The words that can be explained: codes, reasons, conditions, and each condition of a kind. */
export function explainableWords(rules: readonly RuleEntry[]): readonly string[] {
  return [
    ...new Set([
      ...rules.flatMap(({ code, name }) => [code, name]),
      ...ALL.reasons.map(({ reason }) => reason),
      ...ALL.conditions.map(({ type }) => type),
      ...ALL.conditions.flatMap(({ type, on }) => on.map((kind) => `${wordOf(kind)}.${type}`)),
    ]),
  ];
}

interface Part {
  readonly rules: RuleEntry[];
  readonly conditions: ConditionEntry[];
  readonly reasons: ReasonEntry[];
}

/** What is not said to be otherwise. */
const USUAL: ConditionState = 'standard';

const ALL: { readonly conditions: readonly ConditionEntry[]; readonly reasons: readonly ReasonEntry[] } = {
  conditions: CONDITION_GUIDES.map(({ type, on, means, healthy, state, reasons }): ConditionEntry => ({
    type,
    on,
    means,
    healthy,
    state: state ?? USUAL,
    reasons: reasons.map(({ reason }) => reason),
  })),
  reasons: CONDITION_GUIDES.flatMap((condition) =>
    condition.reasons.map(({ reason, statuses, means, why, fix, see = [], state }): ReasonEntry =>
      withoutAbsent({
        reason,
        condition: condition.type,
        statuses,
        on: condition.on,
        // A reason is not more reliable than its condition.
        state: state ?? condition.state ?? USUAL,
        means,
        why,
        fix,
        see,
      }),
    ),
  ),
};

function documentOf(parts: Pick<RuleList, 'rules' | 'conditions' | 'reasons'>): RuleList {
  return { apiVersion: 'gwctl.dev/v1alpha1', kind: 'RuleList', ...parts, gaps: [] };
}

function meaningOf(word: string, rules: readonly RuleEntry[]): Part | undefined {
  const rule = rules.filter(({ code, name }) => isSame(code, word) || isSame(name, word));
  if (rule.length > 0) return { rules: rule, conditions: [], reasons: [] };
  const pieces = word.split('.');
  const kind = pieces.length > 1 || !isConditionOrReason(word) ? kindOf(pieces[0] ?? '') : undefined;
  const [first, second, ...rest] = kind === undefined ? pieces : pieces.slice(1);
  if (rest.length > 0) return undefined;
  const isOfKind = ({ on }: { readonly on: readonly string[] }): boolean => kind === undefined || on.includes(kind);
  const conditions = ALL.conditions.filter(isOfKind);
  const reasons = ALL.reasons.filter(isOfKind);
  const meant = conditions.filter(({ type }) => second === undefined && (first === undefined || isSame(type, first)));
  const part: Part = {
    rules: [],
    conditions: meant,
    reasons: reasons.filter(({ condition, reason }) => {
      if (first === undefined) return false;
      if (second !== undefined) return isSame(condition, first) && isSame(reason, second);
      // Accepted=True with the reason Accepted says no more than the condition.
      return isSame(reason, first) && !(meant.length > 0 && reason === condition);
    }),
  };
  return part.conditions.length + part.reasons.length === 0 ? undefined : part;
}

function isConditionOrReason(word: string): boolean {
  return (
    ALL.conditions.some(({ type }) => isSame(type, word)) || ALL.reasons.some(({ reason }) => isSame(reason, word))
  );
}

/** The kind that a word means, as conditions are listed under it. */
function kindOf(word: string): string | undefined {
  const known = new Set(ALL.conditions.flatMap(({ on }) => on));
  const own = known.values().find((kind) => isSame(wordOf(kind), word) || isSame(`${wordOf(kind)}s`, word));
  if (own !== undefined) return own;
  const kind = resolveType(word, { types: GATEWAY_API_TYPES, gaps: [] })?.kind;
  return kind !== undefined && known.has(kind) ? kind : undefined;
}

/** How a kind is typed: in one word. */
function wordOf(kind: string): string {
  return kind.replaceAll(' ', '-');
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function nearWord(word: string, rules: readonly RuleEntry[]): string | undefined {
  const known = new Map(explainableWords(rules).map((one) => [one.toLowerCase(), one]));
  const near = nearestName(word.toLowerCase(), [...known.keys()]);
  return near === undefined ? undefined : known.get(near);
}
