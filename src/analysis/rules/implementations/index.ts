import type { Rule } from '../rule.ts';

/** What implementations do otherwise: GW9. */
export const IMPLEMENTATIONS: readonly Rule[] = [];
