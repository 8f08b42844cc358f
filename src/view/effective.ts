import { compareText } from '../model/compare-text.ts';
import type { Gap } from '../model/gap.ts';
import type { JsonRecord } from '../model/read.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { StrategyName } from '../policy/catalogue-entry.ts';
import { saidBy } from '../policy/contribution.ts';
import type { Layer } from '../policy/contribution.ts';
import type { EffectiveAnswer } from '../policy/answer.ts';
import type { EffectivePolicy } from '../policy/effective.ts';
import type { PolicyPath } from '../policy/levels.ts';
import type { EffectiveSetting } from '../policy/settings/setting.ts';
import type { Ineffective, LeafSource, Standing } from '../policy/outcome.ts';
import type { PolicyClass } from '../policy/policy-kind.ts';
import { REASONS } from './say/merging.ts';
import { say } from './say/say.ts';
import type { DocumentGap } from './resource-description.ts';

/** `effective -o json`: one item per policy kind and path. Fields are only added. */
export interface EffectivePolicyList {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'EffectivePolicyList';
  readonly items: readonly EffectivePolicyItem[];
  /** Session persistence, TLS to backends and tracing as they take effect. */
  readonly settings: readonly EffectiveSettingItem[];
  readonly gaps: readonly DocumentGap[];
}

/** The effective policy of one kind on one path. */
export interface EffectivePolicyItem {
  readonly policyKind: { readonly group: string; readonly kind: string };
  readonly path: EffectivePath;
  readonly class: PolicyClass;
  readonly strategy: StrategyName;
  /** Without the target fields; absent where the strategy is Custom. */
  readonly spec?: JsonRecord;
  /** Every leaf of `spec`. */
  readonly sources: readonly EffectiveSource[];
  readonly ineffective: readonly EffectiveLoser[];
  /** Custom: what the policies say, least specific first. */
  readonly inputs?: readonly EffectiveInput[];
  readonly notes: readonly string[];
}

/** A setting of the specification that several objects may hold. */
export interface EffectiveSettingItem {
  readonly about: EffectiveSetting['about'];
  readonly path: EffectivePath;
  readonly spec?: JsonRecord;
  readonly source?: DocumentRef & { readonly field: string };
  readonly beats: readonly (DocumentRef & { readonly field: string; readonly reason: string })[];
  readonly notes: readonly string[];
}

/** The nodes of a path from the root to the leaf; what makes no difference is left out. */
export interface EffectivePath {
  readonly gatewayClass?: DocumentRef;
  readonly gateway?: DocumentRef;
  readonly listenerSet?: DocumentRef;
  /** Name of a listener of the ListenerSet, else of the Gateway. */
  readonly listener?: string;
  /** Mesh: the Service that the route is attached to. */
  readonly service?: DocumentRef;
  readonly route?: DocumentRef;
  readonly rule?: { readonly index: number; readonly name?: string };
  readonly backend?: DocumentRef & { readonly port?: number };
  /** An object that is no part of a Gateway's traffic. */
  readonly target?: DocumentRef;
}

/** An identity as documents carry it. */
export interface DocumentRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** The policy that set a leaf. */
export interface EffectiveSource {
  /** JSON pointer into `spec`. */
  readonly field: string;
  readonly policy: DocumentRef;
  readonly level: string;
  readonly layer: Layer;
  readonly beats: readonly EffectiveBeat[];
}

/** A value that was overridden. */
export interface EffectiveBeat {
  readonly policy: DocumentRef;
  readonly level: string;
  readonly layer: Layer;
  readonly value: unknown;
  readonly reason: string;
}

/** A policy of the path that set nothing. */
export interface EffectiveLoser {
  readonly policy: DocumentRef;
  readonly by: readonly DocumentRef[];
  readonly reason: string;
}

/** What one policy says, for kinds that only their controller can merge. */
export interface EffectiveInput {
  readonly policy: DocumentRef;
  readonly level: string;
  readonly spec: JsonRecord;
}

