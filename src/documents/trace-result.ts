import type { DocumentGap } from './gap.ts';
import type { ObjectRef, RuleRef } from './ref.ts';
import type { SentReport } from './sent-report.ts';

/** `trace -o json` of one request: what answers it, the way there, and why nothing else did. Fields are only added, never changed in meaning. */
export interface TraceResult {
  /** The version of this shape: within it, fields are only added. */
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  readonly kind: 'TraceResult';
  /** Of a list of requests: the id that the list gives to the request. */
  readonly id?: string | undefined;
  /** The request as it was understood. */
  readonly request: TracedRequest;
  /** The Gateway, or in a mesh the Service, that the request comes to; absent where none could answer it. */
  readonly parent?: ObjectRef | undefined;
  /** The listener that takes the request: `section` is its name, the object the Gateway or ListenerSet that holds it. */
  readonly listener?: ObjectRef | undefined;
  /** The route that answers; absent where none does. */
  readonly route?: ObjectRef | undefined;
  /** The rule of the route. */
  readonly rule?: RuleRef | undefined;
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
  /** What could not be read, and what the answer lacks because of it; empty when everything was read. */
  readonly gaps: readonly DocumentGap[];
}

/** `trace --requests -o json`: one result a request, in the order of the requests. */
export interface TraceResultList {
  /** The version of this shape: within it, fields are only added. */
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  readonly kind: 'TraceResultList';
  /** The results, one per request, in their order. */
  readonly items: readonly TraceResult[];
}

/** How a request comes in: the protocol that the client speaks. */
export type TraceProtocol = 'HTTP' | 'HTTPS' | 'GRPC' | 'TLS' | 'TCP' | 'UDP';

/** The request as it was understood, with what was left out filled in. */
export interface TracedRequest {
  /** The protocol that the client speaks. */
  readonly protocol: TraceProtocol;
  /** Port of the listener, or in a mesh of the Service. */
  readonly port: number;
  /** The method; absent where the protocol has none. */
  readonly method?: string | undefined;
  /** `http` or `https`; absent where the protocol has none. */
  readonly scheme?: string | undefined;
  /** Host header or `:authority`, in lower case and without its port. */
  readonly host?: string | undefined;
  /** The path, with the query string. */
  readonly path?: string | undefined;
  /** The headers as they were given: names and values in order. */
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
  /** Server name of the TLS handshake. */
  readonly sni?: string | undefined;
  /** The gRPC call; absent for other requests. */
  readonly grpc?: GrpcCall | undefined;
  /** Mesh: the namespace of the client. */
  readonly clientNamespace?: string | undefined;
}

/** A call of gRPC. */
export interface GrpcCall {
  /** The service: `shop.Cart`. */
  readonly service: string;
  /** The method of the service: `Add`. */
  readonly method: string;
}

/** What comes back, and from whom. */
export interface TraceOutcome {
  /** `unknown`: part of what decides could not be read; `refused`: no listener takes the connection; `rejected`: the TLS handshake fails. */
  readonly state: 'answered' | 'unknown' | 'refused' | 'rejected';
  /** Absent for protocols without one (TLS, TCP, UDP), and where nothing answers. A backend that is reached counts as 200. */
  readonly statusCode?: number | undefined;
  /** Of gRPC: the status, as 0 OK, 12 Unimplemented, 14 Unavailable. */
  readonly grpcStatus?: number | undefined;
  /** True where the TLS connection is refused. */
  readonly rejected?: boolean | undefined;
  /** Why no backend answers, in one sentence. */
  readonly reason?: string | undefined;
  /** The field that is to blame, as `spec.rules[1].backendRefs[0]`: of `of`, else of the route. */
  readonly field?: string | undefined;
  /** The object that is to blame, where it is not the route. */
  readonly of?: ObjectRef | undefined;
  /** All backends that may answer; those with a share of nothing are left out. */
  readonly backends: readonly TraceBackend[];
  /** Part of the requests that get an error although a backend may answer: an invalid backendRef keeps its weight. */
  readonly failing?: readonly TraceFailingShare[] | undefined;
  /** Where the client is sent; absent without a redirect. */
  readonly redirect?: TraceRedirect | undefined;
  /** Host and path as the backend sees them, where a filter changes them. */
  readonly rewritten?: TraceRewrite | undefined;
  /** All headers as the backend sees them, names in lower case. */
  readonly requestHeaders?: Readonly<Record<string, string>> | undefined;
  /** All headers as the client sees them, given what the backend answers; names in lower case. */
  readonly responseHeaders?: Readonly<Record<string, string>> | undefined;
  /** Copies of the request that others get; absent where there are none. */
  readonly mirrors?: readonly TraceMirror[] | undefined;
}

