import { compareText } from '../model/compare-text.ts';
import { refKey } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { attachesNowhere } from './attaches-nowhere.ts';
import { effectivePolicies } from './effective.ts';
import { isBackendLevel } from './levels.ts';
import type { Ineffective, Outcome, Placement } from './outcome.ts';
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
  readonly from: readonly Placement[];
  readonly effect: Effect;
  /** Who takes its place where it has no effect, or part of it, by their names. */
  readonly by: readonly Policy[];
}

/** The policies that act on an object, by kind and then from the least specific level: what `describe` lists. */
export function policiesActingOn(index: PolicyIndex, object: ObjectRef): readonly ActingPolicy[] {
  const acting = new Map<Policy, { placements: Map<string, Placement>; effects: Set<Effect>; by: Set<Policy> }>();
  const isIdle = attachesNowhere(index.graph, object);
  for (const effective of effectivePolicies(index, { object })) {
    for (const placement of effective.inputs) {
      const known = acting.get(placement.policy) ?? { placements: new Map(), effects: new Set(), by: new Set() };
      acting.set(placement.policy, known);
      const { node } = placement;
      known.placements.set(`${placement.level} ${node.name} ${node.section ?? ''}`, placement);
      const { effect, by } = isIdle ? NO_EFFECT : effectOf(effective, placement.policy);
      known.effects.add(effect);
      for (const policy of by) known.by.add(policy);
    }
  }
  return [...acting].map(([policy, { placements, effects, by }]) => {
    const from = [...placements.values()];
    // In an order of their own: that of the fields is not the same in files and from a server.
    const winners = [...by].toSorted((a, b) => compareText(refKey(a.ref), refKey(b.ref)));
    return { policy, how: howFrom(from, object), from, effect: sumEffects(effects), by: winners };
  });
}

const NO_EFFECT = { effect: 'none', by: [] } as const;

/** What one policy does on one path, and whose values stand in place of its own. */
export function effectOf(
  effective: Outcome,
  policy: Policy,
): { readonly effect: Effect; readonly by: readonly Policy[] } {
  const { lost: allLost, beaten } = lossesIn(effective);
  const lost = allLost.get(policy);
  if (lost?.reason === 'refused') return { effect: 'none', by: [] };
  if (effective.spec === undefined) return { effect: 'unknown', by: [] };
  if (lost !== undefined) {
    return { effect: lost.reason === 'setsNothing' ? 'all' : 'none', by: lost.by.map((winner) => winner.policy) };
  }
  const by = beaten.get(policy) ?? new Set();
  return { effect: by.size > 0 ? 'part' : 'all', by: [...by] };
}

/** Who lost what in an outcome: the policies without effect, and for each whose values stand in place of some of its own. */
interface Losses {
  readonly lost: ReadonlyMap<Policy, Ineffective>;
  readonly beaten: ReadonlyMap<Policy, ReadonlySet<Policy>>;
}

/** By the inputs: several paths share what one outcome says, and each policy of it is asked about. */
const losses = new WeakMap<Outcome['inputs'], Losses>();

function lossesIn({ inputs, ineffective, sources }: Outcome): Losses {
  const known = losses.get(inputs);
  if (known !== undefined) return known;
  const beaten = new Map<Policy, Set<Policy>>();
  for (const { placement, beats } of sources) {
    for (const { placement: loser } of beats) {
      if (loser.policy === placement.policy) continue;
      const winners = beaten.get(loser.policy) ?? new Set();
      beaten.set(loser.policy, winners.add(placement.policy));
    }
  }
  const found = { lost: new Map(ineffective.map((one) => [one.placement.policy, one])), beaten };
  losses.set(inputs, found);
  return found;
}

/** The sum over paths: equal ones stay, different ones are a part. */
export function sumEffects(effects: ReadonlySet<Effect>): Effect {
  const [first] = effects;
  if (effects.size === 1 && first !== undefined) return first;
  return effects.has('unknown') ? 'unknown' : 'part';
}

function howFrom(from: readonly Placement[], object: ObjectRef): ActingPolicy['how'] {
  const own = from.some(
    ({ node }) =>
      node.group === object.group &&
      node.kind === object.kind &&
      node.name === object.name &&
      node.namespace === object.namespace,
  );
  if (own) return 'direct';
  const below = from.every(({ level }) => isBackendLevel(level));
  return below ? 'below' : 'inherited';
}
