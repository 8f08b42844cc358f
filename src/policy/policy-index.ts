import type { Graph } from '../graph/graph.ts';
import { policiesNear } from '../graph/resolve/policies-near.ts';
import type { ResolvedTarget } from '../graph/resolve/policy-target.ts';
import { targetsOf } from '../graph/resolve/policy-targets.ts';
import { addTo } from '../model/add-to.ts';
import { createdAt } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindKey, refKey, refOf, wholeOf } from '../model/ref.ts';
import { RefMap } from '../model/ref-map.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { LevelName } from './catalogue-entry.ts';
import type { Outcome, Placement } from './outcome.ts';
import type { Policy } from './policy.ts';
import type { PolicyKind } from './policy-kind.ts';
import type { RouteContext } from './route-contexts.ts';
import type { Refusal } from './surroundings.ts';

/** A policy at a node. */
export interface AttachedPolicy {
  readonly policy: Policy;
  readonly attachment: ResolvedTarget;
}

/** What the index is made of. */
export interface PolicyWorld {
  readonly graph: Graph;
  readonly snapshot: Snapshot;
  /** The kinds found by `discoverPolicyKinds`. */
  readonly kinds: readonly PolicyKind[];
}

/**
 * The policies by what they attach to. Nothing is read before it is asked for: of a node only the policies that may attach to
 * it are looked at.
 */
export class PolicyIndex {
  readonly graph: Graph;
  readonly snapshot: Snapshot;
  /** Every kind, with or without policies. */
  readonly kinds: readonly PolicyKind[];
  /** What has been worked out before, by answers that ask again and again; not for callers. */
  readonly memo = {
    contexts: new Map<string, readonly RouteContext[]>(),
    outcomes: new Map<string, Outcome>(),
    /** Of routes and backends, the oldest first: not all. */
    lastOutcomes: new Map<string, Outcome>(),
    ordinals: new Map<Policy, number>(),
    refusals: new Map<Policy, ReadonlyMap<string, Refusal>>(),
    placements: new Map<AttachedPolicy, Map<LevelName, Placement>>(),
  };
  readonly #kindsByKey: ReadonlyMap<string, PolicyKind>;
  /** The same by the very object: paths ask with it again and again. */
  readonly #ownKinds: ReadonlyMap<GroupKind, PolicyKind>;
  /** By the very objects that hold them. */
  readonly #policies = new Map<KubernetesObject, Policy>();
  readonly #attached = new Map<PolicyKind, RefMap<Attachments>>();

  constructor({ graph, snapshot, kinds }: PolicyWorld) {
    this.graph = graph;
    this.snapshot = snapshot;
    this.kinds = kinds;
    this.#kindsByKey = new Map(kinds.map((kind) => [groupKindKey(kind), kind]));
    this.#ownKinds = new Map(kinds.map((kind) => [kind, kind]));
  }

  /** Every policy there is. */
  policies(): readonly Policy[] {
    return this.kinds.flatMap((kind) => this.snapshot.list(kind).map((object) => this.#read(object, kind)));
  }

  /** The policy of a reference, or undefined. */
  policy(ref: ObjectRef): Policy | undefined {
    const kind = this.#kindsByKey.get(groupKindKey(ref));
    const lookup = kind === undefined ? undefined : this.snapshot.find(ref);
    return kind !== undefined && lookup?.state === 'found' ? this.#read(lookup.object, kind) : undefined;
  }

  /** The kinds of which there is a policy, as far as that is known. */
  attachedKinds(): readonly PolicyKind[] {
    return this.kinds.filter((kind) => !this.snapshot.isComplete(kind) || this.snapshot.list(kind).length > 0);
  }

  /** The policies of a kind at exactly this node: an object, or with `section` a part of it. */
  at(kind: GroupKind, node: ObjectRef): readonly AttachedPolicy[] {
    return this.#attachments(kind, node)?.get(node.section) ?? NONE;
  }

  /** Whether policies of a kind attach to single sections of an object. */
  hasSections(kind: GroupKind, object: ObjectRef): boolean {
    const attachments = this.#attachments(kind, object);
    return attachments !== undefined && attachments.size > (attachments.has(undefined) ? 1 : 0);
  }

  /** The policies of all kinds that attach to an object or to one of its sections, in the order of kinds, then as read. */
  attachedTo(object: ObjectRef): readonly AttachedPolicy[] {
    return this.kinds.flatMap((kind) => [...(this.#attachments(kind, object)?.values() ?? [])].flat());
  }

  /** What attaches of a kind to an object, by its sections; undefined where nothing does. */
  #attachments(given: GroupKind, node: ObjectRef): Attachments | undefined {
    const kind = this.#ownKinds.get(given) ?? this.#kindsByKey.get(groupKindKey(given));
    if (kind === undefined) return undefined;
    const ofKind = this.#attached.get(kind) ?? new RefMap<Attachments>();
    this.#attached.set(kind, ofKind);
    const known = ofKind.get(node);
    if (known !== undefined) return known;
    const found = this.#findAttachments(kind, wholeOf(node));
    ofKind.set(node, found);
    return found;
  }

  #findAttachments(kind: PolicyKind, whole: ObjectRef): Attachments {
    const objects = policiesNear(this.snapshot, kind, whole);
    if (objects.length === 0) return NOTHING;
    const key = refKey(whole);
    const bySection = new Map<string | undefined, AttachedPolicy[]>();
    for (const object of objects) {
      const policy = this.#read(object, kind);
      const seen = new Set<string | undefined>();
      for (const attachment of policy.targets) {
        const { node } = attachment;
        // targetRef and targetRefs may both name it: once is enough.
        if (node === undefined || seen.has(node.section) || refKey(wholeOf(node)) !== key) continue;
        seen.add(node.section);
        addTo(bySection, node.section, { policy, attachment });
      }
    }
    return bySection.size === 0 ? NOTHING : bySection;
  }

  #read(object: KubernetesObject, kind: PolicyKind): Policy {
    const known = this.#policies.get(object);
    if (known !== undefined) return known;
    const policy = readPolicy(object, kind, this.snapshot);
    this.#policies.set(object, policy);
    this.memo.ordinals.set(policy, this.memo.ordinals.size);
    return policy;
  }
}

const NONE: readonly AttachedPolicy[] = Object.freeze([]);

type Attachments = ReadonlyMap<string | undefined, readonly AttachedPolicy[]>;

const NOTHING: Attachments = new Map();

/** Opens the policies of a snapshot. */
export function indexPolicies(world: PolicyWorld): PolicyIndex {
  return new PolicyIndex(world);
}

function readPolicy(object: KubernetesObject, kind: PolicyKind, snapshot: Snapshot): Policy {
  return { ref: refOf(object), object, kind, created: createdAt(object), ...targetsOf(snapshot, object, kind) };
}
