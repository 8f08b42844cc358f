import { refKey } from '../../model/ref.ts';
import type { RuleFinding } from './run.ts';

/**
 * What makes a finding the same as one of before, whatever the order of objects, list entries and files: its code, its object and its
 * path without indices. Of several that are equal in these each later one has its number.
 */
export function fingerprintsOf(findings: readonly RuleFinding[]): readonly string[] {
  const counts = new Map<string, number>();
  return findings.map(({ rule, subject, path }) => {
    const key = `${rule.code} ${withoutIndices(refKey(subject))} ${withoutIndices(path)}`.trimEnd();
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? key : `${key} (${count})`;
  });
}

function withoutIndices(text: string): string {
  return text.replaceAll(/\[\d+\]/g, '[]');
}
