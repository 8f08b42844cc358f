import type { TraceDeviation } from '../../documents/trace-result.ts';

/** What is known of one thing that an implementation does: the value, how it is known, and from where. */
export interface Known<Value> {
  readonly value: Value;
  readonly confidence: TraceDeviation['confidence'];
  readonly source: string;
}

/** What decides between two matches: the keys in the order in which they are compared. */
export type OrderKey =
  /** Where expressions stand between the other types of paths. */
  | 'exactRegexPrefix'
  | 'exactPrefixRegex'
  | 'pathLength'
  /** The same where an expression's length does not count. */
  | 'pathLengthExceptRegex'
  /** Each as a key of its own: the longer exact path, then expression, then prefix. */
  | 'exactLength'
  | 'regexLength'
  | 'prefixLength'
  | 'method'
  | 'headerCount'
  /** The method counts as one header. */
  | 'headerCountWithMethod'
  | 'exactHeaderCount'
  | 'cookies'
  | 'queryCount'
  | 'exactQueryCount'
  | 'preciseHost'
  | 'hostDots'
  | 'hostLength'
  /** The path is chosen first and alone: what follows decides only between matches of that path. */
  | 'pathFirst'
  /** Numbers that are added up; see `sumWeights`. */
  | 'sum'
  | 'routerName'
  | 'weightAnnotation'
  | 'age'
  | 'nsName'
  | 'ruleIndex'
  | 'listOrder';

/** The numbers of an order by sum. */
export interface SumWeights {
  readonly exact: number;
  readonly prefixBase: number;
  readonly regexBase: number;
  readonly perPathCharacter: number;
  /** Of the prefix `/`, in place of its length. */
  readonly prefixSlashOnly: number;
  readonly method: number;
  readonly perHeader: number;
  readonly perQuery: number;
  readonly plusLongestHostnameLength: boolean;
  readonly plusRulesMinusIndex: boolean;
}

/** Where implementations decide, or are known to differ. What is absent is not known: the specification then stands alone. */
export interface Behaviours {
  /** Which of the listeners that cover a host serve it. `spec`: the most specific alone. */
  readonly listenerPick?: Known<
    'spec' | 'equalOnly' | 'samePortProtoSubset' | 'crossPort' | 'bestListener' | 'sectionNameEqual' | 'none'
  >;
  /** Whether rules of a less specific hostname are tried when those of the best one do not match. */
  readonly hostFallthrough?: Known<boolean>;
  /** Which hostname ranks a route at a listener; `sum`: it is only a small part of a number. */
  readonly hostKey?: Known<'intersected' | 'original' | 'sum'>;
  readonly order?: Known<readonly OrderKey[]>;
  readonly sumWeights?: Known<SumWeights>;
  /** After a plain `/` nothing else of the host is programmed. */
  readonly catchAllEndsTable?: Known<boolean>;
  /** Listeners of all ports share one table. */
  readonly portsShareRoutes?: Known<boolean>;
  /** Routes of all Gateways compete. */
  readonly gatewaysShareRoutes?: Known<boolean>;
  readonly regexAnchor?: Known<'full' | 'start' | 'none'>;
  readonly headerRegexAnchor?: Known<'full' | 'start' | 'none'>;
  readonly pathRegexDialect?: Known<string>;
  /** `literal`: `/foo/` does not match `/foo`. */
  readonly prefixTrailingSlash?: Known<'trim' | 'literal'>;
  readonly prefixUnit?: Known<'segment' | 'char'>;
  /** `*` and `?` in an Exact path are wildcards. */
  readonly wildcardsInExact?: Known<boolean>;
  /** What is done to a path before it is matched. */
  readonly normalise?: Known<{
    readonly dotSegments?: boolean;
    readonly mergeSlashes?: boolean;
    readonly escapedSlash?: 'keep' | 'decode' | 'redirect';
  }>;
  readonly duplicateRequestHeader?: Known<'joined' | 'any' | 'split'>;
  /** Entries of a match whose names differ only in case: whether all count. */
  readonly duplicateMatchEntry?: Known<'all' | 'first'>;
  /** What an empty value of a header match means. */
  readonly emptyMatchValue?: Known<'present'>;
  readonly queryDecoded?: Known<boolean>;
  readonly queryRepeated?: Known<'first' | 'last' | 'any'>;
  readonly sameMatchTwoRoutes?: Known<'oldest' | 'merged' | 'refused' | 'name' | 'ruleCount'>;
  /** A host that belongs to another listener than the server name. */
  readonly misdirected?: Known<'421' | 'serve' | '404' | '404or421'>;
  /** What becomes of the share of an invalid backend beside a valid one. */
  readonly mixedInvalid?: Known<'share500' | 'redistribute' | 'share503'>;
  /** The status where no backend is usable. */
  readonly noBackend?: Known<number>;
  readonly noEndpoints?: Known<number>;
  /** The status where all weights are 0; `all`: a single backend gets all of it. */
  readonly zeroWeights?: Known<number | 'all'>;
  readonly emptyBackendRefs?: Known<number>;
  readonly missingServicePort?: Known<string>;
  readonly badMirror?: Known<'drop' | 'rule500' | 'routeDropped' | 'unsupported500'>;
  /** Filters of the specification for which a rule answers an error. */
  readonly unsupportedFilters?: Known<readonly string[]>;
  readonly unknownFilter?: Known<'rule500' | 'ignored' | 'routeDropped' | 'rejected'>;
  /** grpc-status; null: none is sent. */
  readonly grpcInvalid?: Known<number | null>;
  readonly grpcNoMatch?: Known<number | null>;
  readonly grpcServiceOnly?: Known<'prefix' | 'never' | 'refused'>;
  readonly redirectPortDefault?: Known<'listener' | 'listenerPrinted' | 'hostHeader' | 'none' | 'byScheme'>;
  readonly redirectCodes?: Known<readonly number[]>;
  readonly redirectWithoutHostname?: Known<'pathOnly'>;
  /** A redirect to a scheme does not match a request that already came by it. */
  readonly redirectSchemeGuard?: Known<boolean>;
  readonly defaultRetries?: Known<number>;
  readonly ignoredFields?: Known<readonly string[]>;
  readonly supportedFeaturesWritten?: Known<boolean>;
  readonly attachedRoutes?: Known<string>;
}

/** A controller of Gateways or meshes, and what is known of it. */
export interface Implementation {
  /** As its makers write it: `Envoy Gateway`. */
  readonly name: string;
  /** The version that all of this is known of. */
  readonly version: string;
  /** `controllerName` of its GatewayClasses, or where it has none of its routes' status. */
  readonly controllerNames: readonly string[];
  readonly behaviours: Behaviours;
}
