import type { DocumentGap } from './gap.ts';
import type { ObjectRef } from './ref.ts';
import type { TrafficDiff } from './traffic-diff.ts';

/** `gwctl analyze -o json`: what is wrong, each with a permanent code. Fields are only added, never changed in meaning. */
export interface AnalysisReport {
  /** The version of this shape: within it, fields are only added. */
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  readonly kind: 'AnalysisReport';
  /** Causes before their consequences, the worst first; with `--show` those of that severity and worse. */
  readonly findings: readonly Finding[];
  /** With `-f`: what else a change would do; the findings are those that it introduces. */
  readonly change?: AnalyzedChange | undefined;
  /** How many there are of each severity, whatever is shown. */
  readonly summary: FindingCounts;
  /** Findings that an annotation, a flag, the configuration or the baseline silences. */
  readonly suppressed: readonly SuppressedFinding[];
  /** Suppressions that no finding needed. */
  readonly unusedSuppressions: readonly string[];
  /** Rules that were not run, because of what could not be read. */
  readonly skippedRules: readonly SkippedRule[];
  /** How many objects were looked at. */
  readonly examined: number;
  /** What could not be read, and what the answer lacks because of it; empty when everything was read. */
  readonly gaps: readonly DocumentGap[];
}

/** What a change would do beside the findings that it introduces. */
export interface AnalyzedChange {
  /** What is found without the change, and not with it. */
  readonly fixed: readonly Finding[];
  /** What is found with the change as without it. */
  readonly unchanged: readonly Finding[];
  /** Which requests are answered otherwise, and why. */
  readonly difference: TrafficDiff;
}

/** How bad a finding is: `error`: something does not work; `warning`: something may not work as it is meant; `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** How many findings there are of each severity. */
export interface FindingCounts {
  /** What does not work. */
  readonly error: number;
  /** What may not work as it is meant. */
  readonly warning: number;
  /** What is worth knowing. */
  readonly info: number;
  /** Findings that are silenced, and counted in none of the others. */
  readonly suppressed: number;
}

/** One thing that is wrong. */
export interface Finding {
  /** Permanent, and never used again for anything else: `GW2003`. */
  readonly code: string;
  /** The name of the rule: `backend-port`. */
  readonly name: string;
  /** That of the rule, or the one that the configuration gives it. */
  readonly severity: Severity;
  /** The object that is at fault. */
  readonly subject: ObjectRef;
  /** The field or condition in question: `spec.rules[0].backendRefs[0]`, `Programmed`. Empty where the object as a whole is meant. */
  readonly path: string;
  /** One sentence, without the subject and without a full stop. */
  readonly message: string;
  /** What to do, where one thing is to be done. */
  readonly fix?: string | undefined;
  /** Other objects that have part in it, or wait for it to be mended. */
  readonly related: readonly ObjectRef[];
  /** Where the field is written, of objects from files. */
  readonly origin?: FindingOrigin | undefined;
  /** The page of the rule. */
  readonly docs: string;
  /** The same whatever the order of objects, list entries and files: of code, object and path without indices. */
  readonly fingerprint: string;
}

/** A place in a file. */
export interface FindingOrigin {
  /** The file, as it was found below what `--from` names. */
  readonly file: string;
  /** The line, counted from 1. */
  readonly line: number;
}

/** A finding that is not counted. */
export interface SuppressedFinding {
  /** The finding itself. */
  readonly finding: Finding;
  /** What silences it: `annotation`, the words of the flag, the file of the configuration or the baseline. */
  readonly by: string;
}

/** A rule that was not run. */
export interface SkippedRule {
  /** The rule's code. */
  readonly code: string;
  /** The rule's name. */
  readonly name: string;
  /** Which kind is missing, or which Gateways are left out, and why. */
  readonly because: string;
}
