import type { Graph } from '../graph/graph.ts';
import { mayTarget, placesOfPolicies } from '../graph/resolve/policies-near.ts';
import type { ResolvedTarget } from '../graph/resolve/policy-target.ts';
import { targetsOf } from '../graph/resolve/policy-targets.ts';
import { createdAt } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindKey, refKey, refOf } from '../model/ref.ts';
import { RefMap } from '../model/ref-map.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { LevelName } from './catalogue-entry.ts';
import type { Outcome, Standing } from './outcome.ts';
import type { Policy } from './policy.ts';
import type { PolicyKind } from './policy-kind.ts';
import type { RouteContext } from './route-contexts.ts';

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
    ordinals: new Map<Policy, number>(),
    standings: new Map<AttachedPolicy, Map<LevelName, Standing>>(),
  };
  readonly #kindsByKey: ReadonlyMap<string, PolicyKind>;
  /** The same by the very object: paths ask with it again and again. */
  readonly #ownKinds: ReadonlyMap<GroupKind, PolicyKind>;
  /** By the very objects that hold them. */
  readonly #policies = new Map<KubernetesObject, Policy>();
  /** What attaches of a kind: of its policies in one namespace, or (undefined) in all. */
  readonly #places = new Map<PolicyKind, Map<string | undefined, KindAttachments>>();
  /** The kinds of which every policy was read: they are looked up at once. */
  readonly #isWhole = new Map<PolicyKind, boolean>();

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

  /** The kinds of which a policy may attach somewhere. */
  attachedKinds(): readonly PolicyKind[] {
    return this.kinds.filter((kind) => !this.#knowsAll(kind) || !this.#place(kind, undefined).byNode.isEmpty);
  }

  /** The policies of a kind at exactly this node: an object, or with `section` a part of it. */
  at(kind: GroupKind, node: ObjectRef): readonly AttachedPolicy[] {
    const places = this.#near(kind, node);
    if (places.length === 1) return places[0]?.byNode.get(node) ?? NONE;
    return places.flatMap(({ byNode }) => byNode.get(node) ?? NONE);
  }

  /** Whether policies of a kind attach to single sections of an object. */
  hasSections(kind: GroupKind, object: ObjectRef): boolean {
    return this.#near(kind, object).some(({ byNode }) => byNode.hasSections(object));
  }

  /** The policies of all kinds that attach to an object or to one of its sections, in the order of kinds, then as read. */
  attachedTo(object: ObjectRef): readonly AttachedPolicy[] {
    const whole = { ...object, section: undefined };
    return this.kinds.flatMap((kind) => this.#near(kind, whole).flatMap(({ byObject }) => byObject.get(whole) ?? NONE));
  }

  /** Where the policies of a kind may stand that attach to a node. */
  #near(given: GroupKind, node: ObjectRef): readonly KindAttachments[] {
    const kind = this.#ownKinds.get(given) ?? this.#kindsByKey.get(groupKindKey(given));
    if (kind === undefined || !mayTarget(kind, node)) return [];
    if (this.#knowsAll(kind)) return [this.#place(kind, undefined)];
    const places = placesOfPolicies(this.snapshot, kind, node);
    return places === undefined ? [this.#place(kind, undefined)] : places.map((place) => this.#place(kind, place));
  }

  #knowsAll(kind: PolicyKind): boolean {
    const known = this.#isWhole.get(kind) ?? this.snapshot.isComplete(kind);
    this.#isWhole.set(kind, known);
    return known;
  }

  #place(kind: PolicyKind, namespace: string | undefined): KindAttachments {
    const places = this.#places.get(kind) ?? new Map<string | undefined, KindAttachments>();
    this.#places.set(kind, places);
    const known = places.get(namespace);
    if (known !== undefined) return known;
    const attachments: KindAttachments = { byNode: new RefMap(), byObject: new RefMap() };
    places.set(namespace, attachments);
    const objects = namespace === undefined ? this.snapshot.list(kind) : this.snapshot.listIn(kind, namespace);
    for (const object of objects) attach(this.#read(object, kind), attachments);
    return attachments;
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

interface KindAttachments {
  readonly byNode: RefMap<AttachedPolicy[]>;
  /** The same by the objects alone, whatever part of them is the target. */
  readonly byObject: RefMap<AttachedPolicy[]>;
}

/** Opens the policies of a snapshot. */
export function indexPolicies(world: PolicyWorld): PolicyIndex {
  return new PolicyIndex(world);
}

function readPolicy(object: KubernetesObject, kind: PolicyKind, snapshot: Snapshot): Policy {
  return { ref: refOf(object), object, kind, created: createdAt(object), ...targetsOf(snapshot, object, kind) };
}

function attach(policy: Policy, into: KindAttachments): void {
  const seen = new Set<string>();
  for (const attachment of policy.targets) {
    const { node } = attachment;
    if (node === undefined) continue;
    const key = refKey(node);
    // targetRef and targetRefs may both name it: once is enough.
    if (seen.has(key)) continue;
    seen.add(key);
    push(into.byNode, node, { policy, attachment });
    push(into.byObject, { ...node, section: undefined }, { policy, attachment });
  }
}

function push(map: RefMap<AttachedPolicy[]>, ref: ObjectRef, attached: AttachedPolicy): void {
  const list = map.get(ref);
  if (list === undefined) map.set(ref, [attached]);
  else list.push(attached);
}
