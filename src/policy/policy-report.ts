import { refKey } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { effectOf } from './acting.ts';
import type { Effect } from './acting.ts';
import { attachesNowhere } from './attaches-nowhere.ts';
import { effectivePolicies } from './effective.ts';
import type { EffectivePolicy } from './effective.ts';
import type { PolicyPath } from './levels.ts';
import type { BeatReason, Placement } from './outcome.ts';
import { ageReason } from './policy.ts';
import type { Policy } from './policy.ts';
import type { PolicyIndex } from './policy-index.ts';
import type { PolicyKind } from './policy-kind.ts';
import { mergeRulesOf } from './merge-rules.ts';
import { scopeOf } from './scope.ts';
import type { PolicyScope } from './scope.ts';
import { refusalsOf, strangersAround } from './surroundings.ts';
import type { Refusal, Stranger } from './surroundings.ts';

/** What becomes of a policy, for `describe`. */
export interface PolicyReport {
  readonly policy: Policy;
  readonly scope: PolicyScope;
  /** On how many paths all of it, a part, or nothing of it takes effect. */
  readonly paths: Readonly<Record<Effect, number>>;
  /** Routes of its scope that no parent accepts: it has no effect on them, and no path leads through them. */
  readonly idleRoutes: readonly ObjectRef[];
  /** Who takes its place, with the reason and the object on which, once each. */
  readonly overriddenBy: readonly PolicyOverride[];
  /** Policies of the kind on the same node: the oldest is established. */
  readonly conflicts: readonly PolicyConflict[];
  /** The Gateways around its targets whose controllers do not know the kind: it does not act there. */
  readonly strangers: readonly Stranger[];
  /** Whether no other Gateways are around its targets. */
  readonly onlyStrangers: boolean;
  /** Where its controller refuses it: it has no effect there. */
  readonly refusals: readonly Refusal[];
  /** What a controller is expected to report, as far as it can be computed; undefined where only the controller knows. */
  readonly expected: ExpectedStatus | undefined;
}

/** Another policy that has the last word somewhere in the scope. */
export interface PolicyOverride {
  readonly policy: Policy;
  readonly on: ObjectRef;
  readonly paths: number;
}

/** Another policy on the same node. */
export interface PolicyConflict {
  readonly policy: Policy;
  readonly node: ObjectRef;
  /** Whether the other one is established. */
  readonly established: boolean;
  readonly reason: BeatReason;
}

/** `Accepted` and `Programmed` as GEP-713 wants them (semantics.md 5.5). */
export interface ExpectedStatus {
  readonly accepted: { readonly status: 'True' | 'False'; readonly reason: string };
  readonly programmed: { readonly status: 'True' | 'False'; readonly reason: string } | undefined;
}

/** Reports on one policy: its scope, its effect there, who beats it. Linear in the routes of its scope. */
export function reportPolicy(index: PolicyIndex, policy: Policy): PolicyReport {
  const scope = scopeOf(index, policy);
  const paths = { all: 0, part: 0, none: 0, unknown: 0 };
  const overrides = new Map<string, { policy: Policy; on: ObjectRef; paths: number }>();
  const conflicts = new Map<Policy, PolicyConflict>();
  // Backends of an inherited policy add nothing that their routes do not show, unless nothing stands above them.
  const above = [...scope.routes, ...scope.gateways, ...scope.listenerSets, ...scope.gatewayClasses];
  const objects = above.length > 0 ? above : [...scope.backends, ...otherTargets(policy)];
  // A backend that is a target stands in both.
  const counted = new Set<string>();
  const idleRoutes: ObjectRef[] = [];
  for (const object of new Map(objects.map((ref) => [refKey(ref), ref])).values()) {
    if (attachesNowhere(index.graph, object)) {
      idleRoutes.push(object);
      continue;
    }
    for (const effective of effectivePolicies(index, { object, kinds: [policy.kind] })) {
      const own = effective.inputs.find((placement) => placement.policy === policy);
      // What leads to the routes that were counted is no way of its own.
      if (own === undefined || leadsFurther(effective.path, counted)) continue;
      if (effective.path.route !== undefined) for (const part of partsAbove(effective.path)) counted.add(part);
      const { effect, by } = effectOf(effective, policy);
      paths[effect]++;
      for (const winner of by) {
        const key = `${refKey(winner.ref)} ${refKey(object)}`;
        const known = overrides.get(key) ?? { policy: winner, on: object, paths: 0 };
        known.paths++;
        overrides.set(key, known);
      }
      for (const other of effective.inputs) {
        if (other.policy === policy || refKey(other.node) !== refKey(own.node)) continue;
        const established = effective.inputs.indexOf(other) < effective.inputs.indexOf(own);
        if (!areRivals(policy.kind, effective, other, own)) continue;
        const [first, second] = established ? [other.policy, policy] : [policy, other.policy];
        const reason = ageReason(first, second);
        conflicts.set(other.policy, { policy: other.policy, node: own.node, established, reason });
      }
    }
  }
  const around = policy.targets.flatMap(({ node }) =>
    node === undefined ? [] : [strangersAround(index, policy.kind, node)],
  );
  const strangers = [...new Map(around.flatMap((one) => one.strangers.map((ref) => [refKey(ref.ref), ref]))).values()];
  return {
    policy,
    scope,
    paths,
    idleRoutes,
    overriddenBy: [...overrides.values()],
    conflicts: [...conflicts.values()],
    strangers,
    onlyStrangers: around.length > 0 && around.every(({ all }) => all),
    refusals: [...refusalsOf(index, policy).values()],
    expected:
      strangers.length > 0 && total(paths) === 0
        ? undefined
        : expectStatus(policy, paths, [...conflicts.values()], idleRoutes.length > 0),
  };
}

