import type { Rule } from '../rule.ts';
import { targetMissing } from './target-missing.ts';
import { targetNotAllowed } from './target-not-allowed.ts';
import { policyConflicted } from './policy-conflicted.ts';
import { policyInvalid } from './policy-invalid.ts';

/** Policies: GW5. */
export const POLICIES: readonly Rule[] = [targetMissing, targetNotAllowed, policyConflicted, policyInvalid];
