import type { DocumentGap } from './gap.ts';
import type { ObjectRef, RuleRef } from './ref.ts';
import type { TracedRequest } from './trace-result.ts';

/** `table -o json`: what each listener answers, in the order in which rows win. Fields are only added, never changed in meaning. */
export interface RouteTable {
  /** The version of this shape: within it, fields are only added. */
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  readonly kind: 'RouteTable';
  /** The listeners, or of a mesh the ports of Services, with their rows. */
  readonly items: readonly ListenerRoutes[];
  /** What could not be read, and what the answer lacks because of it; empty when everything was read. */
  readonly gaps: readonly DocumentGap[];
}

/** The rows of one listener, or of one port of a Service in a mesh. */
export interface ListenerRoutes {
  /** The Gateway, or in a mesh the Service. */
  readonly parent: ObjectRef;
  /** `section` is the listener's name; absent in a mesh. */
  readonly listener?: ObjectRef | undefined;
  /** Port of the listener or Service. */
  readonly port?: number | undefined;
  /** Protocol of the listener: `HTTP`, `HTTPS`, `TLS` … */
  readonly protocol?: string | undefined;
  /** Hostname of the listener; absent where it takes any. */
  readonly hostname?: string | undefined;
  /**
   * In a mesh: the namespace of the clients that the rows hold for; absent where they hold for those of every namespace
   * without routes of its own.
   */
  readonly clientNamespace?: string | undefined;
  /** Whether the listener takes connections. */
  readonly serves: 'yes' | 'no' | 'unknown';
  /** Why the listener takes no connections, or why that is not known. */
  readonly reason?: string | undefined;
  /** Whether every route that could attach was read. */
  readonly isComplete: boolean;
  /** The matches, in the order in which they win. */
  readonly rows: readonly RouteTableRow[];
}

/** One match under one hostname. */
export interface RouteTableRow {
  /** The hostname that the row answers; `*` for any. */
  readonly hostname: string;
  /** The hostname as the route wrote it, where the listener narrows it. */
  readonly written?: string | undefined;
  /** The route that the match belongs to. */
  readonly route: ObjectRef;
  /** The rule that the match belongs to. */
  readonly rule: RuleRef;
  /** Index into the rule's matches; absent where it has none. */
  readonly match?: number | undefined;
  /** The path that is asked for; absent where any is. */
  readonly path?: RouteTablePath | undefined;
  /** The method that is asked for; absent where any is. */
  readonly method?: string | undefined;
  /** Of gRPC: the call that is asked for. A part that is left out stands for any. */
  readonly grpc?: RouteTableCall | undefined;
  /** Headers that are asked for; absent where none are. */
  readonly headers?: readonly RouteTableField[] | undefined;
  /** Query parameters that are asked for; absent where none are. */
  readonly query?: readonly RouteTableField[] | undefined;
  /** What the filters do: one sentence each. */
  readonly filters: readonly string[];
  /** Where requests are sent; empty where a filter answers or nothing does. */
  readonly backends: readonly RouteTableBackend[];
  /** Why there is no backend at all, where no filter answers instead. */
  readonly problem?: string | undefined;
  /** A URL that a person can open to reach the row; absent where a GET does not. */
  readonly url?: string | undefined;
  /**
   * `yes`: some request reaches the row; `no`: others answer everything that it matches; `unknown`: a regular expression
   * leaves that open.
   */
  readonly reached: 'yes' | 'no' | 'unknown';
  /** The request that reaches the row, or that shows who answers in its place. */
  readonly witness?: TracedRequest | undefined;
  /** Who answers in place of the row; absent where it is reached. */
  readonly shadowedBy?: RouteTableShadow | undefined;
}

/** The path that a row asks for. */
export interface RouteTablePath {
  /** `Exact`, `PathPrefix`, `RegularExpression`, or a type of the implementation's own. */
  readonly type: string;
  /** The path, prefix or expression. */
  readonly value: string;
}

/** The call of gRPC that a row asks for. */
export interface RouteTableCall {
  /** `Exact` or `RegularExpression`. */
  readonly type: string;
  /** The service; absent where any is meant. */
  readonly service?: string | undefined;
  /** The method; absent where any is meant. */
  readonly method?: string | undefined;
}

/** A header or query parameter that a row asks for. */
export interface RouteTableField {
  /** Name of the header or query parameter. */
  readonly name: string;
  /** `Exact` or `RegularExpression`. */
  readonly type: string;
  /** The value or expression. */
  readonly value: string;
}

/** Where a row sends requests. */
export interface RouteTableBackend {
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
  /** Why it cannot be used; absent where it can. */
  readonly problem?: string | undefined;
}

/** Who answers in place of a row. */
export interface RouteTableShadow {
  /** The route, or the listener that takes the hostname. */
  readonly by: ObjectRef;
  /** Index of that route's rule; absent where a listener takes the hostname. */
  readonly rule?: number | undefined;
  /** Why it answers in place of the row, in one sentence. */
  readonly text: string;
}
