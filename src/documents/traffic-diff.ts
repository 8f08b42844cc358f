import type { DocumentGap } from './gap.ts';
import type { GroupKind, ObjectRef, ParentRef } from './ref.ts';
import type { RouteTableField } from './route-table.ts';
import type { TraceOutcome, TraceProtocol, TracedRequest } from './trace-result.ts';

/** `diff -o json`: what two states answer differently, and why. Fields are only added, never changed in meaning. */
export interface TrafficDiff {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'TrafficDiff';
  /** How the sides are called: as they were named, or `before` and `after` a change. */
  readonly sides: { readonly before: string; readonly after: string };
  readonly summary: TrafficDiffSummary;
  readonly traffic: readonly TrafficChange[];
  readonly attachments: readonly AttachmentChange[];
  readonly conditions: readonly ConditionChange[];
  /** Of effective policies, path by path. */
  readonly policies: readonly EffectivePolicyChange[];
  readonly objects: ObjectChanges;
  /** What could not be read of a side is no difference. */
  readonly notCompared: readonly NotCompared[];
  /** Entries of `--accept` that no difference fulfils any more. */
  readonly unusedAccepted?: readonly AcceptedDifference[] | undefined;
  readonly gaps: readonly DocumentGap[];
}

/** How many lines of `traffic` are of which kind; those that are accepted are only counted as such. */
export interface TrafficDiffSummary {
  /** Lines that are not accepted. */
  readonly total: number;
  readonly moves: number;
  readonly notFound: number;
  readonly fails: number;
  readonly refused: number;
  readonly reachable: number;
  readonly losesAuthentication: number;
  readonly gainsAuthentication: number;
  /** Those that are none of the above. */
  readonly otherwise: number;
  readonly accepted: number;
  readonly notCompared: number;
  /** How many requests were put to both sides. */
  readonly requests: number;
  /** False where so many matches overlap that not all pairs of them were tried. */
  readonly complete: boolean;
}

/**
 * `moves`: to other backends, or another redirect. `notFound`, `fails`, `refused`: answered before, and now by a 404, another error, or
 * nobody. `partlyFails`: a greater share gets an error. `reachable`: answered now, and not before. `otherError`: one error for another.
 */
export type TrafficChangeKind =
  | 'moves'
  | 'notFound'
  | 'fails'
  | 'refused'
  | 'partlyFails'
  | 'reachable'
  | 'otherError'
  | 'losesAuthentication'
  | 'gainsAuthentication'
  | 'authentication'
  | 'shares'
  | 'rewrite'
  | 'headers'
  | 'mirrors'
  | 'filters'
  | 'settings'
  | 'connection'
  | 'policies';

/** What changes for the requests of one hostname and match. */
export interface TrafficChange {
  /** The Gateway, or in a mesh the Service. */
  readonly parent: ObjectRef;
  readonly port: number;
  readonly protocol: TraceProtocol;
  readonly clientNamespace?: string | undefined;
  /** `*`: any. */
  readonly hostname: string;
  /** Absent where a listener as a whole is meant. */
  readonly match?: TrafficMatch | undefined;
  readonly changes: readonly TrafficChangeKind[];
  /** A request that shows it. */
  readonly request: TracedRequest;
  readonly before: TrafficAnswer;
  readonly after: TrafficAnswer;
  /** Whether `--accept` names it. */
  readonly accepted?: true | undefined;
}

/** What requests ask for. */
export interface TrafficMatch {
  /** In one line: `/cart`, `= /exact`, `~ expression`, `POST /pay x-canary=1`. */
  readonly text: string;
  readonly path?: { readonly type: string; readonly value: string } | undefined;
  readonly method?: string | undefined;
  /** A part that is left out stands for any. */
  readonly grpc?: { readonly service?: string | undefined; readonly method?: string | undefined } | undefined;
  readonly headers?: readonly RouteTableField[] | undefined;
  readonly query?: readonly RouteTableField[] | undefined;
}

/** What one side answers. */
export interface TrafficAnswer {
  /** In a few words: `service shop/cart:80`, `404`, `redirect 301 to …`. */
  readonly text: string;
  readonly listener?: ObjectRef | undefined;
  readonly route?: ObjectRef | undefined;
  readonly rule?: { readonly index: number; readonly name?: string | undefined } | undefined;
  readonly outcome: TraceOutcome;
  /** What happens on the way on this side only: one sentence each. */
  readonly only: readonly string[];
}

/** A parentRef that attaches otherwise than before. */
export interface AttachmentChange {
  readonly route: ObjectRef;
  readonly parentRef: ParentRef;
  /** Absent where the route, or its parentRef, is not there. */
  readonly before?: ChangedCondition | undefined;
  readonly after?: ChangedCondition | undefined;
}

/** A condition as the rules of the specification give it. */
export interface ChangedCondition {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message?: string | undefined;
}

/** A condition that is another than before. */
export interface ConditionChange {
  /** `section` is the listener's name. */
  readonly object: ObjectRef;
  readonly type: string;
  readonly before: ChangedCondition;
  readonly after: ChangedCondition;
}

/** A field of an effective policy that has another value than before. */
export interface EffectivePolicyChange {
  readonly policyKind: GroupKind;
  /** `gateway infra/web > httproute shop/cart > rule 0` */
  readonly path: string;
  /** `timeouts.request`; empty where only the kind's controller knows what counts. */
  readonly field: string;
  readonly before?: ChangedValue | undefined;
  readonly after?: ChangedValue | undefined;
}

/** A value, and the policy that sets it. */
export interface ChangedValue {
  readonly value?: unknown;
  readonly policy: ObjectRef;
}

/** The objects that are not the same on both sides. */
export interface ObjectChanges {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly items: readonly { readonly object: ObjectRef; readonly change: 'added' | 'changed' | 'removed' }[];
}

/** Requests of which it is not known whether anything changes. */
export interface NotCompared {
  readonly parent: ObjectRef;
  readonly hostname: string;
  readonly match?: TrafficMatch | undefined;
  readonly request: TracedRequest;
  /** The side that could not be read. */
  readonly side: 'before' | 'after';
  /** One sentence. */
  readonly reason?: string | undefined;
}

/** `diff -o accept` writes a list of these: a difference that is known, and wanted. */
export interface AcceptedDifference {
  /** `gateway infra/web:443 HTTPS` */
  readonly at: string;
  /** `shop.example.com /cart` */
  readonly requests: string;
  readonly changes: readonly TrafficChangeKind[];
  readonly before: string;
  readonly after: string;
}
