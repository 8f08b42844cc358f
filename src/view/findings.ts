import type { AnalysisReport, Finding } from '../documents/analysis-report.ts';
import type { ObjectRef } from '../documents/ref.ts';
import { someOf } from '../model/some.ts';
import { enumerate } from './say/names.ts';

/** Findings that are shown together. */
export interface FindingGroup {
  readonly heading: string;
  /** Whether their objects lie in several namespaces. */
  readonly isMixed: boolean;
  readonly findings: readonly Finding[];
}

/** By the file that they are written in, else by their namespace; the group with the worst finding first. */
export function findingGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = Map.groupBy(findings, ({ origin, subject }) => {
    if (origin !== undefined) return origin.file;
    return subject.namespace === undefined ? 'cluster' : `namespace ${subject.namespace}`;
  });
  return [...groups].map(([heading, ofGroup]) => ({
    heading,
    isMixed: new Set(ofGroup.map(({ subject }) => subject.namespace)).size > 1,
    findings: ofGroup,
  }));
}

/** `httproute/cart`, `gateway/web#https`; with its namespace `httproute/shop/cart`. */
export function objectText({ kind, namespace, name, section }: ObjectRef, withNamespace: boolean): string {
  const place = withNamespace && namespace !== undefined ? `${namespace}/` : '';
  return `${kind.toLowerCase()}/${place}${name}${section === undefined ? '' : `#${section}`}`;
}

/** What has part in a finding; undefined where nothing has. */
export function relatedText({ related, subject }: Finding): string | undefined {
  if (related.length === 0) return undefined;
  const names = related.map((ref) => objectText(ref, ref.namespace !== subject.namespace));
  return `see also: ${enumerate(someOf(names))}`;
}

/** The sum, what is not shown, and what could not be asked. */
export function summaryLines(report: AnalysisReport): readonly string[] {
  const { findings, summary, examined, unusedSuppressions, skippedRules } = report;
  const { error, warning, info, suppressed } = summary;
  const { change } = report;
  const counts = [counted(error, 'error'), counted(warning, 'warning'), ...(info === 0 ? [] : [`${info} info`])];
  const hidden = error + warning + info - findings.length;
  const notes = [
    ...(suppressed === 0 ? [] : [`${suppressed} suppressed`]),
    ...(hidden === 0 ? [] : [`${hidden} not shown (--show)`]),
  ];
  const byReason = Map.groupBy(skippedRules, ({ because }) => because);
  return [
    [
      `${change === undefined ? '' : 'introduced: '}${counts.join(', ')} in ${counted(examined, 'object')}`,
      ...(change === undefined ? [] : [`${change.fixed.length} fixed`, `${change.unchanged.length} unchanged`]),
      ...notes,
    ].join('; '),
    ...unusedSuppressions.map((text) => `unused suppression: ${text}`),
    ...[...byReason].map(([because, rules]) => `not run: ${rules.map(({ code }) => code).join(', ')}: ${because}`),
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
