import type { Gap } from './gap.ts';
import type { JsonRecord } from './read.ts';
import type { GroupKind, ObjectRef } from './ref.ts';
import type { ImplementationFacts } from './implementation-facts.ts';
import type { RoutingFacts } from './routing-facts.ts';
import type { Some } from './some.ts';

/**
 * Something that the rules found out: a code and what it is about, as data. Sentences are made where they are shown
 * (`view/say`); nothing but this data may decide anything.
 */
export type Fact = FactOf;

/** The codes of facts. */
export type FactCode = keyof FactArguments;

/** The facts of some codes. */
export type FactOf<Code extends FactCode = FactCode> = {
  [One in Code]: { readonly code: One } & Readonly<FactArguments[One]>;
}[Code];

/** What each fact is about. */
export interface FactArguments
  extends
    ReadingFacts,
    ReferenceFacts,
    CertificateFacts,
    AttachmentFacts,
    ListenerFacts,
    PolicyFacts,
    EffectiveFacts,
    DriftFacts,
    RoutingFacts,
    ImplementationFacts {}

/** A fact without arguments. */
type Nothing = object;

/** What could not be read. */
export interface ReadingFacts {
  gap: { gap: Gap };
  kindNotRead: { kind: string };
  /**
   * What may stand outside of the files. `elsewhere`: a namespace of the files that has one of the name. `maker`: an object
   * of the files from which a controller makes it.
   */
  notAmongFiles: { ref: ObjectRef; elsewhere: string | undefined; maker: ObjectRef | undefined };
  grantNotAmongFiles: {
    from: { readonly kind: string; readonly namespace?: string | undefined };
    to: ObjectRef;
    near?: NearGrant | undefined;
  };
  /** What a selector or annotation asks for, and no object of the files has. */
  noneAmongFiles: { because: Fact };
  /** A file holds an object of the kind that could not be read; it may be the one. */
  mayBeUnread: { kind: string };
  grantsNotRead: { namespace: string };
  listenerSetsNotRead: Nothing;
  labelsNotKnown: { namespace: string; because: Fact | undefined };
  namespacesNotRead: Nothing;
  objectsNotRead: { kind: string };
  /** No object of the files lies there. */
  namespaceNotInFiles: { namespace: string; near: string | undefined; known: Some };
}

/** References to objects and backends. */
export interface ReferenceFacts {
  /** `near`: a name like it that is there. `elsewhere`: a namespace that has one of the name. `otherKind`: another kind that has. */
  objectMissing: {
    ref: ObjectRef;
    near: string | undefined;
    elsewhere: string | undefined;
    otherKind?: GroupKind | undefined;
  };
  /** `near`: the grant that was probably meant to permit it. */
  refNotPermitted: {
    from: { readonly kind: string; readonly namespace?: string | undefined };
    to: ObjectRef;
    near?: NearGrant | undefined;
  };
  /** `core` stands where the API wants the empty group. */
  coreIsWritten: Nothing;
  /** No kind has this group; `right` is that of the kind that was meant, `object` what is there by it. */
  wrongGroup: { type: GroupKind; right: string; object: ObjectRef | undefined };
  /** An entry of a ReferenceGrant. */
  grantsNothing: { path: string; because: Fact };
  portNotNamed: { ref: ObjectRef; ports: Some<number> };
  portMissing: { ref: ObjectRef; port: number; ports: Some<number> };
  noReasonForPort: Nothing;
  /** The Service has the port, but not for what the referrer sends. */
  portOfOtherProtocol: { ref: ObjectRef; port: number; protocol: string; wanted: 'TCP' | 'UDP'; from: string };
  /** A policy by which connections to a backend fail, or may. */
  backendTlsUnmet: { policy: ObjectRef; because: Fact | undefined };
  backendTlsUnknown: { policy: ObjectRef; because: Fact | undefined };
  backendTlsNeeded: { ref: ObjectRef; port: number; appProtocol: string };
  externalNameBackend: Nothing;
  xBackendElsewhere: { ref: ObjectRef };
  notABackendKind: { type: GroupKind };
  foreignBackend: { type: GroupKind };
  filterFails: { index: number; because: Fact | undefined };
  misplacedFilters: { listener: string; protocol: string };
  noReasonForFilters: Nothing;
  /** Several references fail: the first, and how many more. */
  andMore: { first: Fact; more: number };
}

