import type { ComputedCondition, Drift, Reported } from './condition.ts';
import type { EdgeState } from './edge-state.ts';
import type { DocumentGap } from './gap.ts';
import type { GroupKind, ObjectRef, ParentRef } from './ref.ts';

/** `describe -o json`: what the page says, as data for scripts. Fields are only added, never changed in meaning. */
export interface ResourceDescriptionList {
  /** The version of this shape: within it, fields are only added. */
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  readonly kind: 'ResourceDescriptionList';
  /** The described objects, in the order of the question. */
  readonly items: readonly ResourceDescription[];
  /** What could not be read, and what the answer lacks because of it; empty when everything was read. */
  readonly gaps: readonly DocumentGap[];
}

/** One described object. */
export interface ResourceDescription {
  /** Which object this is. */
  readonly ref: ObjectRef;
  /** The API version that the object was read in: `gateway.networking.k8s.io/v1`. */
  readonly apiVersion: string;
  /** The object whole, managedFields left out; a Secret never carries data. */
  readonly object: Readonly<Record<string, unknown>>;
  /** Of routes: one per parentRef. Absent for other kinds. */
  readonly attachments?: readonly Attachment[] | undefined;
  /** Of Gateways and ListenerSets: whether the object as a whole is accepted. */
  readonly accepted?: ComputedCondition | undefined;
  /** Of Gateways: whether the references of the Gateway itself resolve. */
  readonly resolvedRefs?: ComputedCondition | undefined;
  /** Of Gateways and ListenerSets: their listeners. */
  readonly listeners?: readonly ComputedListener[] | undefined;
  /** Of Gateways that report no address: the Services that were made for them. */
  readonly serviceAddresses?: readonly ServiceAddresses[] | undefined;
  /** Of Gateways: how many ListenerSets are attached; absent where they could not be read. */
  readonly attachedListenerSets?: number | undefined;
  /** Of Gateways and ListenerSets: the object's own conditions. */
  readonly reported?: readonly Reported[] | undefined;
  /** Of policies: one per ancestor that a controller reports on, or is expected to. */
  readonly ancestors?: readonly ComputedAncestor[] | undefined;
  /** Of policies: how far they reach and what of them takes effect. Absent for kinds that nobody declared as policies. */
  readonly effect?: PolicyEffect | undefined;
  /** What the object refers to, and what refers to it. */
  readonly related: readonly RelatedObject[];
  /** The policies that act on the object. */
  readonly policies: readonly RelatedPolicy[];
  /** Why no API server would take the object as it is written; only of objects in files that no server wrote. */
  readonly violations?: readonly Violation[] | undefined;
  /** Every disagreement of reported status and specification, those of its parts too. */
  readonly drift: readonly Drift[];
  /** Events about the object; empty where they were not asked for. */
  readonly events: readonly DescribedEvent[];
}

/** Where a Service that was made for a Gateway can be reached. */
export interface ServiceAddresses {
  /** The Service. */
  readonly service: ObjectRef;
  /** Its type: `LoadBalancer`, `ClusterIP` … */
  readonly type: string;
  /** Its addresses; empty where it has none yet. */
  readonly addresses: readonly string[];
}

/** What the API server would say of a field. */
export interface Violation {
  /** The field: `spec.listeners[0].tls`; empty for the object as a whole. */
  readonly path: string;
  /** Why it is refused, as an API server would say it. */
  readonly message: string;
  /** The release of the Gateway API whose rules refuse it; absent where the object's own CRD does. */
  readonly release?: string | undefined;
}

/** One parentRef of a route: computed and reported status. */
export interface Attachment {
  /** The parent, with the defaults of the API filled in. */
  readonly parentRef: ParentRef;
  /**
   * The field that names the parent: `spec.parentRefs[0]`, `spec.useDefaultGateways`, or empty for a leftover status
   * without a parentRef.
   */
  readonly path: string;
  /** Of routes of a mesh: `producer` in the Service's namespace, else `consumer`. */
  readonly mesh?: 'producer' | 'consumer' | undefined;
  /** The listeners that accept the route. */
  readonly listeners: readonly AttachedListener[];
  /** Whether the parent accepts the route, by the specification. */
  readonly accepted: ComputedCondition;
  /** Whether the references of the route resolve, by the specification. */
  readonly resolvedRefs: ComputedCondition;
  /** Why a route that attaches gets less than it asks for, or nothing. Absent where nothing stands in its way. */
  readonly notes?: readonly Note[] | undefined;
  /** Where none of its listeners passes requests: why the first does not. */
  readonly waitsFor?: Blockage | undefined;
  /** What controllers wrote about this parent. */
  readonly reported: readonly Reported[];
  /** Where the reports and the specification disagree. */
  readonly drift: readonly Drift[];
}

