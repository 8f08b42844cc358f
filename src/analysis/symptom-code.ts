import type { Symptom } from './problem.ts';

/** The code of the rule that a symptom belongs to: each to exactly one. */
export function codeOfSymptom({ because }: Symptom): string {
  if (because.code === 'reference') {
    const { relation, because: fact } = because.edge;
    if (relation === 'class') return 'GW1001';
    if (fact?.code === 'portMissing') return 'GW2003';
  }
  return '';
}
