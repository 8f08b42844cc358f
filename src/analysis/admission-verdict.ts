import type { ObjectRef } from '../model/ref.ts';
import { FINE } from './verdict.ts';
import type { JudgedWorld, Verdict } from './verdict.ts';

/** Whether an API server would take an object of files. */
export function admissionVerdict({ snapshot }: JudgedWorld, ref: ObjectRef): Verdict {
  const violations = snapshot.violations(ref);
  const [violation] = violations;
  if (violation === undefined) return FINE;
  return { ...FINE, state: 'broken', because: [{ code: 'inadmissible', violation, more: violations.length - 1 }] };
}
