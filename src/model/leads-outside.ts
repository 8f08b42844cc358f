import type { Fact, FactCode } from './fact.ts';

const OUTSIDE: ReadonlySet<FactCode> = new Set(['notAmongFiles', 'grantNotAmongFiles', 'noneAmongFiles']);

/** Whether something is unknown only because it, or what it depends on, is not among the files. */
export function leadsOutside(fact: Fact | undefined): boolean {
  if (fact === undefined) return false;
  return OUTSIDE.has(fact.code) || ('because' in fact && leadsOutside(fact.because));
}
