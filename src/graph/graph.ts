import type { ComputedCondition } from '../model/computed-condition.ts';
import type { Condition } from '../model/conditions.ts';
import type { Fact, Note, RouteNote } from '../model/fact.ts';
import type { ParentRef } from '../gateway-api/parent-ref.ts';
import type { Relation } from '../gateway-api/relation.ts';
import type { TargetingKind } from '../gateway-api/policy-claims.ts';
import type { KubernetesObject } from '../model/object.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';

/** Whether what a reference names is there and may be used; `unknown` where its kind could not be read or evaluated. */
export type EdgeState = 'resolved' | 'missing' | 'notPermitted' | 'unknown';

/**
 * A node: an object, or a section of one. Sections carry `ref.section`: a listener its name, a route rule `rules[0]`, a
 * Service port its number.
 */
export interface GraphNode {
  /** `refKey(ref)`. */
  readonly key: string;
  readonly ref: ObjectRef;
  /** Undefined where the object is missing or could not be read. For a section: the object that holds it. */
  readonly object: KubernetesObject | undefined;
  readonly presence: 'present' | 'missing' | 'unknown';
}

/** A reference of the API with its outcome. */
export interface GraphEdge {
  readonly relation: Relation;
  readonly from: ObjectRef;
  readonly to: ObjectRef;
  /** The field that holds the reference: `spec.rules[1].backendRefs[0]`. Empty for `section`. */
  readonly path: string;
  readonly state: EdgeState;
  /**
   * The API's reason where it is not resolved (`RefNotPermitted`, `BackendNotFound`, `NoMatchingParent` …), else empty. Where
   * the API has none, ours: `ParentNotFound`, `ClassNotFound`, `ExtensionNotFound`, `GatewayNotFound`.
   */
  readonly reason: string;
  /** Why it is not resolved. */
  readonly because?: Fact | undefined;
  /** What is worth knowing of it although it is resolved, or what should be written otherwise. */
  readonly note?: Note | undefined;
  /** The ReferenceGrant that allows it, where one is needed and there. */
  readonly grant?: ObjectRef | undefined;
  /** Of a backend: port number, weight, appProtocol of the Service port. */
  readonly port?: number | undefined;
  readonly weight?: number | undefined;
  readonly appProtocol?: string | undefined;
  /** Of an attachment: the hostnames that are served there, `*` for any. */
  readonly hostnames?: readonly string[] | undefined;
}

/** A listener that a route attaches to, with the hostnames that it serves there (`*`: any). */
export interface AttachedListener {
  readonly name: string;
  readonly port: number | undefined;
  readonly protocol: string;
  readonly hostnames: readonly string[];
  /** Of these hostnames those that another listener takes: no request for them reaches the route here. */
  readonly taken: readonly TakenHostname[];
  /** What other listeners take of its wildcards, unless the route is served there too. */
  readonly exceptions: readonly TakenHostname[];
}

/** A hostname of which a listener gets no request, since a more specific listener of the same port takes it. */
export interface TakenHostname {
  readonly hostname: string;
  /** The listener that takes it, as a section of the Gateway or ListenerSet that holds it. */
  readonly by: ObjectRef;
}

/** What one controller reported for one parent, ancestor, object or listener. */
export interface Reported {
  /** Empty where the status does not name one (Gateway, ListenerSet: the class's controller then). */
  readonly controllerName: string;
  readonly conditions: readonly (Condition & { readonly stale: boolean })[];
}

/** One point in which reported status and specification disagree. */
export interface Drift {
  readonly kind: 'contradiction' | 'stale' | 'noStatus' | 'leftover' | 'count' | 'choice';
  /** The condition or count it is about: `Accepted`, `attachedRoutes`. */
  readonly about: string;
  readonly controllerName: string;
  readonly fact: Fact;
}

/** One parentRef of a route: computed and reported status. */
export interface Attachment {
  readonly route: ObjectRef;
  readonly parentRef: ParentRef;
  /** `spec.parentRefs[0]`, `spec.useDefaultGateways`, or empty for a leftover status without a parentRef. */
  readonly path: string;
  /** Mesh routes: `producer` in the Service's namespace, else `consumer`. */
  readonly mesh?: 'producer' | 'consumer' | undefined;
  readonly listeners: readonly AttachedListener[];
  readonly accepted: ComputedCondition;
  readonly resolvedRefs: ComputedCondition;
  /** Why a route that attaches gets less than it asks for, or nothing. */
  readonly notes: readonly RouteNote[];
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

/** A Gateway or ListenerSet, computed and reported. */
export interface ComputedParent {
  readonly ref: ObjectRef;
  readonly accepted: ComputedCondition;
  /** Gateways only: references of the Gateway itself (client certificate, frontend CA). */
  readonly resolvedRefs: ComputedCondition | undefined;
  readonly listeners: readonly ComputedListener[];
  /** Gateways only; undefined where ListenerSets could not be read. */
  readonly attachedListenerSets: number | undefined;
  readonly reported: readonly Reported[];
  readonly drift: readonly Drift[];
}

/** One ancestor of a policy, computed and reported. */
export interface ComputedAncestor {
  readonly ancestorRef: ParentRef;
  /** The controller whose word counts there; undefined: any. */
  readonly controller: string | undefined;
  readonly accepted: ComputedCondition;
  readonly resolvedRefs: ComputedCondition | undefined;
  readonly reported: readonly Reported[];
  readonly drift: readonly Drift[];
}

/** The relations between the objects of a snapshot. Only queried; an answer that was given before costs a map look-up. */
export interface Graph {
  /** The node of a reference (with its section), whether or not it is there. */
  node(ref: ObjectRef): GraphNode;
  /** The edges that leave an object and its sections, but for those of a ReferenceGrant. */
  edges(object: ObjectRef): readonly GraphEdge[];
  /** The edges that leave this node; with an object's ref those of the object alone, not of its sections. */
  outgoing(ref: ObjectRef, relation?: Relation): readonly GraphEdge[];
  /** The edges that arrive at this node; with relations only holders of such references are looked at. */
  incoming(ref: ObjectRef, relations?: Relation | ReadonlySet<Relation>): readonly GraphEdge[];
  /** One entry per parentRef of a route, in their order, then default Gateways, then leftover statuses. */
  attachments(route: ObjectRef): readonly Attachment[];
  /** A Gateway or ListenerSet; undefined for anything else. */
  parent(ref: ObjectRef): ComputedParent | undefined;
  /** The ancestors of a policy: computed for the policies of the specification, only reported for others. */
  ancestors(policy: ObjectRef): readonly ComputedAncestor[];
}

/** What the graph needs besides the objects. */
export interface GraphOptions {
  /** The kinds to treat as policies (found by src/policy/discover). */
  readonly policyKinds: readonly TargetingKind[];
  /** Whether EndpointSlices and Pods become nodes. */
  readonly endpoints?: boolean | undefined;
}
