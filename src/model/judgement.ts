import type { Violation } from './violation.ts';

/** What an API server would make of an object that somebody writes. */
export interface Judgement {
  /** Why it would refuse the object; empty where it would take it. */
  readonly violations: readonly JudgedViolation[];
  /** Fields that it would drop without storing them. */
  readonly unknownFields: readonly UnknownField[];
  /** Rules of the CRD about which nothing can be said here; they are no violations. */
  readonly unevaluated: readonly UnevaluatedRule[];
  /** Set where the version in which the object is written is going away or has gone. */
  readonly version?: VersionStanding | undefined;
  /** What the release after the one that is installed would do otherwise; undefined where it would do nothing, and where none is known. */
  readonly next?: NextRelease | undefined;
}

/** How the version in which an object is written stands. */
export interface VersionStanding {
  /** `deprecated`: it is still served; `retired`: the newest release serves the kind in other versions; `kindRetired`: nor the kind. */
  readonly state: 'deprecated' | 'retired' | 'kindRetired';
  /** The version to write in its place; undefined where the kind has gone. */
  readonly instead: string | undefined;
  /** The release that says so; undefined where it is the CRD at hand. */
  readonly release: string | undefined;
}

/** What a release would do with an object that is fine today. */
export interface NextRelease {
  /** `v1.7.0` */
  readonly release: string;
  /** Why it would refuse the object. */
  readonly violations: readonly JudgedViolation[];
  /** Fields that it would drop, which are known today. */
  readonly unknownFields: readonly UnknownField[];
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
  /** The newest release before that knew the field. */
  readonly knownUntil: string | undefined;
  /** The name of a field that stands there and was probably meant. */
  readonly near: string | undefined;
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
