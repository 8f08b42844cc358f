import type { Severity } from '../../documents/analysis-report.ts';
import { addTo } from '../../model/add-to.ts';
import { compareText } from '../../model/compare-text.ts';
import { refKey } from '../../model/ref.ts';
import type { RuleFinding } from './run.ts';

/** The worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** The worst first, but each cause before what waits for it; the same whatever the order in which objects were read. */
export function orderFindings(findings: readonly RuleFinding[]): readonly RuleFinding[] {
  const sorted = findings.toSorted(
    (a, b) =>
      SEVERITIES.indexOf(a.rule.severity) - SEVERITIES.indexOf(b.rule.severity) ||
      compareText(a.rule.code, b.rule.code) ||
      compareText(refKey(a.subject), refKey(b.subject)) ||
      comparePaths(a.path, b.path),
  );
  const causes = new Map<string, RuleFinding[]>();
  for (const finding of sorted) for (const ref of finding.waiting) addTo(causes, refKey(ref), finding);
  const ordered = new Set<RuleFinding>();
  const entered = new Set<RuleFinding>();
  for (const finding of sorted) {
    const open = [finding];
    for (let next = open.at(-1); next !== undefined; next = open.at(-1)) {
      const above = entered.has(next) ? [] : (causes.get(refKey(next.subject)) ?? []);
      entered.add(next);
      const first = above.filter((cause) => !entered.has(cause));
      if (first.length > 0) open.push(...first.toReversed());
      else {
        open.pop();
        ordered.add(next);
      }
    }
  }
  return [...ordered];
}

function comparePaths(a: string, b: string): number {
  return compareText(padded(a), padded(b));
}

/** With indices that sort as numbers do. */
function padded(path: string): string {
  return path.replaceAll(/\d+/g, (digits) => digits.padStart(9, '0'));
}
