import type { Rule } from '../rule.ts';

/** Attachment and listeners: GW3. */
export const ATTACHMENT: readonly Rule[] = [];
