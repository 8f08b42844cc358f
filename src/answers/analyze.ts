import type { AnalysisReport, Finding } from '../documents/analysis-report.ts';
import { fingerprintsOf } from '../analysis/rules/fingerprint.ts';
import { orderFindings } from '../analysis/rules/order-findings.ts';
import { RULES } from '../analysis/rules/registry.ts';
import { openRuleWorld } from '../analysis/rules/rule-world.ts';
import { runRules } from '../analysis/rules/run.ts';
import type { RuleFinding } from '../analysis/rules/run.ts';
import { selectRules } from '../analysis/rules/select-rules.ts';
import type { RuleSelection } from '../analysis/rules/select-rules.ts';
import { annotatedSuppressions, silence } from '../analysis/rules/suppression.ts';
import type { Suppression } from '../analysis/rules/suppression.ts';
import { STATUS_KINDS } from '../analysis/status-kinds.ts';
import type { KubernetesObject } from '../model/object.ts';
import { refKey, refOf, wholeOf } from '../model/ref.ts';
import type { ObjectEdits } from '../model/revision.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { RequestChange } from '../routing/difference/table-difference.ts';
import type { GivenReport } from '../gateway-api/conformance-report.ts';
import type { CompilePattern } from '../routing/pattern.ts';
import { documentGaps } from '../view/document-gaps.ts';
import { FINDING_WORDS } from '../view/say/finding-words.ts';
import { withoutAbsent } from '../view/without-absent.ts';
import type { World } from '../world/world.ts';

/** What is to be analyzed. */
export interface AnalyzeQuestion {
  readonly rules: RuleSelection;
  /** Which objects are asked about. */
  readonly wants: (object: KubernetesObject) => boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly suppressions: readonly Suppression[];
  /** Whether all objects are asked about: else nobody knows which suppressions are of no use. */
  readonly isWhole: boolean;
  /** What a change does to requests, where one is asked about. */
  readonly changes?: readonly RequestChange[] | undefined;
  /** What a conformance report of their own says of controllers whose classes list no features. */
  readonly conformance?: GivenReport | undefined;
  /** Findings of before, by their fingerprints, and the file that knows them. */
  readonly baseline: { readonly fingerprints: ReadonlySet<string>; readonly by: string } | undefined;
}

/** Every rule, and nothing silenced but by annotations. */
export const EVERYTHING: Pick<AnalyzeQuestion, 'rules' | 'suppressions' | 'isWhole' | 'baseline'> = {
  rules: { only: [], skip: [], severities: new Map() },
  suppressions: [],
  isWhole: false,
  baseline: undefined,
};

/**
 * What is wrong: everything that the rules find, whatever its severity; where it is written is left to who has the files.
 * @throws UsageError for a rule that there is not.
 */
export function analyze(world: World, question: AnalyzeQuestion, compile: CompilePattern): AnalysisReport {
  return analyzeAndMend(world, question, compile).report;
}

/** What is wrong, and what of it has one right answer. */
export interface MendableReport {
  readonly report: AnalysisReport;
  /** In the order of the findings; those that are silenced have none. */
  readonly mends: readonly Mend[];
}

/** How a finding is mended in the file of its object. */
export interface Mend extends ObjectEdits {
  readonly finding: Finding;
}

/** The same, with the edits that mend what has one right answer. */
export function analyzeAndMend(
  { snapshot, policyKinds, gaps }: World,
  { rules, wants, now, suppressions, isWhole, baseline, changes, conformance }: AnalyzeQuestion,
  compile: CompilePattern,
): MendableReport {
  const world = openRuleWorld({ snapshot, policyKinds, compile, now, wants, changes, conformance });
  const selected = selectRules(RULES, rules);
  const { findings: found, skipped } = runRules(selected, world, (one) => isWanted(snapshot, one, wants));
  const ordered = orderFindings(found);
  const fingerprints = fingerprintsOf(ordered);
  const all = ordered.map((one, at) => findingOf(one, fingerprints[at] ?? ''));
  const examined = [...STATUS_KINDS, ...policyKinds].flatMap((kind) => snapshot.list(kind).filter(wants));
  const annotated = new Map(
    [...examined, ...subjectsOf(all, snapshot)].map((object) => [
      refKey(refOf(object)),
      annotatedSuppressions(object, RULES),
    ]),
  );
  const { findings, suppressed, unused } = silence(all, suppressions, annotated, baseline);
  // Nobody knows what a rule would have found that was not asked, or could not see everything.
  const isEverythingRead = skipped.length === 0 && gaps.every(({ reason }) => reason === 'absent');
  const asked = new Set(selected.map(({ code }) => code));
  const isUseKnown = ({ code, by }: Suppression): boolean =>
    (isWhole || by === 'annotation') && (asked.has(code) || code === '') && isEverythingRead;
  const counted = new Set(findings);
  const mends = all.flatMap((finding, at): readonly Mend[] => {
    const edits = ordered[at]?.edits ?? [];
    if (edits.length === 0 || !counted.has(finding)) return [];
    const lookup = snapshot.find(finding.subject);
    return lookup.state === 'found' ? [{ finding, object: lookup.object, edits, code: finding.code }] : [];
  });
  const report: AnalysisReport = {
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'AnalysisReport',
    findings,
    summary: countFindings(findings, suppressed.length),
    suppressed,
    unusedSuppressions: unused.filter(isUseKnown).map(({ text }) => text),
    skippedRules: skipped,
    examined: examined.length,
    gaps: documentGaps(gaps),
  };
  return { report, mends };
}

/**
 * Whether a finding is about what is asked. Problems were found for what is asked: where something waits for the fault of another
 * object, that is named.
 */
function isWanted(snapshot: Snapshot, { rule, subject }: RuleFinding, wants: AnalyzeQuestion['wants']): boolean {
  if (rule.inputs.includes('problems')) return true;
  const lookup = snapshot.find(subject);
  return lookup.state === 'found' && wants(lookup.object);
}

function subjectsOf(findings: readonly Finding[], snapshot: Snapshot): readonly KubernetesObject[] {
  const subjects = new Map(findings.map(({ subject }) => [refKey(wholeOf(subject)), subject]));
  return [...subjects.values()].flatMap((subject) => {
    const lookup = snapshot.find(subject);
    return lookup.state === 'found' ? [lookup.object] : [];
  });
}

/** How many findings there are of each severity. */
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
