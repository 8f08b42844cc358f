import type { Attachment, ComputedAncestor, ComputedListener, Drift, EdgeState, Reported } from '../graph/graph.ts';
import type { ComputedCondition } from '../model/computed-condition.ts';
import type { Gap } from '../model/gap.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';

/**
 * `describe -o json`: what the page says, as data for scripts (design.md section 5). Fields are only added, never
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
  /** What the answer cannot say because of it: `attachedRoutes`, `policies` … */
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
