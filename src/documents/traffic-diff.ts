import type { DocumentGap } from './gap.ts';
import type { GroupKind, ObjectRef, ParentRef } from './ref.ts';
import type { RouteTableField } from './route-table.ts';
import type { TraceOutcome, TraceProtocol, TracedRequest } from './trace-result.ts';

/** `diff -o json`: what two states answer differently, and why. Fields are only added, never changed in meaning. */
export interface TrafficDiff {
  /** The version of this shape: within it, fields are only added. */
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  readonly kind: 'TrafficDiff';
  /** How the sides are called: as they were named, or `before` and `after` a change. */
  readonly sides: {
    /** The first side. */
    readonly before: string;
    /** The second side. */
    readonly after: string;
  };
  /** How much changes, by its kind. */
  readonly summary: TrafficDiffSummary;
  /** What changes for requests, one entry for each hostname and match. */
  readonly traffic: readonly TrafficChange[];
  /** Routes that attach otherwise than before. */
  readonly attachments: readonly AttachmentChange[];
  /** Conditions that are others than before. */
  readonly conditions: readonly ConditionChange[];
  /** Of effective policies, path by path. */
  readonly policies: readonly EffectivePolicyChange[];
  /** The objects that are not the same on both sides. */
  readonly objects: ObjectChanges;
  /** What could not be read of a side is no difference. */
  readonly notCompared: readonly NotCompared[];
  /** Entries of `--accept` that no difference fulfils any more. */
  readonly unusedAccepted?: readonly AcceptedDifference[] | undefined;
  /** What could not be read, and what the answer lacks because of it; empty when everything was read. */
  readonly gaps: readonly DocumentGap[];
}

/** How many lines of `traffic` are of which kind; those that are accepted are only counted as such. */
export interface TrafficDiffSummary {
  /** Lines that are not accepted. */
  readonly total: number;
  /** Requests go to other backends, or are redirected elsewhere. */
  readonly moves: number;
  /** Requests that were answered get a 404. */
  readonly notFound: number;
  /** Requests that were answered get another error. */
  readonly fails: number;
  /** Requests that were answered are refused. */
  readonly refused: number;
  /** Requests that were not answered are. */
  readonly reachable: number;
  /** Requests that were authenticated are not any more. */
  readonly losesAuthentication: number;
  /** Requests that were not authenticated are. */
  readonly gainsAuthentication: number;
  /** Those that are none of the above. */
  readonly otherwise: number;
  /** Changes that `--accept` names. */
  readonly accepted: number;
  /** Requests of which it is not known whether anything changes. */
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
  /** The port of the listener, or of the Service. */
  readonly port: number;
  /** The protocol of the requests. */
  readonly protocol: TraceProtocol;
  /** In a mesh: the namespace of the client. */
  readonly clientNamespace?: string | undefined;
  /** `*`: any. */
  readonly hostname: string;
  /** Absent where a listener as a whole is meant. */
  readonly match?: TrafficMatch | undefined;
  /** What changes, the worst first. */
  readonly changes: readonly TrafficChangeKind[];
  /** A request that shows it. */
  readonly request: TracedRequest;
  /** What the first side answers. */
  readonly before: TrafficAnswer;
  /** What the second side answers. */
  readonly after: TrafficAnswer;
  /** Whether `--accept` names it. */
  readonly accepted?: true | undefined;
}

/** What requests ask for. */
export interface TrafficMatch {
  /** In one line: `/cart`, `= /exact`, `~ expression`, `POST /pay x-canary=1`. */
  readonly text: string;
  /** The path; absent where any fits. */
  readonly path?:
    | {
        /** `Exact`, `PathPrefix` or `RegularExpression`. */
        readonly type: string;
        /** The path, its prefix, or the expression. */
        readonly value: string;
      }
    | undefined;
  /** The HTTP method; absent where any fits. */
  readonly method?: string | undefined;
  /** A part that is left out stands for any. */
  readonly grpc?:
    | {
        /** The gRPC service. */
        readonly service?: string | undefined;
        /** The method of it. */
        readonly method?: string | undefined;
      }
    | undefined;
  /** The headers that must be there. */
  readonly headers?: readonly RouteTableField[] | undefined;
  /** The query parameters that must be there. */
  readonly query?: readonly RouteTableField[] | undefined;
}

