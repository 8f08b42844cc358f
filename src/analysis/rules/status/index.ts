import type { Rule } from '../rule.ts';

/** What controllers report: GW6. */
export const STATUS: readonly Rule[] = [];