/** Makes the document of `effective -o json`. */
export function effectiveDocument({ policies, settings }: EffectiveAnswer, gaps: readonly Gap[]): EffectivePolicyList {
  return {
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'EffectivePolicyList',
    items: policies.map(toItem),
    settings: settings.map(toSettingItem),
    gaps: gaps.map(({ what, namespace, reason, message }) => ({
      kind: what,
      ...(namespace === undefined ? {} : { namespace }),
      reason,
      message,
      affects: ['effective policies'],
    })),
  };
}

function toItem(effective: EffectivePolicy): EffectivePolicyItem {
  const { kind, strategy, spec, sources, ineffective, inputs, notes } = effective;
  return {
    policyKind: { group: kind.group, kind: kind.kind },
    path: toPath(effective.path),
    class: kind.class,
    strategy,
    ...(spec === undefined ? { inputs: inputs.map(toInput) } : { spec }),
    // As the spec is printed: a server and a file order the fields of one policy differently.
    sources: sources.map(toSource).toSorted((a, b) => compareText(a.field, b.field)),
    ineffective: ineffective.map(toLoser),
    notes: notes.map(say),
  };
}

function toSettingItem({ about, path, spec, source, beats, notes }: EffectiveSetting): EffectiveSettingItem {
  return {
    about,
    path: toPath(path),
    ...(spec === undefined ? {} : { spec }),
    ...(source === undefined ? {} : { source: { ...documentRef(source.ref), field: source.field } }),
    beats: beats.map(({ ref, field, reason }) => Object.assign({ field, reason: REASONS[reason] }, documentRef(ref))),
    notes: notes.map(say),
  };
}

function toPath(path: PolicyPath): EffectivePath {
  const { gatewayClass, gateway, listenerSet, listener, service, route, rule, backend, port, target } = path;
  return {
    ...(gatewayClass === undefined ? {} : { gatewayClass: documentRef(gatewayClass) }),
    ...(gateway === undefined ? {} : { gateway: documentRef(gateway) }),
    ...(listenerSet === undefined ? {} : { listenerSet: documentRef(listenerSet) }),
    ...(listener === undefined ? {} : { listener }),
    ...(service === undefined ? {} : { service: documentRef(service) }),
    ...(route === undefined ? {} : { route: documentRef(route) }),
    ...(rule === undefined
      ? {}
      : { rule: { index: rule.index, ...(rule.name === undefined ? {} : { name: rule.name }) } }),
    ...(backend === undefined ? {} : { backend: { ...documentRef(backend), ...(port === undefined ? {} : { port }) } }),
    ...(target === undefined ? {} : { target: documentRef(target) }),
  };
}

function toSource({ path, standing, layer, beats }: LeafSource): EffectiveSource {
  return {
    field: jsonPointer(path),
    policy: documentRef(standing.policy.ref),
    level: standing.level,
    layer,
    beats: beats.map((beat) => ({
      policy: documentRef(beat.standing.policy.ref),
      level: beat.standing.level,
      layer: beat.layer,
      value: beat.value,
      reason: REASONS[beat.reason],
    })),
  };
}

function toLoser({ standing, by, reason }: Ineffective): EffectiveLoser {
  return {
    policy: documentRef(standing.policy.ref),
    by: by.map((winner) => documentRef(winner.policy.ref)),
    reason: REASONS[reason],
  };
}

function toInput(standing: Standing): EffectiveInput {
  return { policy: documentRef(standing.policy.ref), level: standing.level, spec: saidBy(standing.policy) };
}

/** An identity without absent fields (the JSON printer would write them as null). */
export function documentRef({ group, kind, namespace, name }: ObjectRef): DocumentRef {
  return { group, kind, ...(namespace === undefined ? {} : { namespace }), name };
}

/** RFC 6901. */
export function jsonPointer(path: readonly string[]): string {
  return path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
