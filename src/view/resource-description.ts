import type { ParentRef } from '../gateway-api/parent-ref.ts';
import type { AttachedListener, EdgeState, Drift as FoundDrift, Reported } from '../graph/graph.ts';
import type { ComputedCondition as Condition } from '../model/computed-condition.ts';
import type { Gap } from '../model/gap.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';

/**
 * `describe -o json`: what the page says, as data for scripts. Fields are only added, never
 * changed in meaning.
 */
export interface ResourceDescriptionList {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'ResourceDescriptionList';
  readonly items: readonly ResourceDescription[];
  readonly gaps: readonly DocumentGap[];
}

/** A gap as documents carry it. */
export interface DocumentGap {
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly reason: Gap['reason'];
  readonly message: string;
  /** What is missing from the answer because of it: `attachedRoutes`, `policies` … */
  readonly affects: readonly string[];
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
  readonly resolvedRefs?: ComputedCondition | undefined;
  readonly listeners?: readonly ComputedListener[] | undefined;
  readonly attachedListenerSets?: number | undefined;
  readonly reported?: readonly Reported[] | undefined;
  /** Policies. */
  readonly ancestors?: readonly ComputedAncestor[] | undefined;
  /** What it refers to and what refers to it. */
  readonly related: readonly RelatedObject[];
  readonly policies: readonly RelatedPolicy[];
  readonly drift: readonly Drift[];
  readonly events: readonly DescribedEvent[];
}

/**
 * A condition computed from the specification, to compare with what a controller reported.
 *
 * `Unknown` with reason `NotEvaluated` means that it could not be determined: a kind could not be read, or the outcome is up
 * to the implementation (an unknown parent, route, protocol or backend kind). It never means that something is wrong.
 */
export interface ComputedCondition {
  readonly status: Condition['status'];
  /** A reason of the API (`NotAllowedByListeners`), `NotEvaluated`, or `ParentNotFound`. */
  readonly reason: string;
  /** One sentence: what is the case, and for False what to change. Empty if True says it all. */
  readonly message: string;
  /** Other reasons that a controller may report as well, because several references fail. */
  readonly otherReasons?: readonly string[] | undefined;
  /** Set where the specification leaves the outcome to the implementation: which choice was taken. */
  readonly choice?: string | undefined;
}

/** One point in which reported status and specification disagree. */
export interface Drift {
  readonly kind: FoundDrift['kind'];
  /** The condition or count it is about: `Accepted`, `attachedRoutes`. */
  readonly about: string;
  readonly controllerName: string;
  readonly message: string;
}

/** One parentRef of a route: computed and reported status. */
export interface Attachment {
  readonly parentRef: ParentRef;
  /** `spec.parentRefs[0]`, `spec.useDefaultGateways`, or empty for a leftover status without a parentRef. */
  readonly path: string;
  /** Mesh routes: `producer` in the Service's namespace, else `consumer`. */
  readonly mesh?: 'producer' | 'consumer' | undefined;
  readonly listeners: readonly AttachedListener[];
  readonly accepted: ComputedCondition;
  readonly resolvedRefs: ComputedCondition;
  readonly reported: readonly Reported[];
  readonly drift: readonly Drift[];
}

/** A listener of a Gateway or entry of a ListenerSet, computed and reported. */
export interface ComputedListener {
  readonly ref: ObjectRef;
  readonly name: string;
  readonly path: string;
  readonly accepted: ComputedCondition;
  readonly conflicted: ComputedCondition;
  readonly resolvedRefs: ComputedCondition;
  /** Undefined unless it overlaps with another listener. */
  readonly overlappingTlsConfig: ComputedCondition | undefined;
  readonly supportedKinds: readonly GroupKind[];
  /** Routes whose Accepted is True here; undefined where not all routes could be read. */
  readonly attachedRoutes: number | undefined;
  /** The attached routes themselves. */
  readonly routes: readonly ObjectRef[];
  readonly reported: readonly Reported[];
  readonly reportedAttachedRoutes: number | undefined;
  readonly drift: readonly Drift[];
}

/** One ancestor of a policy, computed and reported. */
export interface ComputedAncestor {
  readonly ancestorRef: ParentRef;
  readonly accepted: ComputedCondition;
  readonly resolvedRefs: ComputedCondition | undefined;
  readonly reported: readonly Reported[];
  readonly drift: readonly Drift[];
}

/** One neighbour in the graph. */
export interface RelatedObject {
  readonly relation: string;
  readonly direction: 'to' | 'from';
  readonly ref: ObjectRef;
  readonly path: string;
  readonly state: EdgeState;
  readonly reason: string;
  readonly message: string;
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
  readonly type: string;
  readonly reason: string;
  readonly age: string;
  readonly from: string;
  readonly message: string;
  readonly count: number;
  readonly firstSeen?: string | undefined;
  readonly lastSeen?: string | undefined;
}
