import { compareText } from '../model/compare-text.ts';
import { refKey } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import { effectivePolicies } from './effective.ts';
import type { EffectivePolicy } from './effective.ts';
import type { Standing } from './outcome.ts';
import type { Policy } from './policy.ts';
import type { PolicyIndex } from './policy-index.ts';

/**
 * What a policy does on the paths of an object: `all` of what it says stands, `part` of it, or nothing (`none`); `unknown`
 * where only its controller knows.
 */
export type Effect = 'all' | 'part' | 'none' | 'unknown';

/** A policy that acts on an object, or would if no other did. */
export interface ActingPolicy {
  readonly policy: Policy;
  /** `direct`: attached to the object or a section of it; else from above, or for a route from a backend of it. */
  readonly how: 'direct' | 'inherited' | 'below';
  /** Where it stands: the nodes it is attached to, in the order of the paths. */
  readonly from: readonly Standing[];
  readonly effect: Effect;
  /** Who takes its place where it has no effect, or part of it, by their names. */
  readonly by: readonly Policy[];
}

/**
 * The policies that act on an object, by kind and then from the least specific level: what `describe` lists.
 * @param kinds only these; default all.
 */
export function policiesActingOn(
  index: PolicyIndex,
  object: ObjectRef,
  kinds?: readonly GroupKind[],
): readonly ActingPolicy[] {
  const acting = new Map<Policy, { standings: Map<string, Standing>; effects: Set<Effect>; by: Set<Policy> }>();
  for (const effective of effectivePolicies(index, { object, kinds })) {
    for (const standing of effective.inputs) {
      const known = acting.get(standing.policy) ?? { standings: new Map(), effects: new Set(), by: new Set() };
      acting.set(standing.policy, known);
      const { node } = standing;
      known.standings.set(`${standing.level} ${node.name} ${node.section ?? ''}`, standing);
      const { effect, by } = effectOf(effective, standing.policy);
      known.effects.add(effect);
      for (const policy of by) known.by.add(policy);
    }
  }
  return [...acting].map(([policy, { standings, effects, by }]) => {
    const from = [...standings.values()];
    // In an order of their own: that of the fields is not the same in files and from a server.
    const winners = [...by].toSorted((a, b) => compareText(refKey(a.ref), refKey(b.ref)));
    return { policy, how: howFrom(from, object), from, effect: sumEffects(effects), by: winners };
  });
}

/** What one policy does on one path, and whose values stand in place of its own. */
export function effectOf(
  effective: EffectivePolicy,
  policy: Policy,
): { readonly effect: Effect; readonly by: readonly Policy[] } {
  if (effective.spec === undefined) return { effect: 'unknown', by: [] };
  const lost = effective.ineffective.find(({ standing }) => standing.policy === policy);
  if (lost !== undefined) {
    return { effect: lost.reason === 'setsNothing' ? 'all' : 'none', by: lost.by.map((winner) => winner.policy) };
  }
  const by = new Set<Policy>();
  for (const { standing, beats } of effective.sources) {
    if (standing.policy === policy) continue;
    if (beats.some((beat) => beat.standing.policy === policy)) by.add(standing.policy);
  }
  return { effect: by.size > 0 ? 'part' : 'all', by: [...by] };
}

/** The sum over paths: equal ones stay, different ones are a part. */
export function sumEffects(effects: ReadonlySet<Effect>): Effect {
  const [first] = effects;
  if (effects.size === 1 && first !== undefined) return first;
  return effects.has('unknown') ? 'unknown' : 'part';
}

function howFrom(from: readonly Standing[], object: ObjectRef): ActingPolicy['how'] {
  const own = from.some(
    ({ node }) =>
      node.group === object.group &&
      node.kind === object.kind &&
      node.name === object.name &&
      node.namespace === object.namespace,
  );
  if (own) return 'direct';
  const below = from.every(({ level }) => level === 'backend' || level === 'port' || level === 'backend-namespace');
  return below ? 'below' : 'inherited';
}
