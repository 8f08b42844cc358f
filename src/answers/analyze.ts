import type { AnalysisReport, Finding } from '../documents/analysis-report.ts';
import { fingerprintsOf } from '../analysis/rules/fingerprint.ts';
import { orderFindings } from '../analysis/rules/order-findings.ts';
import type { Rule } from '../analysis/rules/rule.ts';
import { openRuleWorld } from '../analysis/rules/rule-world.ts';
import { runRules } from '../analysis/rules/run.ts';
import type { RuleFinding } from '../analysis/rules/run.ts';
import { STATUS_KINDS } from '../analysis/status-kinds.ts';
import type { KubernetesObject } from '../model/object.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { CompilePattern } from '../routing/pattern.ts';
import { documentGaps } from '../view/document-gaps.ts';
import { FINDING_WORDS } from '../view/say/finding-words.ts';
import { withoutAbsent } from '../view/without-absent.ts';
import type { World } from '../world/world.ts';

/** What is to be analyzed. */
export interface AnalyzeQuestion {
  readonly rules: readonly Rule[];
  /** Which objects are asked about. */
  readonly wants: (object: KubernetesObject) => boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What is wrong: everything that the rules find, before any of it is silenced. */
export function analyze(
  { snapshot, policyKinds, gaps }: World,
  { rules, wants, now }: AnalyzeQuestion,
  compile: CompilePattern,
): AnalysisReport {
  const world = openRuleWorld({ snapshot, policyKinds, compile, now, wants });
  const isWanted = (ref: ObjectRef): boolean => {
    const lookup = snapshot.find(ref);
    return lookup.state !== 'found' || wants(lookup.object);
  };
  const { findings: found, skipped } = runRules(rules, world, isWanted);
  const ordered = orderFindings(found);
  const fingerprints = fingerprintsOf(ordered);
  const findings = ordered.map((one, at) => findingOf(one, fingerprints[at] ?? ''));
  const kinds = [...STATUS_KINDS, ...policyKinds];
  return {
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'AnalysisReport',
    findings,
    summary: countFindings(findings, 0),
    suppressed: [],
    unusedSuppressions: [],
    skippedRules: skipped,
    examined: kinds.reduce((sum, kind) => sum + snapshot.list(kind).filter(wants).length, 0),
    gaps: documentGaps(gaps),
  };
}

/** How many there are of each severity. */
export function countFindings(findings: readonly Finding[], suppressed: number): AnalysisReport['summary'] {
  const counts = { error: 0, warning: 0, info: 0, suppressed };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

function findingOf({ rule, subject, path, message, fix, related, waiting }: RuleFinding, fingerprint: string): Finding {
  const { code, name, severity } = rule;
  const remedy = fix(FINDING_WORDS);
  return {
    code,
    name,
    severity,
    subject: withoutAbsent(subject),
    path,
    message: message(FINDING_WORDS),
    ...(remedy === undefined ? {} : { fix: remedy }),
    related: [...related, ...waiting].map(withoutAbsent),
    docs: `docs/rules/${code}.md`,
    fingerprint,
  };
}
