import type { Rule } from '../rule.ts';
import { inadmissible } from './inadmissible.ts';

/** Versions and validation: GW7. */
export const VERSIONS: readonly Rule[] = [inadmissible];
