import type { Rule } from '../rule.ts';

/** Versions and validation: GW7. */
export const VERSIONS: readonly Rule[] = [];