/** A ReferenceGrant that permits a reference but for what is wrong with it; without faults it stands in the wrong namespace. */
export interface NearGrant {
  readonly grant: ObjectRef;
  readonly faults: readonly GrantFault[];
}

/** One entry of a ReferenceGrant that names something else. */
export interface GrantFault {
  /** `spec.from[0]` */
  readonly path: string;
  readonly field: 'group' | 'kind' | 'namespace' | 'name';
  readonly is: string;
  readonly wanted: string;
}

/** Certificates and certificate authorities. */
export interface CertificateFacts {
  noTrustBundles: Nothing;
  notAnAuthorityKind: { type: GroupKind };
  foreignAuthority: { type: GroupKind };
  /** The key `ca.crt` is missing, but another one holds certificates. */
  otherAuthorityKey: { key: string };
  noPem: { ref: ObjectRef; field: string };
  authorityKeyMissing: { ref: ObjectRef; key: string };
  notACertificateKind: { type: GroupKind };
  foreignCertificate: { type: GroupKind };
  certificateKeyMissing: { ref: ObjectRef; key: string };
  malformedCertificate: { ref: ObjectRef };
  clientsNotVerified: { because: Fact | undefined };
}

/** Whether routes and ListenerSets attach. */
export interface AttachmentFacts {
  foreignParent: { type: GroupKind };
  /** `near`: the kind that was probably meant. */
  notAParentKind: { type: GroupKind; near: string };
  idleListenerSet: { because: Fact | undefined };
  /** `holder`: the object beside it that has a listener of the name: a ListenerSet of the Gateway, or its Gateway. */
  listenerMissing: {
    parent: ObjectRef;
    listener: string;
    near: string | undefined;
    known: Some;
    holder?: ObjectRef | undefined;
  };
  listenerOnOtherPort: { parent: ObjectRef; listener: string; port: number | undefined; wanted: number | undefined };
  noListenerOnPort: { parent: ObjectRef; port: number | undefined; ports: Some<number> };
  foreignListenerProtocol: { listener: string; protocol: string };
  kindNotTaken: { listener: string; protocol: string; kinds: readonly string[]; kind: string };
  namespaceNotTaken: { listener: string; refusal: NamespaceRefusal };
  noHostnameShared: { listeners: Some<ListenerHostname>; hostnames: Some };
  noListenerTakes: { parent: ObjectRef; refusals: Some<ListenerRefusal> };
  unknownNamespacesFrom: { from: string };
  invalidNamespaceSelector: Nothing;
  servicePortMissing: {
    service: ObjectRef;
    name: string | undefined;
    port: number | undefined;
    near: string | undefined;
    ports: Some<{ readonly name: string | undefined; readonly number: number | undefined }>;
  };
  strongerRoute: { route: ObjectRef; service: ObjectRef };
  unsuitableService: { trait: 'ExternalName' | 'headless' };
  parentRefMissing: Nothing;
  foreignListenerSetParent: { kind: string };
  listenerSetNotTaken: { gateway: ObjectRef; refusal: NamespaceRefusal };
  /** By listener isolation. `by`: the listener that takes them; `isElsewhere`: another object holds it. */
  hostnamesTaken: { hostnames: Some; listener: string; by: ObjectRef; isElsewhere: boolean };
  hostnamesIgnored: { hostnames: Some };
  /** `route` gets all the traffic of the listener. */
  listenerTaken: { route: ObjectRef; listener: string; kind: string; precedence: 'older' | 'name' | 'notCreated' };
}

/** What is worth knowing of something that is accepted, and yet does not work as it is written. */
export type Note = RouteNote | FactOf<'portOfOtherProtocol' | 'coreIsWritten'>;

