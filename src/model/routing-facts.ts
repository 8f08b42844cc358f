import type { Fact } from './fact.ts';
import type { JsonRecord } from './read.ts';
import type { ObjectRef } from './ref.ts';
import type { Some } from './some.ts';

/** By what one match wins over another that matches as well (HR:104-120, HR:188-214, GR:213-233). */
export type Criterion =
  | 'hostname'
  | 'exactPath'
  | 'expressionPath'
  | 'longerPath'
  | 'method'
  | 'headers'
  | 'query'
  | 'longerService'
  | 'longerMethod'
  | 'olderRoute'
  | 'routeName'
  | 'earlierRule';

/** A listener with its place, as a sentence names it. */
export interface NamedListener {
  readonly holder: ObjectRef;
  readonly name: string;
  readonly port: number | undefined;
  readonly protocol: string;
  readonly hostname: string | undefined;
}

/** The way of a request: the steps, why it ends where it does, and what is left open. */
export interface RoutingFacts extends WayFacts, FilterFacts, BackendFacts, OutcomeFacts, MissFacts, RoutingNotes {}

/** How a request comes to a rule. */
export interface WayFacts {
  gatewayReached: { gateway: ObjectRef; address: string | undefined; port: number };
  serviceReached: {
    service: ObjectRef;
    port: number;
    from: 'consumer' | 'producer' | 'none';
    clientNamespace: string | undefined;
  };
  /** `by`: what the listener was chosen by; `others`: how many listeners of the port serve the host as well. */
  listenerChosen: { listener: NamedListener; by: 'host' | 'sni' | 'port'; value: string; others: number };
  tlsTerminated: { sni: string | undefined };
  tlsPassedThrough: { sni: string | undefined };
  clientCertificateAsked: { isOptional: boolean };
  listenerFilterAssumed: { index: number; type: string; by: ObjectRef | undefined };
  hostnameServed: { host: string; hostname: string; written: string };
  /** `matching`: how many matches match; `by`: what decided against the next of them. */
  rowWins: {
    kind: string;
    match: JsonRecord | undefined;
    rule: number;
    name: string | undefined;
    matching: number;
    by: Criterion | undefined;
  };
}

/** What filters do to a request. */
export interface FilterFacts {
  headersChanged: {
    of: 'request' | 'response';
    set: readonly (readonly [string, string])[];
    add: readonly (readonly [string, string])[];
    remove: readonly string[];
  };
  pathRewritten: { from: string; to: string };
  hostRewritten: { to: string };
  redirected: { statusCode: number; location: string };
  mirrored: { to: ObjectRef; port: number | undefined; percent: number };
  mirrorDropped: { to: ObjectRef; because: Fact | undefined };
  preflightAnswered: { origin: string; isAllowed: boolean };
  corsChecked: { origin: string; isAllowed: boolean };
  authAsked: { backend: ObjectRef; port: number | undefined };
  extensionAssumed: { ref: ObjectRef };
  filterNotKnown: { type: string };
}

/** Who answers, and how it is asked. */
export interface BackendFacts {
  sentTo: {
    backend: ObjectRef;
    port: number | undefined;
    share: number;
    targetPort: string | undefined;
    ready: number | undefined;
    appProtocol: string | undefined;
  };
  backendTlsUsed: { backend: ObjectRef; hostname: string | undefined; source: ObjectRef };
  sessionKept: { backend: ObjectRef; type: string; name: string | undefined; source: ObjectRef; field: string };
  timeoutsSet: { request: string | undefined; backendRequest: string | undefined };
  retriesSet: { attempts: number | undefined; codes: readonly number[]; backoff: string | undefined };
  policyActs: { policy: ObjectRef; sets: Some<readonly [field: string, value: unknown]>; isWhole: boolean };
}

/** Why a request gets no backend, or none for sure. */
export interface OutcomeFacts {
  nothingListens: { port: number; protocol: string; near: Some<NamedListener> };
  noGateways: object;
  listenerIdle: { listener: NamedListener; because: Fact | undefined };
  noListenerForHost: { host: string; port: number; near: Some<NamedListener> };
  noListenerForName: { sni: string | undefined; port: number; near: Some<NamedListener> };
  otherProtocol: { listener: NamedListener; protocol: string };
  misdirected: { sni: string | undefined; host: string; listener: NamedListener; other: NamedListener };
  noRoutes: { listener: NamedListener };
  hostNotServed: { host: string; listener: NamedListener };
  noRuleMatches: { kind: string };
  noBackendRefs: object;
  allWeightsZero: object;
  backendsFail: { because: Fact | undefined; more: number };
  noReadyEndpoints: { backend: ObjectRef };
  backendTlsFails: { policy: ObjectRef; reason: string };
  extensionFails: { because: Fact | undefined };
  authFails: { because: Fact | undefined };
  routesNotRead: { kinds: readonly string[] };
  parentNotRead: { ref: ObjectRef; because: Fact | undefined };
  parentMissing: { ref: ObjectRef; because: Fact | undefined };
  servicePortNotThere: { service: ObjectRef; port: number };
  listenerNotJudged: { listener: NamedListener; because: Fact | undefined };
  routeNotJudged: { route: ObjectRef };
  meshDefault: { service: ObjectRef };
}

/** Why something else does not answer: the first thing that does not match. */
export interface MissFacts {
  listenerElsewhere: { listener: NamedListener };
  servesNothing: { because: Fact | undefined };
  listenerReported: { condition: string; status: string; reason: string; message: string };
  aboveReported: { of: ObjectRef; condition: string; reason: string; message: string };
  protocolMisses: { speaks: string; protocol: string };
  hostnameMisses: { hostnames: Some; host: string };
  pathMisses: { type: string; value: string; path: string };
  methodMisses: { wanted: string; method: string };
  grpcMisses: { wanted: string; called: string };
  fieldAbsent: { what: 'header' | 'query'; name: string };
  fieldDiffers: { what: 'header' | 'query'; name: string; type: string; wanted: string; value: string };
  beaten: { by: Criterion; rule: number; route: ObjectRef };
  routeRefused: { because: Fact | undefined };
}

/** What implementations decide, or what the answer assumes. */
export interface RoutingNotes {
  addressOfNoGateway: { address: string };
  expressionOrder: object;
  expressionDialect: { expression: string };
  expressionNotUnderstood: { expression: string; route: ObjectRef };
  fieldRepeated: { what: 'header' | 'query'; name: string };
  withoutIsolation: { listener: NamedListener; route: ObjectRef; rule: number };
  bySharedHostname: { route: ObjectRef; rule: number };
  pathNotNormal: { path: string };
  /** A redirect to what was asked for. */
  redirectLoop: { location: string; scheme: string };
  routesMayWin: { kinds: readonly string[] };
  backendNotJudged: { backend: ObjectRef; because: Fact | undefined };
  answeredByHttpRoute: object;
  noClientNamespace: object;
  authAssumed: { backend: ObjectRef };
  certificateAssumed: object;
  servesByChoice: { listener: NamedListener; because: Fact | undefined };
  rivalServesNothing: { listener: NamedListener; rival: string; because: Fact | undefined };
  backendTlsByChoice: { policy: ObjectRef; because: Fact | undefined };
}
