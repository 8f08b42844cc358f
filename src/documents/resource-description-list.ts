import type { ComputedCondition, Drift, Reported } from './condition.ts';
import type { EdgeState } from './edge-state.ts';
import type { DocumentGap } from './gap.ts';
import type { GroupKind, ObjectRef, ParentRef } from './ref.ts';

/** `describe -o json`: what the page says, as data for scripts. Fields are only added, never changed in meaning. */
export interface ResourceDescriptionList {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'ResourceDescriptionList';
  readonly items: readonly ResourceDescription[];
  readonly gaps: readonly DocumentGap[];
}

/** One described object. */
export interface ResourceDescription {
  readonly ref: ObjectRef;
  readonly apiVersion: string;
  /** The object whole, managedFields left out; a Secret never carries data. */
  readonly object: Readonly<Record<string, unknown>>;
  /** Routes: one per parentRef. */
  readonly attachments?: readonly Attachment[] | undefined;
  /** Gateways and ListenerSets. */
  readonly accepted?: ComputedCondition | undefined;
  /** Gateways: references of the Gateway itself. */
  readonly resolvedRefs?: ComputedCondition | undefined;
  /** Gateways and ListenerSets. */
  readonly listeners?: readonly ComputedListener[] | undefined;
  /** Gateways that report no address: the Services made for them. */
  readonly serviceAddresses?: readonly ServiceAddresses[] | undefined;
  /** Gateways; absent where ListenerSets could not be read. */
  readonly attachedListenerSets?: number | undefined;
  /** Gateways and ListenerSets: the object's own conditions. */
  readonly reported?: readonly Reported[] | undefined;
  /** Policies. */
  readonly ancestors?: readonly ComputedAncestor[] | undefined;
  /** Policies: how far they reach and what of them takes effect. Absent for kinds that nobody declared as policies. */
  readonly effect?: PolicyEffect | undefined;
  /** What it refers to and what refers to it. */
  readonly related: readonly RelatedObject[];
  /** The policies that act on it. */
  readonly policies: readonly RelatedPolicy[];
  /** Why no API server would take the object as it is written; only of objects in files that no server wrote. */
  readonly violations?: readonly Violation[] | undefined;
  /** Every disagreement of reported status and specification, those of its parts too. */
  readonly drift: readonly Drift[];
  /** Empty where they were not asked for. */
  readonly events: readonly DescribedEvent[];
}

/** Where a Service that was made for a Gateway can be reached. */
export interface ServiceAddresses {
  readonly service: ObjectRef;
  /** `LoadBalancer`, `ClusterIP` … */
  readonly type: string;
  /** Empty where it has none yet. */
  readonly addresses: readonly string[];
}

/** What the API server would say of a field. */
export interface Violation {
  /** `spec.listeners[0].tls`; empty for the object as a whole. */
  readonly path: string;
  readonly message: string;
  /** The release of the Gateway API whose rules refuse it; absent where the object's own CRD does. */
  readonly release?: string | undefined;
}

/** One parentRef of a route: computed and reported status. */
export interface Attachment {
  readonly parentRef: ParentRef;
  /** `spec.parentRefs[0]`, `spec.useDefaultGateways`, or empty for a leftover status without a parentRef. */
  readonly path: string;
  /** Mesh routes: `producer` in the Service's namespace, else `consumer`. */
  readonly mesh?: 'producer' | 'consumer' | undefined;
  /** Where the route is served. */
  readonly listeners: readonly AttachedListener[];
  readonly accepted: ComputedCondition;
  readonly resolvedRefs: ComputedCondition;
  /** Why a route that attaches gets less than it asks for, or nothing. Absent where nothing stands in its way. */
  readonly notes?: readonly Note[] | undefined;
  /** Where none of its listeners passes requests: why the first does not. */
  readonly waitsFor?: Blockage | undefined;
  readonly reported: readonly Reported[];
  readonly drift: readonly Drift[];
}

/** What is worth knowing of something that is accepted, and yet does not work as it is written. */
export interface Note {
  /** Ours: the API has no condition for it. `HostnamesTaken`, `HostnamesIgnored`, `ListenerTaken`, `ProtocolMismatch`. */
  readonly reason: string;
  /** One sentence. */
  readonly message: string;
}

/** A listener, Gateway or ListenerSet that passes nothing. */
export interface Blockage {
  readonly ref: ObjectRef;
  /** A reason of the API, and a sentence. */
  readonly reason: string;
  readonly message: string;
}

