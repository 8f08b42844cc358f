import type { Rule } from '../rule.ts';

/** Policies: GW5. */
export const POLICIES: readonly Rule[] = [];
