import type { DocumentGap } from './gap.ts';

/** `effective -o json`: one item per policy kind and path. Fields are only added, never changed in meaning. */
export interface EffectivePolicyList {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'EffectivePolicyList';
  readonly items: readonly EffectivePolicyItem[];
  /** Session persistence, TLS to backends and tracing as they take effect. */
  readonly settings: readonly EffectiveSettingItem[];
  readonly gaps: readonly DocumentGap[];
}

/** A JSON object whose fields are still unchecked. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** The effective policy of one kind on one path. */
export interface EffectivePolicyItem {
  readonly policyKind: { readonly group: string; readonly kind: string };
  readonly path: EffectivePath;
  readonly class: PolicyClass;
  readonly strategy: StrategyName;
  /** Without the target fields; absent where the strategy is Custom. */
  readonly spec?: JsonRecord | undefined;
  /** Every leaf of `spec`. */
  readonly sources: readonly EffectiveSource[];
  readonly ineffective: readonly EffectiveLoser[];
  /** Custom: what the policies say, least specific first. */
  readonly inputs?: readonly EffectiveInput[] | undefined;
  /** What else a reader should know, in sentences. */
  readonly notes: readonly string[];
}

/** What a kind's author says of it; `Unknown` for the legacy label value `true` and whatever else stands there. */
export type PolicyClass = 'Direct' | 'Inherited' | 'Unknown';

/**
 * How two policies of one kind combine. `StrategicMerge` is Kubernetes' own patch with lists merged by key: by which, the
 * vendor's Go types say; where they are not known, a note says so. `DefaultsAndOverrides` is the declined form of GEP-2649:
 * `default` and `override` blocks, value by value. `Custom` is known to the controller alone.
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

/** Where in a policy a value stands: in a `defaults` block, in an `overrides` block, or plainly below `spec`. */
export type Layer = 'default' | 'override' | 'spec';

/** A setting of the specification that several objects may hold. */
export interface EffectiveSettingItem {
  readonly about: 'sessionPersistence' | 'backendTLS' | 'tracing';
  readonly path: EffectivePath;
  /** The setting in the words of the newest API; absent where nothing sets it. */
  readonly spec?: JsonRecord | undefined;
  /** The object and field that set it; absent where nothing does. */
  readonly source?: (DocumentRef & { readonly field: string }) | undefined;
  /** Who would set it without the source, and why they do not. */
  readonly beats: readonly (DocumentRef & { readonly field: string; readonly reason: string })[];
  readonly notes: readonly string[];
}

/** The nodes of a path from the root to the leaf; what makes no difference is left out. */
export interface EffectivePath {
  readonly gatewayClass?: DocumentRef | undefined;
  readonly gateway?: DocumentRef | undefined;
  readonly listenerSet?: DocumentRef | undefined;
  /** Name of a listener of the ListenerSet, else of the Gateway. */
  readonly listener?: string | undefined;
  /** Mesh: the Service that the route is attached to. */
  readonly service?: DocumentRef | undefined;
  readonly route?: DocumentRef | undefined;
  readonly rule?: { readonly index: number; readonly name?: string | undefined } | undefined;
  readonly backend?: (DocumentRef & { readonly port?: number | undefined }) | undefined;
  /** An object that is no part of a Gateway's traffic. */
  readonly target?: DocumentRef | undefined;
}

/** An object; where a part of it is meant, that is a field of its own beside it. */
export interface DocumentRef {
  readonly group: string;
  readonly kind: string;
  /** Absent for cluster-scoped objects. */
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** The policy that set a leaf. */
export interface EffectiveSource {
  /** JSON pointer into `spec`. */
  readonly field: string;
  readonly policy: DocumentRef;
  /** Where on the path the policy acts: `gateway`, `route`, `rule` … */
  readonly level: string;
  readonly layer: Layer;
  /** The values that were overridden. */
  readonly beats: readonly EffectiveBeat[];
}

/** A value that was overridden. */
export interface EffectiveBeat {
  readonly policy: DocumentRef;
  readonly level: string;
  readonly layer: Layer;
  readonly value: unknown;
  /** Why it was overridden: `older`, `more specific`, `override` … */
  readonly reason: string;
}

/** A policy of the path that set nothing. */
export interface EffectiveLoser {
  readonly policy: DocumentRef;
  /** The policies that won over it. */
  readonly by: readonly DocumentRef[];
  /** As for a value. */
  readonly reason: string;
}

/** What one policy says, for kinds that only their controller can merge. */
export interface EffectiveInput {
  readonly policy: DocumentRef;
  readonly level: string;
  readonly spec: JsonRecord;
}