/** What is worth knowing of something that is accepted, and yet does not work as it is written. */
export interface Note {
  /**
   * What it is: `HostnamesTaken`, `HostnamesIgnored`, `ListenerTaken`, `ProtocolMismatch`. The words are gwctl's own: the
   * API has no condition for it.
   */
  readonly reason: string;
  /** What is the case, in one sentence. */
  readonly message: string;
}

/** A listener, Gateway or ListenerSet that passes nothing. */
export interface Blockage {
  /** What passes nothing. */
  readonly ref: ObjectRef;
  /** Why: a reason of the API. */
  readonly reason: string;
  /** Why, in one sentence. */
  readonly message: string;
}

/** A listener that a route attaches to, with the hostnames that it serves there (`*`: any). */
export interface AttachedListener {
  /** Name of the listener. */
  readonly name: string;
  /** Port of the listener. */
  readonly port?: number | undefined;
  /** Protocol of the listener: `HTTP`, `HTTPS`, `TLS` … */
  readonly protocol: string;
  /** The hostnames that the route serves there; `*` for any. */
  readonly hostnames: readonly string[];
  /** Of `hostnames`, those that a more specific listener of the port takes. Absent where there are none. */
  readonly taken?: readonly TakenHostname[] | undefined;
  /**
   * What more specific listeners take of the wildcards in `hostnames`, unless the route is served there too. Absent where
   * there is nothing.
   */
  readonly exceptions?: readonly TakenHostname[] | undefined;
}

/** A hostname of which a listener gets no request, since another one is more specific. */
export interface TakenHostname {
  /** The hostname. */
  readonly hostname: string;
  /** The listener that takes it, as a section of the Gateway or ListenerSet that holds it. */
  readonly by: ObjectRef;
}

/** A listener of a Gateway or entry of a ListenerSet, computed and reported. */
export interface ComputedListener {
  /** The listener, as a section of the object that holds it. */
  readonly ref: ObjectRef;
  /** Name of the listener. */
  readonly name: string;
  /** The field that holds it: `spec.listeners[0]`. */
  readonly path: string;
  /** Whether the listener is accepted, by the specification. */
  readonly accepted: ComputedCondition;
  /** Whether the listener conflicts with another one, by the specification. */
  readonly conflicted: ComputedCondition;
  /** Whether the references of the listener resolve, by the specification. */
  readonly resolvedRefs: ComputedCondition;
  /** Set where the listener overlaps with the certificates of another one; absent otherwise. */
  readonly overlappingTlsConfig?: ComputedCondition | undefined;
  /** The kinds of routes that may attach. */
  readonly supportedKinds: readonly GroupKind[];
  /** How many routes are accepted here; absent where not all routes could be read. */
  readonly attachedRoutes?: number | undefined;
  /** The attached routes themselves. */
  readonly routes: readonly ObjectRef[];
  /** The conditions that the controller wrote about the listener. */
  readonly reported: readonly Reported[];
  /** How many attached routes the controller counted; absent where it did not say. */
  readonly reportedAttachedRoutes?: number | undefined;
  /** Where the report and the specification disagree. */
  readonly drift: readonly Drift[];
}

/** One ancestor of a policy, computed and reported. */
export interface ComputedAncestor {
  /** The ancestor: the object by which the controller looks at the policy. */
  readonly ancestorRef: ParentRef;
  /** Whether the policy is accepted, by the rules of its kind. */
  readonly accepted: ComputedCondition;
  /** Whether the references of the policy resolve; absent where the kind of policy has no such condition. */
  readonly resolvedRefs?: ComputedCondition | undefined;
  /** What controllers wrote about this ancestor. */
  readonly reported: readonly Reported[];
  /** Where the reports and the rules disagree. */
  readonly drift: readonly Drift[];
}