/** What one side answers. */
export interface TrafficAnswer {
  /** In a few words: `service shop/cart:80`, `404`, `redirect 301 to …`. */
  readonly text: string;
  /** The listener that takes the request; absent where none does. */
  readonly listener?: ObjectRef | undefined;
  /** The route whose rule answers; absent where none does. */
  readonly route?: ObjectRef | undefined;
  /** The rule that answers. */
  readonly rule?:
    | {
        /** Its place in `spec.rules`, from 0. */
        readonly index: number;
        /** Its name, where it has one. */
        readonly name?: string | undefined;
      }
    | undefined;
  /** What comes of the request. */
  readonly outcome: TraceOutcome;
  /** What happens on the way on this side only: one sentence each. */
  readonly only: readonly string[];
}

/** A parentRef that attaches otherwise than before. */
export interface AttachmentChange {
  /** The route. */
  readonly route: ObjectRef;
  /** The parent that it names. */
  readonly parentRef: ParentRef;
  /** Absent where the route, or its parentRef, is not there. */
  readonly before?: ChangedCondition | undefined;
  /** Absent where the route, or its parentRef, is not there. */
  readonly after?: ChangedCondition | undefined;
}

/** A condition as the rules of the specification give it. */
export interface ChangedCondition {
  /** Whether it holds. */
  readonly status: 'True' | 'False' | 'Unknown';
  /** The specification's reason. */
  readonly reason: string;
  /** Why, in one sentence; absent where the reason says it all. */
  readonly message?: string | undefined;
}

/** A condition that is another than before. */
export interface ConditionChange {
  /** `section` is the listener's name. */
  readonly object: ObjectRef;
  /** The condition. */
  readonly type: string;
  /** On the first side. */
  readonly before: ChangedCondition;
  /** On the second side. */
  readonly after: ChangedCondition;
}

/** A field of an effective policy that has another value than before. */
export interface EffectivePolicyChange {
  /** The kind of the policies. */
  readonly policyKind: GroupKind;
  /** `gateway infra/web > httproute shop/cart > rule 0` */
  readonly path: string;
  /** `timeouts.request`; empty where only the kind's controller knows what counts. */
  readonly field: string;
  /** On the first side; absent where nothing sets it. */
  readonly before?: ChangedValue | undefined;
  /** On the second side; absent where nothing sets it. */
  readonly after?: ChangedValue | undefined;
}

/** A value, and the policy that sets it. */
export interface ChangedValue {
  /** The value; absent where only its controller knows it. */
  readonly value?: unknown;
  /** The policy that sets it. */
  readonly policy: ObjectRef;
}

/** The objects that are not the same on both sides. */
export interface ObjectChanges {
  /** How many are only on the second side. */
  readonly added: number;
  /** How many differ. */
  readonly changed: number;
  /** How many are only on the first side. */
  readonly removed: number;
  /** Each of them. */
  readonly items: readonly {
    /** The object. */
    readonly object: ObjectRef;
    /** What became of it. */
    readonly change: 'added' | 'changed' | 'removed';
  }[];
}

/** Requests of which it is not known whether anything changes. */
export interface NotCompared {
  /** The Gateway, or in a mesh the Service. */
  readonly parent: ObjectRef;
  /** `*`: any. */
  readonly hostname: string;
  /** Absent where a listener as a whole is meant. */
  readonly match?: TrafficMatch | undefined;
  /** A request that would show it. */
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
  /** What changes. */
  readonly changes: readonly TrafficChangeKind[];
  /** What the first side answers, in a few words. */
  readonly before: string;
  /** What the second side answers, in a few words. */
  readonly after: string;
}
