import { isRecord } from '../model/read.ts';
import { celValue, escapeName } from './cel-value.ts';
import { openBudget } from './rule-cost.ts';
import type { RuleBudget } from './rule-cost.ts';
import type { RuleEngine } from './rule-engine.ts';
import type { StructuralSchema } from './structural-schema.ts';
import { atKey, below } from './field-path.ts';
import type { UnevaluatedRule } from '../model/judgement.ts';
import type { Violation } from '../model/violation.ts';

/** What rules say of a value. */
export interface RuleFindings {
  readonly violations: readonly Violation[];
  readonly unevaluated: readonly UnevaluatedRule[];
}

interface Collection {
  readonly engine: RuleEngine;
  readonly budget: RuleBudget;
  readonly violations: Violation[];
  readonly unevaluated: UnevaluatedRule[];
}

/** The rules of a schema that a completed value breaks, and those about which nothing can be said. */
export function checkRules(schema: StructuralSchema, value: unknown, engine: RuleEngine): RuleFindings {
  const found: Collection = { engine, budget: openBudget(), violations: [], unevaluated: [] };
  if (hasRules(schema)) collect(schema, value, celValue(schema, value), '', found);
  return found;
}

/** @param self the value in CEL's types: it is converted once, as a whole. */
function collect(schema: StructuralSchema, value: unknown, self: unknown, path: string, found: Collection): void {
  if (value === null || value === undefined) return;
  for (const { rule, message } of schema.rules) {
    const result = found.engine.judge(rule, self, found.budget);
    if (result === 'broken') found.violations.push({ path, message: message ?? `failed rule: ${rule}` });
    else if (typeof result === 'object') found.unevaluated.push({ path, rule, because: result });
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined || !hasRules(items) || !Array.isArray(self)) return;
    for (const [index, entry] of value.entries()) {
      collect(items, entry, self[index], below(path, index), found);
    }
  } else if (isRecord(value) && self instanceof Map) {
    for (const key of Object.keys(value)) {
      const property = schema.properties.get(key);
      const child = property ?? schema.values;
      if (child === undefined || !hasRules(child)) continue;
      const isProperty = property !== undefined;
      const at = isProperty ? below(path, key) : atKey(path, key);
      collect(child, value[key], self.get(isProperty ? escapeName(key) : key), at, found);
    }
  }
}

const WITH_RULES = new WeakMap<StructuralSchema, boolean>();

/** Whether a schema, or one below it, has rules. */
function hasRules(schema: StructuralSchema): boolean {
  const known = WITH_RULES.get(schema);
  if (known !== undefined) return known;
  const children = [...schema.properties.values(), schema.items, schema.values];
  const found = schema.rules.length > 0 || children.some((child) => child !== undefined && hasRules(child));
  WITH_RULES.set(schema, found);
  return found;
}
