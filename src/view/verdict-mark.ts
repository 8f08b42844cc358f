import type { VerdictState } from '../analysis/verdict.ts';
import type { Mark } from './description.ts';

/** The mark that stands for a state. */
export const MARK_OF: Readonly<Record<VerdictState, Mark>> = {
  ok: 'ok',
  warning: 'note',
  broken: 'broken',
  unknown: 'unknown',
};
