import { checkRules } from './check-rules.ts';
import { checkStructure } from './check-structure.ts';
import { completeValue } from './complete-object.ts';
import { openPatterns } from './patterns.ts';
import { openRuleEngine } from './rule-engine.ts';
import type { StructuralSchema } from './structural-schema.ts';
import type { Violation } from '../model/violation.ts';

/** Holds objects against schemas of CRDs, as an API server does when they are created. */
export interface Validator {
  /** Why a server that has the schema would refuse the object; empty where it would take it. */
  check(schema: StructuralSchema, object: unknown): readonly Violation[];
}

/** Opens a validator; patterns and rules are compiled once. */
export function openValidator(): Validator {
  const patterns = openPatterns();
  const engine = openRuleEngine(patterns);
  return {
    check(schema, object) {
      const completed = completeValue(schema, object);
      const found = checkStructure(schema, completed, '', patterns);
      // Rules may rely on the structure: where it is wrong, the API server does not evaluate them.
      const rules = found.some(({ blocks }) => blocks) ? [] : checkRules(schema, completed, engine);
      return [...found.map(({ path, message }) => ({ path, message })), ...rules];
    },
  };
}