/** A listener that a route attaches to, with the hostnames that it serves there (`*`: any). */
export interface AttachedListener {
  readonly name: string;
  readonly port?: number | undefined;
  readonly protocol: string;
  readonly hostnames: readonly string[];
  /** Of these hostnames those that a more specific listener of the port takes. Absent where there are none. */
  readonly taken?: readonly TakenHostname[] | undefined;
  /** What more specific listeners take of its wildcards, unless the route is served there too. Absent where there is nothing. */
  readonly exceptions?: readonly TakenHostname[] | undefined;
}

/** A hostname of which a listener gets no request, since another one is more specific. */
export interface TakenHostname {
  readonly hostname: string;
  /** The listener that takes it, as a section of the Gateway or ListenerSet that holds it. */
  readonly by: ObjectRef;
}

/** A listener of a Gateway or entry of a ListenerSet, computed and reported. */
export interface ComputedListener {
  readonly ref: ObjectRef;
  readonly name: string;
  /** The field that holds it: `spec.listeners[0]`. */
  readonly path: string;
  readonly accepted: ComputedCondition;
  readonly conflicted: ComputedCondition;
  readonly resolvedRefs: ComputedCondition;
  /** Absent unless it overlaps with another listener. */
  readonly overlappingTlsConfig?: ComputedCondition | undefined;
  /** The kinds of routes that may attach. */
  readonly supportedKinds: readonly GroupKind[];
  /** Routes whose Accepted is True here; absent where not all routes could be read. */
  readonly attachedRoutes?: number | undefined;
  /** The attached routes themselves. */
  readonly routes: readonly ObjectRef[];
  readonly reported: readonly Reported[];
  /** The count in the object's status. */
  readonly reportedAttachedRoutes?: number | undefined;
  readonly drift: readonly Drift[];
}

/** One ancestor of a policy, computed and reported. */
export interface ComputedAncestor {
  readonly ancestorRef: ParentRef;
  readonly accepted: ComputedCondition;
  /** Absent where the kind of policy has no such condition. */
  readonly resolvedRefs?: ComputedCondition | undefined;
  readonly reported: readonly Reported[];
  readonly drift: readonly Drift[];
}

/** What becomes of a policy beyond its status. */
export interface PolicyEffect {
  /** Every object that it reaches, from the root down. */
  readonly scope: readonly ObjectRef[];
  /** On how many paths all of it, a part, or nothing of it takes effect; `unknown`: only its controller knows. */
  readonly paths: { readonly all: number; readonly part: number; readonly none: number; readonly unknown: number };
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

/** A policy that has the last word on an object. */
export interface PolicyOverride {
  readonly policy: ObjectRef;
  readonly on: ObjectRef;
  readonly paths: number;
}

/** Another policy of a kind on the same target. */
export interface PolicyRival {
  readonly policy: ObjectRef;
  readonly target: ObjectRef;
  /** Whether the other one is established; then this one gives way. */
  readonly established: boolean;
  /** By what the established one comes first: its age or its name. */
  readonly reason: string;
}

/** Conditions that GEP-713 wants of a policy. */
export interface ExpectedPolicyStatus {
  readonly accepted: { readonly status: 'True' | 'False'; readonly reason: string };
  readonly programmed?: { readonly status: 'True' | 'False'; readonly reason: string } | undefined;
}

/** One neighbour in the graph. */
export interface RelatedObject {
  /** A relation as the graph has it: `backend`, `parent`, `certificate` … */
  readonly relation: string;
  /** `to`: this object holds the reference; `from`: the other one does. */
  readonly direction: 'to' | 'from';
  readonly ref: ObjectRef;
  /** The field that holds the reference, in the object that holds it. */
  readonly path: string;
  readonly state: EdgeState;
  /** Why it is not resolved: a reason of the API. Empty where it is. */
  readonly reason: string;
  /** The same in one sentence. */
  readonly message: string;
  /** Where it is resolved and yet does not work as it is written. */
  readonly note?: Note | undefined;
}

/** A policy that acts on the object: attached to it or its sections, or inherited from an ancestor. */
export interface RelatedPolicy {
  readonly ref: ObjectRef;
  readonly kind: GroupKind;
  readonly attached: 'here' | 'inherited';
  /** The target that makes it act here. */
  readonly target: ObjectRef;
}

/** One event as kubectl's table has it. */
export interface DescribedEvent {
  /** `Normal` or `Warning`. */
  readonly type: string;
  readonly reason: string;
  /** `2m`, for a repeated event `2m (x5 over 10m)`. */
  readonly age: string;
  /** The component that reported it. */
  readonly from: string;
  readonly message: string;
  readonly count: number;
  /** RFC 3339. */
  readonly firstSeen?: string | undefined;
  /** RFC 3339. */
  readonly lastSeen?: string | undefined;
}
