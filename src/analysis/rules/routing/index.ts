import type { Rule } from '../rule.ts';
import { redirectLoop } from './redirect-loop.ts';

/** Routing: GW4. */
export const ROUTING: readonly Rule[] = [redirectLoop];
