import type { Rule } from '../rule.ts';

/** Security: GW8. */
export const SECURITY: readonly Rule[] = [];
