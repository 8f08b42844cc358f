import type { RuleShape } from './rule-shape.ts';

/** How much evaluating all rules of one object may still cost, in nodes of expressions. */
export interface RuleBudget {
  left: number;
}

/** The largest objects that the Gateway API's CRDs allow take a hundredth of it; all of it takes some seconds. */
const MOST_COST = 20_000_000;

/** The budget of one object. */
export function openBudget(): RuleBudget {
  return { left: MOST_COST };
}

/** The most that evaluating a rule may cost: each loop walks the longest list or map there is, each text that it splits at its longest. */
export function costOf({ nodes, loops, calls }: RuleShape, self: unknown): number {
  if (loops === 0) return nodes;
  return nodes * Math.max(1, longest(self, calls.has('split'))) ** loops;
}

/** How long the longest list or map (and text, where rules make lists of them) in a value is: measured once for each value. */
function longest(value: unknown, withTexts: boolean): number {
  if (typeof value === 'string') return withTexts ? value.length : 0;
  if (!Array.isArray(value) && !(value instanceof Map)) return 0;
  const lengths = withTexts ? LENGTHS_WITH_TEXTS : LENGTHS;
  let most = lengths.get(value);
  if (most !== undefined) return most;
  most = Array.isArray(value) ? value.length : value.size;
  for (const entry of value.values()) most = Math.max(most, longest(entry, withTexts));
  lengths.set(value, most);
  return most;
}

const LENGTHS = new WeakMap<object, number>();
const LENGTHS_WITH_TEXTS = new WeakMap<object, number>();
