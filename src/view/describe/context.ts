import type { Graph } from '../../graph/graph.ts';
import type { ObjectEvent } from '../../model/event.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindKey } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { indexPolicies } from '../../policy/policy-index.ts';
import type { PolicyIndex } from '../../policy/policy-index.ts';
import type { PolicyKind } from '../../policy/policy-kind.ts';

/** What pages are made from. Pure data: the clock and the words of other commands are given. */
export interface DescribeContext {
  readonly graph: Graph;
  readonly snapshot: Snapshot;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A command line in the scope of this one: `get routes` -> `gwctl get routes --from shop.yaml`. */
  readonly command: (words: string) => string;
  /** The events of an object, in the order of time; undefined where they were not asked for or could not be read. */
  readonly eventsOf: (object: KubernetesObject) => readonly ObjectEvent[] | undefined;
  /** What is known of a kind of policy; undefined where the kind is none. */
  readonly policyKind: (type: GroupKind) => PolicyKind | undefined;
  readonly policyKinds: readonly PolicyKind[];
  /** All policies by what they attach to; built when it is first asked for. */
  readonly policyIndex: () => PolicyIndex;
}

/** What a context is made of. */
export type ContextParts = Omit<DescribeContext, 'policyKind' | 'policyIndex'>;

/** Makes a context; what needs a walk over all objects is walked once, when it is first asked. */
export function describeContext(parts: ContextParts): DescribeContext {
  const kinds = new Map(parts.policyKinds.map((kind) => [groupKindKey(kind), kind]));
  let policies: PolicyIndex | undefined;
  return {
    ...parts,
    policyKind: (type) => kinds.get(groupKindKey(type)),
    policyIndex: () => {
      policies ??= indexPolicies({ graph: parts.graph, snapshot: parts.snapshot, kinds: parts.policyKinds });
      return policies;
    },
  };
}
