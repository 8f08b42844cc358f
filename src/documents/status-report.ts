import type { DocumentGap } from './gap.ts';
import type { ObjectRef } from './ref.ts';

/** `gwctl status -o json`: the health of Gateways and routes, as data. Fields are only added, never changed in meaning. */
export interface StatusReport {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'StatusReport';
  /** Absent: all namespaces. */
  readonly namespace?: string | undefined;
  readonly classes: readonly ClassStatus[];
  readonly parents: readonly ParentStatusLine[];
  readonly routes: RouteCounts;
  /** The worst first. */
  readonly problems: readonly ReportedProblem[];
  /** Problems in all; `problems` holds the worst of them. */
  readonly problemCount: number;
  /** What could not be determined, so that it may be wrong. */
  readonly undetermined: readonly UndeterminedPart[];
  /** How many objects were looked at: classes, Gateways, ListenerSets, routes, backends and policies. */
  readonly examined: number;
  /** Whether all such objects that there are could be read. */
  readonly complete: boolean;
  /** The kinds of classes, Gateways, ListenerSets and routes of which not all could be read; absent where all were. */
  readonly unread?: readonly string[] | undefined;
  /** Why nothing was looked at: the namespace does not exist. */
  readonly note?: string | undefined;
  /** References that lead outside of the files, which are no problems; absent where there are none. */
  readonly openReferences?: number | undefined;
  readonly gaps: readonly DocumentGap[];
}

/**
 * What a condition amounts to for a reader. `Pending`: only the CRD's default stands there, no controller has touched the
 * object. `Stale`: the condition speaks of an older generation. `Partial`: True for some, not for others.
 */
export type ReportedStatus = 'True' | 'False' | 'Partial' | 'Unknown' | 'Stale' | 'Pending';

/** A GatewayClass or XMesh. */
export interface ClassStatus {
  readonly ref: ObjectRef;
  readonly controllerName: string;
  readonly accepted: ReportedStatus;
  /** Gateways of the class; absent where not all Gateways could be read. */
  readonly gateways?: number | undefined;
}

/** A Gateway, ListenerSet, or Service of a mesh with what attaches to it. */
export interface ParentStatusLine {
  readonly ref: ObjectRef;
  /** Class of a Gateway, Gateway of a ListenerSet. */
  readonly belongsTo: string;
  readonly addresses: readonly string[];
  /** Absent for Services. */
  readonly programmed?: ReportedStatus | undefined;
  readonly listeners: number;
  /** Listeners without problems. */
  readonly goodListeners: number;
  /** Distinct routes; absent where not all could be read. */
  readonly attached?: number | undefined;
  /** Likewise. */
  readonly refused?: number | undefined;
}

/**
 * Routes by the outcome of their parentRefs. Where not all could be read (`unread`), `total` is absent, and of the others those that
 * are not absent are lower bounds: none is 0 then.
 */
export interface RouteCounts {
  readonly total?: number | undefined;
  /** All parents accept. */
  readonly attached?: number | undefined;
  /** Some parents accept. */
  readonly partial?: number | undefined;
  /** All parents refuse. */
  readonly refused?: number | undefined;
  readonly unknown?: number | undefined;
  /** Neither parentRefs nor default Gateways. */
  readonly detached?: number | undefined;
}

/** A fault in words, once, with what waits for it and the command that tells more. */
export interface ReportedProblem {
  /** The code of the rule of `analyze` that finds it: `GW2003`; see `gwctl explain GW2003`. */
  readonly code: string;
  /** How much stands still because of it, the worst first. */
  readonly rank:
    | 'invalid'
    | 'class'
    | 'gateway'
    | 'listener'
    | 'route'
    | 'backend'
    | 'reference'
    | 'policy'
    | 'note'
    | 'stale';
  readonly subject: ObjectRef;
  /** The field or condition in question: `spec.parentRefs[0]`, `Programmed`. Empty where the object as a whole is meant. */
  readonly path: string;
  /** A reason of the API, empty where there is none. */
  readonly reason: string;
  /** One sentence. */
  readonly message: string;
  /** The sentence in lines, where it names several listeners: what is wrong, then one each with what to change. */
  readonly details?: readonly string[] | undefined;
  /** What is known beside: of a Gateway without address the Service that was made for it. */
  readonly hint?: string | undefined;
  /** The condition that it is about, where it is about one: `Accepted`. */
  readonly condition?: string | undefined;
  /** Other objects, or parts of objects, that wait for it to be mended. */
  readonly consequences: readonly ObjectRef[];
  /** A command line: `gwctl describe httproute/cart -n shop`. */
  readonly command: string;
}

/** A part of an object of which nobody can tell whether it is right. */
export interface UndeterminedPart {
  readonly subject: ObjectRef;
  /** The field in question; empty where the object as a whole is meant. */
  readonly path: string;
  /** One sentence. */
  readonly message: string;
  readonly command: string;
}
