import type { DocumentGap } from './gap.ts';
import type { ObjectRef } from './ref.ts';

/** `gwctl status -o json`: the health of Gateways and routes, as data. Fields are only added, never changed in meaning. */
export interface StatusReport {
  /** The version of this shape: within it, fields are only added. */
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  readonly kind: 'StatusReport';
  /** The namespace that was looked at; absent where all were. */
  readonly namespace?: string | undefined;
  /** The GatewayClasses and meshes. */
  readonly classes: readonly ClassStatus[];
  /** What routes attach to: Gateways, ListenerSets, and Services of a mesh. */
  readonly parents: readonly ParentStatusLine[];
  /** Routes by what became of them. */
  readonly routes: RouteCounts;
  /** The problems, the worst first. */
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
  /** What could not be read, and what the answer lacks because of it; empty when everything was read. */
  readonly gaps: readonly DocumentGap[];
}

/**
 * What a condition amounts to for a reader. `Pending`: only the CRD's default stands there, no controller has touched the
 * object. `Stale`: the condition speaks of an older generation. `Partial`: True for some, not for others.
 */
export type ReportedStatus = 'True' | 'False' | 'Partial' | 'Unknown' | 'Stale' | 'Pending';

/** A GatewayClass or XMesh. */
export interface ClassStatus {
  /** The GatewayClass or XMesh. */
  readonly ref: ObjectRef;
  /** The controller that it names. */
  readonly controllerName: string;
  /** Whether its controller accepts it. */
  readonly accepted: ReportedStatus;
  /** How many Gateways are of the class; absent where not all Gateways could be read. */
  readonly gateways?: number | undefined;
}

/** A Gateway, ListenerSet, or Service of a mesh with what attaches to it. */
export interface ParentStatusLine {
  /** The Gateway, ListenerSet or Service. */
  readonly ref: ObjectRef;
  /** The class of a Gateway, or the Gateway of a ListenerSet. */
  readonly belongsTo: string;
  /** The addresses in its status. */
  readonly addresses: readonly string[];
  /** Whether it is programmed; absent for Services. */
  readonly programmed?: ReportedStatus | undefined;
  /** How many listeners it has. */
  readonly listeners: number;
  /** How many of its listeners have no problems. */
  readonly goodListeners: number;
  /** How many distinct routes are attached; absent where not all routes could be read. */
  readonly attached?: number | undefined;
  /** How many distinct routes are refused; absent where not all routes could be read. */
  readonly refused?: number | undefined;
}

/**
 * Routes by the outcome of their parentRefs. Where not all could be read (`unread`), `total` is absent, and of the others those that
 * are not absent are lower bounds: none is 0 then.
 */
export interface RouteCounts {
  /** All routes; absent where not all could be read. */
  readonly total?: number | undefined;
  /** Routes that all their parents accept. */
  readonly attached?: number | undefined;
  /** Routes that some of their parents accept. */
  readonly partial?: number | undefined;
  /** Routes that all their parents refuse. */
  readonly refused?: number | undefined;
  /** Routes of which that could not be determined. */
  readonly unknown?: number | undefined;
  /** Routes with neither parentRefs nor default Gateways. */
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
  /** The object, or part of an object, that is at fault. */
  readonly subject: ObjectRef;
  /** The field or condition in question: `spec.parentRefs[0]`, `Programmed`. Empty where the object as a whole is meant. */
  readonly path: string;
  /** A reason of the API; empty where there is none. */
  readonly reason: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** The message in lines, where it names several listeners: what is wrong, then for each what to change. */
  readonly details?: readonly string[] | undefined;
  /** What is known besides: of a Gateway without an address, the Service that was made for it. */
  readonly hint?: string | undefined;
  /** The condition that it is about, where it is about one: `Accepted`. */
  readonly condition?: string | undefined;
  /** Other objects, or parts of objects, that wait for it to be mended. */
  readonly consequences: readonly ObjectRef[];
  /** A command line that shows more: `gwctl describe httproute/cart -n shop`. */
  readonly command: string;
}

/** A part of an object of which nobody can tell whether it is right. */
export interface UndeterminedPart {
  /** The object, or part of an object. */
  readonly subject: ObjectRef;
  /** The field in question; empty where the object as a whole is meant. */
  readonly path: string;
  /** Why it could not be determined, in one sentence. */
  readonly message: string;
  /** A command line that shows more. */
  readonly command: string;
}
