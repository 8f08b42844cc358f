import type { DocumentGap } from './gap.ts';
import type { ObjectRef } from './ref.ts';
import type { TracedRequest } from './trace-result.ts';

/** `table -o json`: what each listener answers, in the order in which rows win. Fields are only added, never changed in meaning. */
export interface RouteTable {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'RouteTable';
  readonly items: readonly ListenerRoutes[];
  readonly gaps: readonly DocumentGap[];
}

/** The rows of one listener, or of one port of a Service in a mesh. */
export interface ListenerRoutes {
  /** The Gateway, or in a mesh the Service. */
  readonly parent: ObjectRef;
  /** `section` is the listener's name; absent in a mesh. */
  readonly listener?: ObjectRef | undefined;
  readonly port?: number | undefined;
  readonly protocol?: string | undefined;
  /** Absent: any. */
  readonly hostname?: string | undefined;
  /** Of a mesh: whose clients; absent: those of every namespace without routes of its own. */
  readonly clientNamespace?: string | undefined;
  /** Whether the listener takes connections. */
  readonly serves: 'yes' | 'no' | 'unknown';
  /** Why not, or why that is not known. */
  readonly reason?: string | undefined;
  /** False where not every route that could attach was read. */
  readonly isComplete: boolean;
  readonly rows: readonly RouteTableRow[];
}

/** One match under one hostname. */
export interface RouteTableRow {
  /** `*`: any. */
  readonly hostname: string;
  /** The hostname as the route wrote it, where the listener narrows it. */
  readonly written?: string | undefined;
  readonly route: ObjectRef;
  readonly rule: { readonly index: number; readonly name?: string | undefined };
  /** Index into the rule's matches; absent where it has none. */
  readonly match?: number | undefined;
  readonly path?: { readonly type: string; readonly value: string } | undefined;
  readonly method?: string | undefined;
  /** A part that is left out stands for any. */
  readonly grpc?:
    | { readonly type: string; readonly service?: string | undefined; readonly method?: string | undefined }
    | undefined;
  readonly headers?: readonly RouteTableField[] | undefined;
  readonly query?: readonly RouteTableField[] | undefined;
  /** One sentence each. */
  readonly filters: readonly string[];
  readonly backends: readonly RouteTableBackend[];
  /** Why there is no backend at all, where no filter answers instead. */
  readonly problem?: string | undefined;
  /** A URL that a person can open to reach the row; absent where a GET does not. */
  readonly url?: string | undefined;
  /** `no`: others answer everything that the row matches. */
  readonly reached: 'yes' | 'no' | 'unknown';
  /** The request that reaches the row, or that shows who answers in its place. */
  readonly witness?: TracedRequest | undefined;
  readonly shadowedBy?: RouteTableShadow | undefined;
}

/** A header or query parameter that a row asks for. */
export interface RouteTableField {
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

/** Where a row sends requests. */
export interface RouteTableBackend {
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly port?: number | undefined;
  readonly weight: number;
  /** 0 to 1. */
  readonly share: number;
  /** Why it cannot be used. */
  readonly problem?: string | undefined;
}

/** Who answers in place of a row. */
export interface RouteTableShadow {
  /** The route, or the listener that takes the hostname. */
  readonly by: ObjectRef;
  readonly rule?: number | undefined;
  /** One sentence. */
  readonly text: string;
}