/** What becomes of a policy beyond its status. */
export interface PolicyEffect {
  /** Every object that it reaches, from the root down. */
  readonly scope: readonly ObjectRef[];
  /** On how many paths all of it, a part, or nothing of it takes effect; `unknown`: only its controller knows. */
  readonly paths: PolicyPathCounts;
  /** Routes of its scope that no parent accepts: no path leads through them. */
  readonly idleRoutes: readonly ObjectRef[];
  /** Who takes its place, and where. */
  readonly overriddenBy: readonly PolicyOverride[];
  /** Policies of its kind on the same target. */
  readonly rivals: readonly PolicyRival[];
  /** What its controller is expected to report by GEP-713; absent where only the controller knows. */
  readonly expected?: ExpectedPolicyStatus | undefined;
  /** Why it cannot take effect as it is written: one sentence each. */
  readonly problems: readonly string[];
}

/** On how many paths a policy takes effect. */
export interface PolicyPathCounts {
  /** Paths on which all of it takes effect. */
  readonly all: number;
  /** Paths on which a part of it takes effect. */
  readonly part: number;
  /** Paths on which nothing of it takes effect. */
  readonly none: number;
  /** Paths of which only its controller knows. */
  readonly unknown: number;
}

/** A policy that has the last word on an object. */
export interface PolicyOverride {
  /** The policy that has the last word. */
  readonly policy: ObjectRef;
  /** The object on which it has. */
  readonly on: ObjectRef;
  /** On how many paths. */
  readonly paths: number;
}

/** Another policy of a kind on the same target. */
export interface PolicyRival {
  /** The other policy. */
  readonly policy: ObjectRef;
  /** The target that both name. */
  readonly target: ObjectRef;
  /** Whether the other one is established; then this one gives way. */
  readonly established: boolean;
  /** By what the established one comes first: its age or its name. */
  readonly reason: string;
}

/** A condition that GEP-713 wants of a policy. */
export interface ExpectedCondition {
  /** The status that it wants. */
  readonly status: 'True' | 'False';
  /** The reason that it wants. */
  readonly reason: string;
}

/** Conditions that GEP-713 wants of a policy. */
export interface ExpectedPolicyStatus {
  /** Whether the controller takes the policy. */
  readonly accepted: ExpectedCondition;
  /** Whether it takes effect; absent where nothing is expected of it. */
  readonly programmed?: ExpectedCondition | undefined;
}

/** One neighbour in the graph. */
export interface RelatedObject {
  /** A relation as the graph has it: `backend`, `parent`, `certificate` … */
  readonly relation: string;
  /** `to`: this object holds the reference; `from`: the other one does. */
  readonly direction: 'to' | 'from';
  /** The neighbour. */
  readonly ref: ObjectRef;
  /** The field that holds the reference, in the object that holds it. */
  readonly path: string;
  /** Whether the reference resolves. */
  readonly state: EdgeState;
  /** Why the reference does not resolve: a reason of the API. Empty where it does. */
  readonly reason: string;
  /** Why the reference does not resolve, in one sentence. Empty where it does. */
  readonly message: string;
  /** What does not work as it is written although the reference resolves. */
  readonly note?: Note | undefined;
}

/** A policy that acts on the object: attached to it or its sections, or inherited from an ancestor. */
export interface RelatedPolicy {
  /** The policy. */
  readonly ref: ObjectRef;
  /** Group and kind of the policy. */
  readonly kind: GroupKind;
  /** `here`: it targets the object or a part of it; `inherited`: it targets something above. */
  readonly attached: 'here' | 'inherited';
  /** The target that makes it act here. */
  readonly target: ObjectRef;
}

/** One event as kubectl's table has it. */
export interface DescribedEvent {
  /** `Normal` or `Warning`. */
  readonly type: string;
  /** The reason, as the component gave it. */
  readonly reason: string;
  /** How long ago: `2m`, for a repeated event `2m (x5 over 10m)`. */
  readonly age: string;
  /** The component that reported it. */
  readonly from: string;
  /** The message, as the component wrote it. */
  readonly message: string;
  /** How often it was seen. */
  readonly count: number;
  /** When it was first seen (RFC 3339). */
  readonly firstSeen?: string | undefined;
  /** When it was last seen (RFC 3339). */
  readonly lastSeen?: string | undefined;
}
