/** Which objects are meant. */
export interface Selection {
  /**
   * A type as kubectl takes it, or several with commas: `httproutes`, `gateways,listenersets`, `policies`, `routes`.
   * `TYPE/NAME` names one object.
   */
  readonly type: string;
  /** Absent: all. */
  readonly names?: readonly string[] | undefined;
  /** Absent: the namespace that the cluster's context names; of files all. */
  readonly namespace?: string | undefined;
  readonly allNamespaces?: boolean | undefined;
  /** `app=shop,tier!=test` */
  readonly labelSelector?: string | undefined;
}

/** What to describe. */
export interface DescribeQuestion extends Selection {
  /** Whether events are read too. Default: true. */
  readonly events?: boolean | undefined;
}

/** What to draw. Without a type: all Gateways, routes and what has to do with them. */
export interface GraphQuestion extends Omit<Selection, 'type'> {
  readonly type?: string | undefined;
  /** `up`: what leads to it; `down`: what it leads to. Default: both. */
  readonly direction?: 'up' | 'down' | undefined;
  /** How many objects far. Default: all the way. */
  readonly depth?: number | undefined;
  /** Only nodes of these types: `gateways`, `routes`, `policies` … */
  readonly kinds?: readonly string[] | undefined;
  /** Only what is broken, with the way that leads there. */
  readonly onlyBroken?: boolean | undefined;
  /** Default: true. */
  readonly policies?: boolean | undefined;
  /** EndpointSlices and Pods too. Default: where they are named. */
  readonly endpoints?: boolean | undefined;
}

/** Whose effective policies; of a policy its targets are meant. `NAME#SECTION` names a listener, rule or port. */
export interface EffectiveQuestion extends Selection {
  /** Only policies of these kinds: `ClientTrafficPolicy`. */
  readonly kinds?: readonly string[] | undefined;
  /** Only paths through each of these: `[NAMESPACE/]TYPE/NAME[#SECTION]`. */
  readonly paths?: readonly string[] | undefined;
  /** Of two defaults on one level let the newer win, as GEP-713 reads literally. */
  readonly gep713Literal?: boolean | undefined;
}

/** Which part of the cluster to look over. */
export interface StatusQuestion {
  /** Absent: the namespace that the cluster's context names; of files all. */
  readonly namespace?: string | undefined;
  readonly allNamespaces?: boolean | undefined;
  /** @deprecated The report carries all problems, the worst first. */
  readonly problems?: number | undefined;
}

/** What to look over for mistakes: all, or some objects. */
export interface AnalyzeQuestion extends Omit<Selection, 'type'> {
  readonly type?: string | undefined;
  /** Only these rules, by their codes or names. */
  readonly rules?: readonly string[] | undefined;
  /** Not these. */
  readonly skip?: readonly string[] | undefined;
}

/** Requests to follow, each answered by the likeliest Gateway. */
export interface TraceQuestion {
  readonly requests: readonly TraceQuestionRequest[];
  /** Of parents that name none. Absent: the namespace that the source means where none is named. */
  readonly namespace?: string | undefined;
  /** How many of the candidates that did not answer are told. Default: 5. */
  readonly rejected?: number | undefined;
}

/** Routing tests to run, each answered by the likeliest Gateway unless it names one. */
export interface TestQuestion {
  /** Files of tests, and folders with `*.routes.yaml` below them. */
  readonly paths: readonly string[];
  /** Of what tests name without one. Absent: the namespace that the source means where none is named. */
  readonly namespace?: string | undefined;
  /** Whether the matches that no test reaches are told too. Default: false. */
  readonly coverage?: boolean | undefined;
  /** Hold what the controller is known to answer against what is expected, in place of what the specification says. */
  readonly asImplemented?: boolean | undefined;
}

/** One request; what is absent follows from the rest. */
export interface TraceQuestionRequest {
  readonly id?: string | undefined;
  /** A Gateway (the kind where none is written), a ListenerSet, or a Service of a mesh. Absent: whatever could answer. */
  readonly parent?:
    | { readonly kind?: string | undefined; readonly namespace?: string | undefined; readonly name: string }
    | undefined;
  /** In a mesh: where the client runs. */
  readonly clientNamespace?: string | undefined;
  readonly listenerPort?: number | undefined;
  readonly protocol?: 'HTTP' | 'HTTPS' | 'GRPC' | 'TLS' | 'TCP' | 'UDP' | undefined;
  readonly request?:
    | {
        readonly method?: string | undefined;
        readonly scheme?: 'http' | 'https' | undefined;
        readonly host?: string | undefined;
        /** With the query string. */
        readonly path?: string | undefined;
        readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
        readonly sni?: string | undefined;
        readonly grpc?: { readonly service: string; readonly method: string } | undefined;
        /** What the backend is taken to answer. */
        readonly backendResponseHeaders?: readonly (readonly [name: string, value: string])[] | undefined;
      }
    | undefined;
}

/** Whose tables: Gateways where no type is given, or Services of a mesh. `NAME#SECTION` names a listener or port. */
export interface TableQuestion extends Omit<Selection, 'type'> {
  readonly type?: string | undefined;
  /** In a mesh: the namespace of the clients. */
  readonly clientNamespace?: string | undefined;
}

/** What one wants to read. */
export interface CheckQuestion {
  /** Absent: all namespaces. */
  readonly namespace?: string | undefined;
  /** Also what the CRDs of a release would drop or refuse: `1.7`, `1.7/experimental`; without a channel that which is installed. */
  readonly upgradeTo?: string | undefined;
}