/** What keeps requests from a route although it attaches. */
export type RouteNote = FactOf<'hostnamesTaken' | 'hostnamesIgnored' | 'listenerTaken'>;

/** A listener with the hostname that it serves, `*` for any. */
export interface ListenerHostname {
  readonly listener: string;
  readonly hostname: string;
}

/** Why one listener does not take a route. */
export type ListenerRefusal = FactOf<'kindNotTaken' | 'namespaceNotTaken'>;

/** Which namespaces are allowed, where this one is not. */
export type NamespaceRefusal =
  | { readonly by: 'Same'; readonly own: string; readonly namespace: string }
  | { readonly by: 'None' }
  | { readonly by: 'absentSelector' }
  | {
      readonly by: 'Selector';
      readonly selector: JsonRecord;
      readonly namespace: string;
      /** The labels that the selector asks for, as the namespace has them. */
      readonly labels: readonly (readonly [key: string, value: string | undefined])[];
    };

/** Gateways, ListenerSets and their listeners. */
export interface ListenerFacts {
  classMissing: { because: Fact };
  noValidListener: { holder: ObjectRef; listeners: Some };
  invalidListeners: { listeners: Some };
  unresolvedListeners: { listeners: Some };
  /** A Service that was made for a Gateway which reports no address. */
  addressOfService: { service: ObjectRef; type: string; addresses: readonly string[] };
  parentNotAccepted: { gateway: ObjectRef; because: Fact | undefined };
  /** `holder` of the other listener, where it is not that of this one. */
  hostnameConflict: {
    other: string;
    holder: ObjectRef | undefined;
    port: number | undefined;
    hostname: string | undefined;
  };
  protocolConflict: {
    other: string;
    holder: ObjectRef | undefined;
    port: number | undefined;
    otherProtocol: string;
    protocol: string;
  };
  hostnamesOverlap: { other: string; holder: ObjectRef | undefined };
  /** None is known to be valid, and of these only the controller knows. */
  openListeners: { listeners: Some };
  /** An HTTPRoute and a GRPCRoute; `dropped`: the one that a stricter controller refuses. */
  kindsShareHostname: { rival: ObjectRef; listener: string; dropped: ObjectRef };
  /** The class lists its features, and this is none of them. */
  featureNotListed: { gatewayClass: string; feature: string; path: string };
  /** All that a route serves at `listener` belongs to `taker`, which is more specific. */
  allHostnamesTaken: { listener: string; taker: ObjectRef };
  /** `listener`: the one that a stricter controller refuses. */
  httpBesideTls: { listener: string };
  httpsBesideTls: { listener: string };
  unsupportedProtocol: { protocol: string };
  foreignProtocol: { protocol: string };
  terminationIsExtended: Nothing;
  /** HBONE on a Gateway whose controller is not known to serve waypoints. */
  hboneIsOfMeshes: Nothing;
  mixedModesAreExtended: { port: number };
  kindsNotServed: { listener: string; protocol: string; kinds: readonly string[] };
  foreignRouteKind: { type: GroupKind };
}

