import type { Fact } from '../model/fact.ts';
import type { JsonRecord } from '../model/read.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { Criterion, NamedListener } from '../model/routing-facts.ts';
import type { RoutedRequest } from './routed-request.ts';
import type { Row } from './row.ts';

/** Headers by their names in lower case. */
export type Headers = Readonly<Record<string, string>>;

/** One step on the way of a request, in order. */
export interface WayStep {
  readonly step:
    | 'address'
    | 'listener'
    | 'tls'
    | 'listenerFilters'
    | 'hostname'
    | 'route'
    | 'filters'
    | 'backend'
    | 'policies';
  readonly fact: Fact;
  readonly of?: ObjectRef | undefined;
  readonly field?: string | undefined;
  /** Of a policy: all that it sets, of which the fact names some. */
  readonly acts?: ActingPolicy | undefined;
}

/** What a policy does on the way of a request. */
export interface ActingPolicy {
  readonly policy: ObjectRef;
  /** The fields that it sets there, `timeouts.request`, with their values. */
  readonly sets: ReadonlyMap<string, unknown>;
  /** Its own spec, where only its controller knows what counts of it. */
  readonly spec: JsonRecord | undefined;
}

/** Something that might have answered, and the first thing that did not match. */
export interface Miss {
  /** A Gateway, a listener, or with `rules[0]` as section a rule. */
  readonly of: ObjectRef;
  readonly field?: string | undefined;
  readonly fact: Fact;
}

/** A backend that may answer. */
export interface RoutedBackend {
  readonly ref: ObjectRef;
  readonly port: number | undefined;
  readonly weight: number;
  /** 0 to 1. */
  readonly share: number;
  readonly field: string;
  readonly targetPort: string | undefined;
  /** Undefined where they could not be read. */
  readonly readyEndpoints: number | undefined;
  readonly appProtocol: string | undefined;
  /** The name it is asked for over TLS; undefined without TLS. */
  readonly tlsHostname: string | undefined;
  /** Where its own filters make it see something else than the rule's say. */
  readonly rewritten: Rewritten | undefined;
  readonly requestHeaders: Headers | undefined;
  readonly responseHeaders: Headers | undefined;
}

/** Host and path as a backend sees them, where a filter changed them. */
export interface Rewritten {
  readonly host: string | undefined;
  readonly path: string | undefined;
}

/** A share of the requests that gets an error. */
export interface FailingShare {
  readonly field: string;
  readonly share: number;
  readonly statusCode: number;
  readonly reason: Fact;
}

/** Where the client is sent. */
export interface Redirect {
  readonly statusCode: number;
  readonly scheme: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly path: string;
  readonly location: string;
}

/** A copy of the request. */
export interface RoutedMirror {
  readonly ref: ObjectRef;
  readonly port: number | undefined;
  readonly percent: number;
}

/** What comes back, and from whom. */
export interface Outcome {
  readonly state: 'answered' | 'unknown' | 'refused' | 'rejected';
  readonly statusCode?: number | undefined;
  readonly grpcStatus?: number | undefined;
  readonly reason?: Fact | undefined;
  readonly field?: string | undefined;
  readonly of?: ObjectRef | undefined;
  readonly backends: readonly RoutedBackend[];
  readonly failing: readonly FailingShare[];
  readonly redirect?: Redirect | undefined;
  readonly rewritten?: Rewritten | undefined;
  readonly requestHeaders?: Headers | undefined;
  readonly responseHeaders?: Headers | undefined;
  readonly mirrors: readonly RoutedMirror[];
}

/**
 * What the choice of a rule left open, as data: who knows how a controller chooses otherwise works out from this what it answers.
 */
export interface RuleChoice {
  /** The row that the specification chooses. */
  readonly row: Row | undefined;
  readonly by: Criterion | undefined;
  /** The most specific hostname with rows that covers the host, and the one whose row won: different where it fell through. */
  readonly firstHostname: string | undefined;
  readonly hostname: string | undefined;
  /** The row where only the hostnames that listener and route share are compared. */
  readonly bySharedHostname: Row | undefined;
  /** The row of a less specific listener of the port, where the chosen one has none: what a lack of isolation lets answer. */
  readonly withoutIsolation: { readonly listener: NamedListener; readonly row: Row } | undefined;
  /** Whether a path expression matched, so that its place among the others counted. */
  readonly usesExpressions: boolean;
}

/** The answer to "where does this request go, and why?". */
export interface Trace {
  readonly request: RoutedRequest;
  /** The Gateway, or in a mesh the Service. */
  readonly parent: ObjectRef | undefined;
  /** The controller of the Gateway's class, where it is known. */
  readonly controller: string | undefined;
  readonly features: ReadonlySet<string>;
  /** With the listener's name as section. */
  readonly listener: ObjectRef | undefined;
  readonly route: ObjectRef | undefined;
  readonly rule: { readonly index: number; readonly name: string | undefined } | undefined;
  readonly match: number | undefined;
  readonly choice: RuleChoice | undefined;
  readonly outcome: Outcome;
  readonly decided: readonly WayStep[];
  readonly rejected: readonly Miss[];
  readonly notes: readonly Fact[];
}

/** An outcome in which nobody answers. */
export function noAnswer(
  state: Outcome['state'],
  reason: Fact,
  more: Pick<Outcome, 'statusCode' | 'grpcStatus' | 'field' | 'of'> = {},
): Outcome {
  return { state, reason, backends: [], failing: [], mirrors: [], ...more };
}
