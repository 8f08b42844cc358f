import type { Fact } from './fact.ts';

/** Whether something is unknown only because it, or what it depends on, is not among the files. */
export function leadsOutside(fact: Fact | undefined): boolean {
  switch (fact?.code) {
    case 'notAmongFiles':
    case 'grantNotAmongFiles':
    case 'noneAmongFiles':
      return true;
    case 'labelsNotKnown':
    case 'filterFails':
      return leadsOutside(fact.because);
    case undefined:
    default:
      return false;
  }
}
