import type { DocumentGap } from './gap.ts';
import type { GroupKind, RuleRef } from './ref.ts';

/** `effective -o json`: one item per policy kind and path. Fields are only added, never changed in meaning. */
export interface EffectivePolicyList {
  /** The version of this shape: within it, fields are only added. */
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  readonly kind: 'EffectivePolicyList';
  /** The effective policies, one per policy kind and path. */
  readonly items: readonly EffectivePolicyItem[];
  /** Session persistence, TLS to backends and tracing as they take effect. */
  readonly settings: readonly EffectiveSettingItem[];
  /** What could not be read, and what the answer lacks because of it; empty when everything was read. */
  readonly gaps: readonly DocumentGap[];
}

/** A JSON object whose fields are still unchecked. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** The effective policy of one kind on one path. */
export interface EffectivePolicyItem {
  /** The kind of policies that this is about. */
  readonly policyKind: GroupKind;
  /** The path of traffic that it holds on. */
  readonly path: EffectivePath;
  /** Whether policies of the kind act on their target alone or are inherited. */
  readonly class: PolicyClass;
  /** How policies of the kind combine. */
  readonly strategy: StrategyName;
  /** The effective spec, without the target fields; absent where the strategy is Custom. */
  readonly spec?: JsonRecord | undefined;
  /** Which policy set each leaf of `spec`. */
  readonly sources: readonly EffectiveSource[];
  /** Policies on the path that set nothing, each with why. */
  readonly ineffective: readonly EffectiveLoser[];
  /** With the strategy Custom: what the policies say, least specific first. */
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
  /** Which setting this is. */
  readonly about: 'sessionPersistence' | 'backendTLS' | 'tracing';
  /** The path of traffic that it holds on. */
  readonly path: EffectivePath;
  /** The setting in the words of the newest API; absent where nothing sets it. */
  readonly spec?: JsonRecord | undefined;
  /** The object and field that set it; absent where nothing does. */
  readonly source?: EffectiveSettingSource | undefined;
  /** Who would set it without the source, and why they do not. */
  readonly beats: readonly EffectiveSettingLoser[];
  /** What else a reader should know, in sentences. */
  readonly notes: readonly string[];
}

/** The nodes of a path from the root to the leaf; what makes no difference is left out. */
export interface EffectivePath {
  /** The class of the Gateway. */
  readonly gatewayClass?: DocumentRef | undefined;
  /** The Gateway that the traffic comes through. */
  readonly gateway?: DocumentRef | undefined;
  /** The ListenerSet that holds the listener. */
  readonly listenerSet?: DocumentRef | undefined;
  /** Name of the listener: of the ListenerSet where there is one, else of the Gateway. */
  readonly listener?: string | undefined;
  /** Mesh: the Service that the route is attached to. */
  readonly service?: DocumentRef | undefined;
  /** The route that takes the traffic. */
  readonly route?: DocumentRef | undefined;
  /** The rule of the route. */
  readonly rule?: RuleRef | undefined;
  /** Where the traffic goes. */
  readonly backend?: EffectiveBackend | undefined;
  /** An object that is no part of a Gateway's traffic. */
  readonly target?: DocumentRef | undefined;
}

/** An object; where a part of it is meant, that is a field of its own beside it. */
export interface DocumentRef {
  /** API group; empty for the core group. */
  readonly group: string;
  /** Kind of the object. */
  readonly kind: string;
  /** Namespace of the object; absent for cluster-scoped objects. */
  readonly namespace?: string | undefined;
  /** Name of the object. */
  readonly name: string;
}

/** Where traffic goes. */
export interface EffectiveBackend extends DocumentRef {
  /** The backendRef's port. */
  readonly port?: number | undefined;
}

/** What sets a setting. */
export interface EffectiveSettingSource extends DocumentRef {
  /** The field that holds the setting. */
  readonly field: string;
}

/** What would set a setting, if nothing else did. */
export interface EffectiveSettingLoser extends EffectiveSettingSource {
  /** Why it does not: `older`, `more specific` … */
  readonly reason: string;
}

/** The policy that set a leaf. */
export interface EffectiveSource {
  /** JSON pointer into `spec`: the leaf that was set. */
  readonly field: string;
  /** The policy that set it. */
  readonly policy: DocumentRef;
  /** Where on the path the policy acts: `gateway`, `route`, `rule` … */
  readonly level: string;
  /** In which block of the policy the value stands. */
  readonly layer: Layer;
  /** The values that this one overrode. */
  readonly beats: readonly EffectiveBeat[];
}

/** A value that was overridden. */
export interface EffectiveBeat {
  /** The policy that was overridden. */
  readonly policy: DocumentRef;
  /** Where on the path that policy acts: `gateway`, `route`, `rule` … */
  readonly level: string;
  /** In which block of that policy the value stands. */
  readonly layer: Layer;
  /** The value that was overridden. */
  readonly value: unknown;
  /** Why it was overridden: `older`, `more specific`, `override` … */
  readonly reason: string;
}

/** A policy of the path that set nothing. */
export interface EffectiveLoser {
  /** The policy that set nothing. */
  readonly policy: DocumentRef;
  /** The policies that won over it. */
  readonly by: readonly DocumentRef[];
  /** Why they won: `older`, `more specific`, `override` … */
  readonly reason: string;
}

/** What one policy says, for kinds that only their controller can merge. */
export interface EffectiveInput {
  /** The policy. */
  readonly policy: DocumentRef;
  /** Where on the path it acts: `gateway`, `route`, `rule` … */
  readonly level: string;
  /** What it says, without its target fields. */
  readonly spec: JsonRecord;
}
