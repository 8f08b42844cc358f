import type { DocumentGap } from './gap.ts';
import type { ObjectRef } from './ref.ts';
import type { SentReport } from './sent-report.ts';

/** `trace -o json` of one request: what answers it, the way there, and why nothing else did. Fields are only added, never changed in meaning. */
export interface TraceResult {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'TraceResult';
  /** Of a list of requests: the request's own. */
  readonly id?: string | undefined;
  readonly request: TracedRequest;
  /** The Gateway, or in a mesh the Service, that the request comes to; absent where none could answer it. */
  readonly parent?: ObjectRef | undefined;
  /** `section` is the listener's name; the object is the ListenerSet where the listener is one of its. */
  readonly listener?: ObjectRef | undefined;
  readonly route?: ObjectRef | undefined;
  readonly rule?: { readonly index: number; readonly name?: string | undefined } | undefined;
  /** Index into the rule's matches; absent where it has none. */
  readonly match?: number | undefined;
  /** What the specification says; with `--as-implemented` what the controller is known to answer. */
  readonly outcome: TraceOutcome;
  /** Where the specification and the controller differ: what the specification says. */
  readonly specification?: TraceOutcome | undefined;
  /** Where they differ: what the controller is known to answer. */
  readonly implementation?: TraceOutcome | undefined;
  /** The steps on the way, in order, each with what decided. */
  readonly decided: readonly TraceStep[];
  /** Why others did not answer, nearest first. */
  readonly rejected: readonly TraceRejection[];
  /** What implementations decide, and what the answer assumes, in sentences. */
  readonly notes: readonly string[];
  /** Where the controller is known to answer otherwise. */
  readonly deviations: readonly TraceDeviation[];
  /** With `--send`: what came back, of the likeliest Gateway only. */
  readonly sent?: SentReport | undefined;
  readonly gaps: readonly DocumentGap[];
}

/** `trace --requests -o json`: one result a request, in the order of the requests. */
export interface TraceResultList {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'TraceResultList';
  readonly items: readonly TraceResult[];
}

/** How a request comes in: the protocol that the client speaks. */
export type TraceProtocol = 'HTTP' | 'HTTPS' | 'GRPC' | 'TLS' | 'TCP' | 'UDP';

/** The request as it was understood, with what was left out filled in. */
export interface TracedRequest {
  readonly protocol: TraceProtocol;
  /** Port of the listener, or in a mesh of the Service. */
  readonly port: number;
  readonly method?: string | undefined;
  readonly scheme?: string | undefined;
  /** Host header or `:authority`, lower case and without its port. */
  readonly host?: string | undefined;
  /** With the query string. */
  readonly path?: string | undefined;
  /** As given: names and values in order. */
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
  /** Server name of the TLS handshake. */
  readonly sni?: string | undefined;
  readonly grpc?: { readonly service: string; readonly method: string } | undefined;
  /** Mesh: the namespace of the client. */
  readonly clientNamespace?: string | undefined;
}

/** What comes back, and from whom. */
export interface TraceOutcome {
  /** `unknown`: part of what decides could not be read; `refused`: no listener takes the connection; `rejected`: the TLS handshake fails. */
  readonly state: 'answered' | 'unknown' | 'refused' | 'rejected';
  /** Absent for protocols without one (TLS, TCP, UDP), and where nothing answers. A backend that is reached counts as 200. */
  readonly statusCode?: number | undefined;
  /** gRPC: 0 OK, 12 Unimplemented, 14 Unavailable. */
  readonly grpcStatus?: number | undefined;
  /** True where the TLS connection is refused. */
  readonly rejected?: boolean | undefined;
  /** One sentence: why not a backend. */
  readonly reason?: string | undefined;
  /** The field that is to blame, as `spec.rules[1].backendRefs[0]`, of the route or `of`. */
  readonly field?: string | undefined;
  readonly of?: ObjectRef | undefined;
  /** All backends that may answer; those with a share of nothing are left out. */
  readonly backends: readonly TraceBackend[];
  /** Part of the requests that get an error although a backend may answer: an invalid backendRef keeps its weight. */
  readonly failing?: readonly TraceFailingShare[] | undefined;
  readonly redirect?: TraceRedirect | undefined;
  /** Host and path as the backend sees them, where a filter changes them. */
  readonly rewritten?: { readonly host?: string | undefined; readonly path?: string | undefined } | undefined;
  /** All headers as the backend sees them, names in lower case. */
  readonly requestHeaders?: Readonly<Record<string, string>> | undefined;
  /** All headers as the client sees them, given what the backend answers; names in lower case. */
  readonly responseHeaders?: Readonly<Record<string, string>> | undefined;
  readonly mirrors?: readonly TraceMirror[] | undefined;
}

/** A backend that may answer. */
export interface TraceBackend {
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name: string;
  /** The backendRef's port. */
  readonly port?: number | undefined;
  /** The backendRef's weight. */
  readonly weight: number;
  /** Its share of the rule's requests, 0 to 1. */
  readonly share: number;
  readonly targetPort?: string | undefined;
  /** Ready endpoints; absent where they could not be read. */
  readonly readyEndpoints?: number | undefined;
  readonly appProtocol?: string | undefined;
  /** The server name that the backend is asked for over TLS; absent without TLS. */
  readonly tlsHostname?: string | undefined;
  /** Where filters of this backendRef make it see something else than the rule's filters say. */
  readonly rewritten?: { readonly host?: string | undefined; readonly path?: string | undefined } | undefined;
  readonly requestHeaders?: Readonly<Record<string, string>> | undefined;
  readonly responseHeaders?: Readonly<Record<string, string>> | undefined;
}

/** A share of requests that gets an error. */
export interface TraceFailingShare {
  readonly field: string;
  /** 0 to 1. */
  readonly share: number;
  readonly statusCode: number;
  readonly reason: string;
}

/** Where the client is sent. */
export interface TraceRedirect {
  readonly statusCode: number;
  readonly scheme: string;
  readonly host: string;
  /** Absent where the Location names none: the scheme's own. */
  readonly port?: number | undefined;
  /** With the query string. */
  readonly path: string;
  /** The Location header. */
  readonly location: string;
}

/** A copy of the request. */
export interface TraceMirror {
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly port?: number | undefined;
  /** Percent of the requests. */
  readonly percent: number;
}

/** One step on the way of a request. */
export interface TraceStep {
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
  /** One sentence. */
  readonly text: string;
  readonly of?: ObjectRef | undefined;
  readonly field?: string | undefined;
}

/** Something that might have answered. */
export interface TraceRejection {
  /** A Gateway, a listener or a route; `section` is the listener or `rules[0]`. */
  readonly of: ObjectRef;
  readonly field?: string | undefined;
  /** The first thing that did not match. */
  readonly text: string;
}

/** What a controller is known to do otherwise than the specification. */
export interface TraceDeviation {
  readonly controllerName: string;
  /** `Envoy Gateway`. */
  readonly implementation: string;
  /** The version that this is known of. */
  readonly version: string;
  readonly text: string;
  /** `inferred` values were not seen or read, only concluded. */
  readonly confidence: 'live' | 'code' | 'documented' | 'inferred';
  readonly source: string;
}
