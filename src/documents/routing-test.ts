/** A file of routing tests, `*.routes.yaml`: what a request is expected to meet. What is written at the head holds for all tests. */
export interface RoutingTest extends RoutingTestDefaults {
  /** The version of this shape: within it, fields are only added. */
  apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  kind: 'RoutingTest';
  /** Ignored: a name, labels and the like, for tools that want them. */
  metadata?: object;
  /** The tests, which run in their order. */
  tests: readonly RoutingTestEntry[];
}

/** Where requests come in, for one test or for all of a file. */
export interface RoutingTestDefaults {
  /** `[NAMESPACE/]NAME` of the Gateway that the request comes to; else the one that answers it. */
  gateway?: string;
  /** Name of the listener whose port the request comes to. */
  listener?: string;
  /** Mesh: `[NAMESPACE/]SERVICE[:PORT]` that the request is sent to. */
  mesh?: string;
  /** Mesh: the namespace of the client. */
  clientNamespace?: string;
  /** Port that the request arrives at; else that of the URL. */
  port?: number;
  /** Protocol that the client speaks; else that of the URL. */
  protocol?: 'HTTP' | 'HTTPS' | 'GRPC' | 'TLS' | 'TCP' | 'UDP';
  /** Headers that are sent with the request; those of a test are added to those of the file. */
  headers?: RoutingTestHeaders;
}

/** Header names and values, or lines `Name: value`. */
export type RoutingTestHeaders = Readonly<Record<string, string | number | boolean>> | readonly string[];

/** One test: a request and what is expected of it. */
export interface RoutingTestEntry extends RoutingTestDefaults {
  /** Name of the test; without one, the request is its name. */
  name?: string;
  /** The request: `GET https://shop.example.com/cart`, `https://…` (GET), `curl …`, or the long form. */
  request?: string | RoutingTestRequest;
  /** A command line of curl, as it is pasted. */
  curl?: string;
  /** Server name of the TLS handshake, where it is not the URL's. */
  sni?: string;
  /** `SERVICE/METHOD` of a gRPC call. */
  grpc?: string;
  /** What is expected of the answer. */
  expect: RoutingExpectation;
}

/** The long form of a request. */
export interface RoutingTestRequest {
  /** Method of the request; GET unless given. */
  method?: string;
  /** URL of the request. */
  url?: string;
  /** Headers of the request. */
  headers?: RoutingTestHeaders;
  /** Server name of the TLS handshake, where it is not the URL's. */
  sni?: string;
  /** `SERVICE/METHOD` of a gRPC call. */
  grpc?: string;
  /** Port that the request arrives at; else that of the URL. */
  port?: number;
  /** Protocol that the client speaks; else that of the URL. */
  protocol?: 'HTTP' | 'HTTPS' | 'GRPC' | 'TLS' | 'TCP' | 'UDP';
  /** A command line of curl, in place of the other fields. */
  curl?: string;
  /** Headers that the backend is taken to answer with, for `responseHeaders`. */
  backendResponseHeaders?: RoutingTestHeaders;
}

/** What is expected: everything that is written must hold, and of `not` nothing. */
export interface RoutingExpectation extends RoutingClaims {
  /** What must not be so; of a list, none of its entries. */
  not?: RoutingClaims;
}

/**
 * What may be said of an answer. Backends are `[KIND/][NAMESPACE/]NAME[:PORT]`, routes `[KIND/][NAMESPACE/]NAME`: what is not
 * written is not compared.
 */
export interface RoutingClaims {
  /** The only backend that answers; below `not`, one that never does. */
  backend?: string;
  /** All backends that may answer; with shares as `90%`, or as weights. */
  backends?: readonly string[] | Readonly<Record<string, string | number>>;
  /** The status code; a backend that is reached counts as 200. `refused`: no connection; `rejected`: the TLS handshake fails. */
  status?: number | 'refused' | 'rejected';
  /** The status of gRPC: 0 OK, 12 Unimplemented, 14 Unavailable. */
  grpcStatus?: number;
  /** Where the client is sent (the Location header); the port that a scheme implies may be left out. */
  redirect?: string;
  /** The path that the backend sees, with the query string where one is written. */
  path?: string;
  /** The host that the backend sees. */
  host?: string;
  /** Headers that the backend sees; null: it does not see it. */
  requestHeaders?: Readonly<Record<string, string | number | boolean | null>>;
  /** Headers that the client sees; null: it does not see it. */
  responseHeaders?: Readonly<Record<string, string | number | boolean | null>>;
  /** The route that answers: `[KIND/][NAMESPACE/]NAME`. */
  route?: string;
  /** The rule of the route that answers: its index, or its name. */
  rule?: number | string;
  /** The match that answers: its index in the rule. */
  match?: number;
  /** The listener that takes the request: its name, or `[NAMESPACE/]OBJECT#LISTENER`. */
  listener?: string;
  /** All backends that get a copy; with the percentage as `5%`. */
  mirrors?: readonly string[] | Readonly<Record<string, string | number>>;
  /** Kinds of policies that act on the way: all of them must. */
  policy?: string | readonly string[];
}