function total({ all, part, none, unknown }: PolicyReport['paths']): number {
  return all + part + none + unknown;
}

/** Where two policies of one node may act together, only one that takes the place of the other is its rival. */
function areRivals(kind: PolicyKind, { ineffective }: EffectivePolicy, one: Placement, other: Placement): boolean {
  if (mergeRulesOf(kind).sameLevel !== 'disjoint') return true;
  return ineffective.some(
    ({ placement, by }) => (placement === one && by.includes(other)) || (placement === other && by.includes(one)),
  );
}

/** The parts of a path above its route, each with what holds it. */
function partsAbove({ gatewayClass, gateway, listenerSet, listener }: PolicyPath): readonly string[] {
  const holder = listenerSet ?? gateway;
  return [
    ...[gatewayClass, gateway, listenerSet].flatMap((ref) => (ref === undefined ? [] : [refKey(ref)])),
    ...(holder === undefined ? [] : [`${refKey(holder)}#${listener ?? ''}`]),
  ];
}

/** Whether a path that ends above the routes is part of one that was counted. */
function leadsFurther(path: PolicyPath, counted: ReadonlySet<string>): boolean {
  if (path.route !== undefined || path.backend !== undefined || path.target !== undefined) return false;
  const { gatewayClass, gateway, listenerSet, listener } = path;
  const holder = listenerSet ?? gateway ?? gatewayClass;
  if (holder === undefined) return false;
  const key = refKey(holder);
  // Routes that tell no listeners apart come through all of them.
  return listener === undefined ? counted.has(key) : counted.has(`${key}#${listener}`) || counted.has(`${key}#`);
}

function otherTargets(policy: Policy): readonly ObjectRef[] {
  return policy.targets.flatMap(({ node }) => (node === undefined || node.section !== undefined ? [] : [node]));
}

function expectStatus(
  policy: Policy,
  paths: Readonly<Record<Effect, number>>,
  conflicts: readonly PolicyConflict[],
  hasIdleRoutes: boolean,
): ExpectedStatus | undefined {
  const states = policy.targets.map(({ state }) => state);
  if (policy.elsewhere !== undefined || paths.unknown > 0 || states.includes('unknown')) return undefined;
  if (!states.includes('resolved')) {
    const reason = states.includes('notPermitted') || states.length === 0 ? 'Invalid' : 'TargetNotFound';
    return { accepted: { status: 'False', reason }, programmed: undefined };
  }
  const effective = paths.all + paths.part;
  if (effective === 0 && paths.none > 0 && conflicts.some(({ established }) => established)) {
    return { accepted: { status: 'False', reason: 'Conflicted' }, programmed: undefined };
  }
  const accepted = { status: 'True', reason: 'Accepted' } as const;
  if (effective === 0 && paths.none > 0) return { accepted, programmed: { status: 'False', reason: 'Overridden' } };
  // No controller programs what no request comes to.
  if (effective === 0 && hasIdleRoutes) return { accepted, programmed: undefined };
  const partly = paths.none + paths.part > 0;
  return { accepted, programmed: { status: 'True', reason: partly ? 'PartiallyProgrammed' : 'Programmed' } };
}
