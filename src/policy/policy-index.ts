import type { Graph } from '../graph/graph.ts';
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

/** All policies by what they attach to. Built once in time linear to the policies, then only queried. */
export class PolicyIndex {
  readonly graph: Graph;
  readonly snapshot: Snapshot;
  /** Every kind, with or without policies. */
  readonly kinds: readonly PolicyKind[];
  readonly policies: readonly Policy[];
  /** What has been worked out before, by answers that ask again and again; not for callers. */
  readonly memo = {
    contexts: new Map<string, readonly RouteContext[]>(),
    outcomes: new Map<string, Outcome>(),
    ordinals: new Map<Policy, number>(),
    standings: new Map<AttachedPolicy, Map<LevelName, Standing>>(),
  };
  readonly #attachedKinds: PolicyKind[] = [];
  readonly #byRef = new Map<string, Policy>();
  readonly #byKind = new Map<string, KindAttachments>();
  /** The same by the very object: paths ask with it again and again. */
  readonly #byOwnKind = new Map<GroupKind, KindAttachments>();

  constructor({ graph, snapshot, kinds }: PolicyWorld) {
    this.graph = graph;
    this.snapshot = snapshot;
    this.kinds = kinds;
    const policies: Policy[] = [];
    for (const kind of kinds) {
      const attachments: KindAttachments = { byNode: new RefMap(), byObject: new RefMap() };
      for (const object of snapshot.list(kind)) {
        const policy = readPolicy(object, kind, snapshot);
        this.memo.ordinals.set(policy, policies.length);
        policies.push(policy);
        this.#byRef.set(refKey(policy.ref), policy);
        attach(policy, attachments);
      }
      if (attachments.byNode.isEmpty) continue;
      this.#byKind.set(groupKindKey(kind), attachments);
      this.#byOwnKind.set(kind, attachments);
      this.#attachedKinds.push(kind);
    }
    this.policies = policies;
  }

  /** The policy of a reference, or undefined. */
  policy(ref: ObjectRef): Policy | undefined {
    return this.#byRef.get(refKey(ref));
  }

  /** The kinds of which at least one policy attaches somewhere. */
  attachedKinds(): readonly PolicyKind[] {
    return this.#attachedKinds;
  }

  /** The policies of a kind at exactly this node: an object, or with `section` a part of it. */
  at(kind: GroupKind, node: ObjectRef): readonly AttachedPolicy[] {
    return this.#attachments(kind)?.byNode.get(node) ?? NONE;
  }

  /** Whether policies of a kind attach to single sections of an object. */
  hasSections(kind: GroupKind, object: ObjectRef): boolean {
    return this.#attachments(kind)?.byNode.hasSections(object) === true;
  }

  /** The policies of all kinds that attach to an object or to one of its sections, in the order of kinds, then as read. */
  attachedTo(object: ObjectRef): readonly AttachedPolicy[] {
    const whole = { ...object, section: undefined };
    return this.kinds.flatMap((kind) => this.#attachments(kind)?.byObject.get(whole) ?? []);
  }

  #attachments(kind: GroupKind): KindAttachments | undefined {
    return this.#byOwnKind.get(kind) ?? this.#byKind.get(groupKindKey(kind));
  }
}

const NONE: readonly AttachedPolicy[] = Object.freeze([]);

interface KindAttachments {
  readonly byNode: RefMap<AttachedPolicy[]>;
  /** The same by the objects alone, whatever part of them is the target. */
  readonly byObject: RefMap<AttachedPolicy[]>;
}

/** Reads all policies of a snapshot and what they attach to. */
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
