import { checkRules } from './check-rules.ts';
import { checkStructure } from './check-structure.ts';
import { completeValue } from './complete-object.ts';
import { openPatterns } from './patterns.ts';
import { openRuleEngine } from './rule-engine.ts';
import type { StructuralSchema } from './structural-schema.ts';
import type { JudgedViolation, UnevaluatedRule } from '../model/judgement.ts';

/** What a schema says of an object. */
export interface SchemaFindings {
  /** Why a server that has the schema would refuse the object; empty where it would take it. */
  readonly violations: readonly JudgedViolation[];
  /** Rules about which nothing can be said here. */
  readonly unevaluated: readonly UnevaluatedRule[];
}

/** Holds objects against schemas of CRDs, as an API server does when they are created. */
export interface Validator {
  check(schema: StructuralSchema, object: unknown): SchemaFindings;
}

/** Opens a validator; patterns and rules are compiled once. */
export function openValidator(): Validator {
  const patterns = openPatterns();
  const engine = openRuleEngine(patterns);
  return {
    check(schema, object) {
      const completed = completeValue(schema, object);
      const found = checkStructure(schema, completed, '', patterns);
      const structural = found.map(({ path, message }) => ({ path, message, by: 'schema' as const }));
      // Rules may rely on the structure: where it is wrong, the API server does not evaluate them.
      if (found.some(({ blocks }) => blocks)) return { violations: structural, unevaluated: [] };
      const { violations, unevaluated } = checkRules(schema, completed, engine);
      return {
        violations: [...structural, ...violations.map((violation) => ({ ...violation, by: 'rule' as const }))],
        unevaluated,
      };
    },
  };
}
