import type { Violation } from './violation.ts';

/** What an API server would make of an object that somebody writes. */
export interface Judgement {
  /** Why it would refuse the object; empty where it would take it. */
  readonly violations: readonly JudgedViolation[];
  /** Fields that it would drop without storing them. */
  readonly unknownFields: readonly UnknownField[];
  /** Rules of the CRD about which nothing can be said here; they are no violations. */
  readonly unevaluated: readonly UnevaluatedRule[];
}

/** A violation, and what finds it: the form of the fields, a rule (CEL) of the CRD, or that the version is not served. */
export interface JudgedViolation extends Violation {
  readonly by: 'schema' | 'rule' | 'version';
}

/** A field that the CRD does not know. */
export interface UnknownField {
  /** `spec.rules[0].sessionPersistence` */
  readonly path: string;
  /** Whether the experimental channel of the same release knows it, where the CRD is of the standard one. */
  readonly isExperimental: boolean;
  /** The release whose CRD drops it; undefined where it is the CRD at hand. */
  readonly release: string | undefined;
}

/** A rule that could not be evaluated. */
export interface UnevaluatedRule {
  readonly path: string;
  readonly rule: string;
  readonly because: UnevaluatedReason;
}

/** Why: it calls functions that are not known here, it could not be read, or the value is too large for it. */
export type UnevaluatedReason =
  | { readonly code: 'unknownFunctions'; readonly names: readonly string[] }
  | { readonly code: 'unreadableRule' }
  | { readonly code: 'costlyRule' };
