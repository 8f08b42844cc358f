import { isRecord } from '../model/read.ts';
import { celValue } from './cel-value.ts';
import type { RuleEngine } from './rule-engine.ts';
import type { StructuralSchema } from './structural-schema.ts';
import { atKey, below } from './field-path.ts';
import type { Violation } from '../model/violation.ts';

/** The rules of a schema that a completed value breaks. */
export function checkRules(
  schema: StructuralSchema,
  value: unknown,
  path: string,
  engine: RuleEngine,
): readonly Violation[] {
  if (value === null || value === undefined) return [];
  return [...ownRules(schema, value, path, engine), ...childRules(schema, value, path, engine)];
}

function ownRules(schema: StructuralSchema, value: unknown, path: string, engine: RuleEngine): readonly Violation[] {
  if (schema.rules.length === 0) return [];
  const self = celValue(schema, value);
  return schema.rules
    .filter(({ rule }) => engine.holds(rule, self) === false)
    .map(({ rule, message }) => ({ path, message: message ?? `failed rule: ${rule}` }));
}

function childRules(schema: StructuralSchema, value: unknown, path: string, engine: RuleEngine): readonly Violation[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined || !hasRules(items)) return [];
    return value.flatMap((entry, index) => checkRules(items, entry, below(path, index), engine));
  }
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, field]): readonly Violation[] => {
    const property = schema.properties.get(key);
    const child = property ?? schema.values;
    if (child === undefined || !hasRules(child)) return [];
    return checkRules(child, field, property === undefined ? atKey(path, key) : below(path, key), engine);
  });
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
