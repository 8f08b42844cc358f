/** A file of routing tests, `*.routes.yaml`: what a request is expected to meet. What is written at the head holds for all tests. */
export interface RoutingTest extends RoutingTestDefaults {
  apiVersion: 'gwctl.dev/v1alpha1';
  kind: 'RoutingTest';
  /** Ignored: a name, labels and the like, for tools that want them. */
  metadata?: object;
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
  /** Port of the listener; else that of the URL. */
  port?: number;
  protocol?: 'HTTP' | 'HTTPS' | 'GRPC' | 'TLS' | 'TCP' | 'UDP';
  /** Sent with the request; those of a test are added to those of the file. */
  headers?: RoutingTestHeaders;
}

/** Header names and values, or lines `Name: value`. */
export type RoutingTestHeaders = Readonly<Record<string, string | number | boolean>> | readonly string[];

/** One test: a request and what is expected of it. */
export interface RoutingTestEntry extends RoutingTestDefaults {
  /** Without one the request is the name. */
  name?: string;
  /** `GET https://shop.example.com/cart`, `https://…` (GET), `curl …`, or the long form. */
  request?: string | RoutingTestRequest;
  /** A command line of curl, as it is pasted. */
  curl?: string;
  /** Server name of the TLS handshake, where it is not the URL's. */
  sni?: string;
  /** `SERVICE/METHOD` of a gRPC call. */
  grpc?: string;
  expect: RoutingExpectation;
}

/** The long form of a request. */
export interface RoutingTestRequest {
  method?: string;
  url?: string;
  headers?: RoutingTestHeaders;
  sni?: string;
  grpc?: string;
  port?: number;
  protocol?: 'HTTP' | 'HTTPS' | 'GRPC' | 'TLS' | 'TCP' | 'UDP';
  curl?: string;
  /** What the backend answers with, for `responseHeaders`. */
  backendResponseHeaders?: RoutingTestHeaders;
}

/** What is expected: everything that is written must hold, and of `not` nothing. */
export interface RoutingExpectation extends RoutingClaims {
  not?: RoutingClaims;
}

/**
 * What may be said of an answer. Backends are `[KIND/][NAMESPACE/]NAME[:PORT]`, routes `[KIND/][NAMESPACE/]NAME`: what is not
 * written is not compared.
 */
export interface RoutingClaims {
  /** The only backend that answers. Of `not`: one that never does. */
  backend?: string;
  /** All backends that may answer; with shares as `90%`, or as weights. */
  backends?: readonly string[] | Readonly<Record<string, string | number>>;
  /** The status code; a backend that is reached counts as 200. `refused`: no connection; `rejected`: the TLS handshake fails. */
  status?: number | 'refused' | 'rejected';
  /** gRPC: 0 OK, 12 Unimplemented, 14 Unavailable. */
  grpcStatus?: number;
  /** The Location header; the port that a scheme implies may be left out. */
  redirect?: string;
  /** The path that the backend sees, with the query string where one is written. */
  path?: string;
  /** The host that the backend sees. */
  host?: string;
  /** Headers that the backend sees; null: it does not see it. */
  requestHeaders?: Readonly<Record<string, string | number | boolean | null>>;
  /** Headers that the client sees; null: it does not see it. */
  responseHeaders?: Readonly<Record<string, string | number | boolean | null>>;
  route?: string;
  /** Index, or name. */
  rule?: number | string;
  /** Index of the match in its rule. */
  match?: number;
  /** Name of the listener, or `[NAMESPACE/]OBJECT#LISTENER`. */
  listener?: string;
  /** All backends that get a copy; with the percentage as `5%`. */
  mirrors?: readonly string[] | Readonly<Record<string, string | number>>;
  /** Kinds of policies that act on the way: all of them must. */
  policy?: string | readonly string[];
}