/** Policies at their targets and ancestors. */
export interface PolicyFacts {
  sectionMissing: {
    ref: ObjectRef;
    what: 'listener' | 'rule' | 'port';
    section: string;
    near: string | undefined;
    known: Some;
    /** As of `listenerMissing`. */
    holder?: ObjectRef | undefined;
  };
  namespaceNotTargeted: { own: string; namespace: string };
  invalidTargetSelector: { path: string };
  nothingMatches: { kind: string };
  nothingAnnotated: { kinds: readonly string[]; annotation: string; value: string };
  noTarget: Nothing;
  noTargetNorFilter: Nothing;
  targetWithoutName: { path: string };
  notAnObject: { path: string };
  notAList: { path: string };
  /** Outside of policy attachment: by labels of Pods, or as its kind says. */
  actsBySelector: Nothing;
  actsUntargeted: { how: string };
  foreignSections: { kind: string };
  foreignObject: { ref: ObjectRef };
  foreignTarget: { policy: string; kind: string };
  /** A kind that neither the policy's schema nor its catalogue entry names. */
  untargetedKind: { policy: string; kind: string; kinds: readonly string[] };
  /** A target by name of another namespace, where the kind knows none. */
  targetsAreLocal: { policy: string; namespace: string };
  /** Where a policy has no effect. */
  noPath: Nothing;
  noOwnController: Nothing;
  /** Of a policy on a backend to which Gateways lead, but none of its own controllers. */
  onlyByOtherWays: Nothing;
  strangeController: { controller: string; policy: string };
  refusedByController: { ancestor: ObjectRef | undefined; controllerName: string; reason: string };
  /** `by`: what puts the other policy first; `notCreated` where no age is known of either, and its name does. */
  policyBefore: {
    policy: ObjectRef;
    target: ObjectRef;
    port: string | undefined;
    by: 'older' | 'name' | 'notCreated';
  };
  /** Another policy of the kind is established at a target. */
  sameTarget: { policy: ObjectRef; target: ObjectRef; reason: 'older' | 'name' };
  targetIsUdp: { target: ObjectRef };
  noAuthorityNamed: { path: string };
  noAuthorityLeft: { because: Fact | undefined };
  foreignWellKnown: { wellKnown: string };
  unknownWellKnown: { wellKnown: string; path: string };
  actsInPart: { because: Fact | undefined };
  foreignPolicy: Nothing;
  ancestorNotReached: Nothing;
}

/** What a reader of an effective policy or setting should know. */
export interface EffectiveFacts {
  /** How policies combine. */
  guessedStrategy: { kind: string };
  oldestWins: Nothing;
  listsMayMerge: Nothing;
  fieldsBesideBlock: { policy: ObjectRef };
  unknownChoice: { policy: ObjectRef; field: string; value: string };
  /** Which parents accept a route. */
  parentNotKnown: { parent: { readonly kind: string; readonly name: string } };
  inheritsNothing: Nothing;
  /** TLS to backends. */
  policyNotAccepted: { reason: string };
  noTlsOnUdp: Nothing;
  tlsOnTcpOnly: Nothing;
  /** Tracing. */
  tracingByController: Nothing;
  /** Share of the requests in percent. */
  sampled: { percent: number };
  /** Session persistence. */
  deprecatedField: { field: string };
  besideXBackend: Nothing;
  oldFields: { fields: readonly string[] };
  headerNameMissing: Nothing;
  lifetimeMissing: Nothing;
  emptySession: Nothing;
  weightsBeforeSession: Nothing;
  partlyPersistent: Nothing;
  sharedCookieName: Nothing;
  clientIpAffinity: Nothing;
}

/** Where reported status and specification disagree. */
export interface DriftFacts {
  staleReport: { generation: number | undefined };
  choiceOfController: { reported: StatusAndReason; choice: Fact };
  reasonOfController: { reported: StatusAndReason; message: string };
  contradiction: { reported: StatusAndReason; computed: StatusAndReason; because: Fact | undefined };
  /**
   * `what`: of an object with several parents or ancestors, the one that `ref` names. `controller`: who should have, empty where
   * that is not known.
   */
  notReported: { what: 'route' | 'policy' | undefined; ref: ObjectRef; controller: string };
  /** There is no report, or an old one, because of how the parent stands. */
  heldByParent: { parent: ObjectRef; standing: ParentStanding };
  listenerNotReported: { listener: string };
  miscounted: { reported: number; counted: number };
  /** The hostnames of routes at `listener` are those of `taker`, which is more specific. */
  countedWithoutTaken: { reported: number; counted: number; listener: string; taker: string };
  leftoverParent: Nothing;
  parentNotNamed: Nothing;
  leftoverListener: { listener: string };
  leftoverAncestor: Nothing;
}

/** Why a controller has not looked at what refers to a parent. */
export type ParentStanding = 'refused' | 'stale' | 'unreported';

/** Status and reason of a condition. */
export interface StatusAndReason {
  readonly status: string;
  readonly reason: string;
}