/** What filters change of a request; what they leave alone is absent. */
export interface TraceRewrite {
  /** The host that the backend sees. */
  readonly host?: string | undefined;
  /** The path that the backend sees, with the query string. */
  readonly path?: string | undefined;
}

/** A backend that may answer. */
export interface TraceBackend {
  /** API group; empty for the core group. */
  readonly group: string;
  /** Kind of the object. */
  readonly kind: string;
  /** Namespace of the object; absent for cluster-scoped objects. */
  readonly namespace?: string | undefined;
  /** Name of the object. */
  readonly name: string;
  /** The backendRef's port. */
  readonly port?: number | undefined;
  /** The backendRef's weight. */
  readonly weight: number;
  /** Its share of the rule's requests, 0 to 1. */
  readonly share: number;
  /** The port of the endpoints that the Service's port leads to. */
  readonly targetPort?: string | undefined;
  /** How many endpoints are ready; absent where they could not be read. */
  readonly readyEndpoints?: number | undefined;
  /** The appProtocol of the Service's port. */
  readonly appProtocol?: string | undefined;
  /** The server name that the backend is asked for over TLS; absent without TLS. */
  readonly tlsHostname?: string | undefined;
  /** Where filters of this backendRef make it see something else than the rule's filters say. */
  readonly rewritten?: TraceRewrite | undefined;
  /** The headers as this backend sees them, where its own filters change them; names in lower case. */
  readonly requestHeaders?: Readonly<Record<string, string>> | undefined;
  /** The headers as the client sees them from this backend, where its own filters change them; names in lower case. */
  readonly responseHeaders?: Readonly<Record<string, string>> | undefined;
}

/** A share of requests that gets an error. */
export interface TraceFailingShare {
  /** The backendRef that cannot be used: `spec.rules[0].backendRefs[1]`. */
  readonly field: string;
  /** Part of the requests, 0 to 1. */
  readonly share: number;
  /** The status code that these requests get. */
  readonly statusCode: number;
  /** Why, in one sentence. */
  readonly reason: string;
}

/** Where the client is sent. */
export interface TraceRedirect {
  /** The status code: 301, 302, 303, 307 or 308. */
  readonly statusCode: number;
  /** Scheme of the new URL. */
  readonly scheme: string;
  /** Host of the new URL. */
  readonly host: string;
  /** Port of the new URL; absent where it names none: the scheme's own. */
  readonly port?: number | undefined;
  /** Path of the new URL, with the query string. */
  readonly path: string;
  /** The Location header: the new URL whole. */
  readonly location: string;
}

/** A copy of the request. */
export interface TraceMirror {
  /** API group; empty for the core group. */
  readonly group: string;
  /** Kind of the object. */
  readonly kind: string;
  /** Namespace of the object; absent for cluster-scoped objects. */
  readonly namespace?: string | undefined;
  /** Name of the object. */
  readonly name: string;
  /** The backendRef's port. */
  readonly port?: number | undefined;
  /** How many percent of the requests are copied. */
  readonly percent: number;
}

/** One step on the way of a request. */
export interface TraceStep {
  /** Which step this is. */
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
  /** What decided, in one sentence. */
  readonly text: string;
  /** The object that decided. */
  readonly of?: ObjectRef | undefined;
  /** The field of the object that decided. */
  readonly field?: string | undefined;
}

/** Something that might have answered. */
export interface TraceRejection {
  /** What might have answered: a Gateway, a listener or a route. `section` is the listener or `rules[0]`. */
  readonly of: ObjectRef;
  /** The field that did not match. */
  readonly field?: string | undefined;
  /** What did not match, the first such thing, in one sentence. */
  readonly text: string;
}

/** What a controller is known to do otherwise than the specification. */
export interface TraceDeviation {
  /** The controller of the Gateway. */
  readonly controllerName: string;
  /** Name of the implementation: `Envoy Gateway`. */
  readonly implementation: string;
  /** The version of the implementation that this is known of. */
  readonly version: string;
  /** What it does otherwise, in one sentence. */
  readonly text: string;
  /**
   * How this is known: `live` seen in a cluster, `code` read in its source, `documented` by its authors, `inferred` only
   * concluded.
   */
  readonly confidence: 'live' | 'code' | 'documented' | 'inferred';
  /** Where this is written. */
  readonly source: string;
}
