import type { GroupKind } from '../model/ref.ts';
import type { PolicyClass } from './policy-kind.ts';

/**
 * How two policies of one kind combine. `StrategicMerge` is Kubernetes' own patch with lists merged by
 * key: by which, the vendor's Go types say (`MergeRules.lists`), else only the controller knows. `DefaultsAndOverrides` is the
 * declined form of GEP-2649: `default` and `override` blocks, value by value. `Custom` is known to the
 * controller alone.
 */
export type StrategyName =
  | 'None'
  | 'AtomicDefaults'
  | 'AtomicOverrides'
  | 'PatchDefaults'
  | 'PatchOverrides'
  | 'StrategicMerge'
  | 'DefaultsAndOverrides'
  | 'Custom';

/** A level of the hierarchy, least specific first in `HIERARCHY`. */
export type LevelName =
  | 'gatewayclass'
  | 'gateway-namespace'
  | 'gateway'
  | 'listenerset'
  | 'listener'
  | 'route-namespace'
  | 'route'
  | 'rule'
  | 'backend-namespace'
  | 'backend'
  | 'port';

/** A kind that a policy may target, and whether a section of it may be named. */
export interface TargetKind extends GroupKind {
  readonly section?: 'listener' | 'rule' | 'port' | undefined;
}

/** How the policies of a kind combine: the strategy where an object says nothing, and the fields by which it may say something. */
export interface MergeRules {
  readonly strategy: StrategyName;
  /**
   * A field below `spec` (`mergeType`) or below the wrapper (`strategy`) that chooses the strategy, the meaning of its
   * values, and whose field counts: GEP-713 lets the established policy dictate, Envoy Gateway the challenger.
   */
  readonly chooser?:
    | {
        readonly field: string;
        readonly values: Readonly<Record<string, StrategyName>>;
        readonly by: 'established' | 'challenger';
      }
    | undefined;
  /** Fields below `spec` that hold defaults and overrides; without one the whole spec is what the policy says. */
  readonly wrappers?: { readonly defaults: readonly string[]; readonly overrides: readonly string[] } | undefined;
  /** Fields below `spec` that steer the attachment or the merge and are no setting. */
  readonly control?: readonly string[] | undefined;
  /** Paths (`rules.authentication.*`) whose values are never mixed: each comes whole from one policy. */
  readonly wholes?: readonly string[] | undefined;
  /**
   * What several policies on one target do where the kind differs from "oldest wins": `disjoint` ones that set different
   * fields act together, and one that sets a field of an older one is refused whole.
   */
  readonly sameLevel?: 'disjoint' | undefined;
  /** The lists whose items come from several policies; without it only the controller knows them. */
  readonly lists?: readonly ListRule[] | undefined;
  /**
   * `nearest`: of the policies of a path only the most specific counts, and where it is one of a route or rule that asks to be
   * merged, the nearest of a listener, ListenerSet or Gateway with it: a rule's leaves the route's out.
   */
  readonly reach?: 'nearest' | undefined;
}

/** How a list is put together from several policies. */
export interface ListRule {
  /** `rateLimit.global.rules`, below `spec`. */
  readonly path: string;
  /** The field that tells items apart: of two items with one value the stronger policy's counts. Undefined: all items stand. */
  readonly key?: string | undefined;
  /** Whether policies of different levels put it together, or several of one level. */
  readonly among: 'levels' | 'one level';
}

/** What is known of one kind of policy beside its CRD: data, with its source named. */
export interface CatalogueEntry extends GroupKind {
  readonly class: PolicyClass;
  /** Empty: unknown. */
  readonly targets: readonly TargetKind[];
  readonly merge: MergeRules;
  /** The levels of the kind, least specific first, where they differ from the canonical order. */
  readonly hierarchy?: readonly LevelName[] | undefined;
  /** The annotation of the target that names the policy, for kinds that are not attached by a targetRef. */
  readonly annotation?: string | undefined;
  /** Whether an `extensionRef` filter of a route rule attaches a policy of the kind to that rule, beside targetRefs. */
  readonly extensionFilter?: boolean | undefined;
  /** Whether targets by name are of the policy's own namespace, whatever ReferenceGrants say. */
  readonly localTargets?: boolean | undefined;
  /** Whether the controller takes `core` for the core group, as the API does not. */
  readonly takesCore?: boolean | undefined;
  /** The domains of the controllers that know the kind: `gateway.envoyproxy.io`. Undefined: any may. */
  readonly controllers?: readonly string[] | undefined;
  /** What a policy of the kind acts on where it names no target and that is no fault: `applies to its whole namespace`. */
  readonly untargeted?: string | undefined;
  /** Where this knowledge comes from: a document of the vendor or the specification. */
  readonly source: string;
}
