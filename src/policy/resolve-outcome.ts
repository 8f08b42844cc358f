import { readRecord } from '../model/read.ts';
import { beatReason } from './beat-reason.ts';
import type { MergeRules } from './catalogue-entry.ts';
import { readContribution } from './contribution.ts';
import type { Block, Layer } from './contribution.ts';
import { mergeRulesOf } from './merge-rules.ts';
import { combine, overlay, settle } from './merge/combine.ts';
import type { Combined } from './merge/combine.ts';
import { applyMergePatch } from './merge/json-merge-patch.ts';
import type { Removal } from './merge/json-merge-patch.ts';
import { leavesOf, makeTree, treeValue } from './merge/tree.ts';
import type { Tree } from './merge/tree.ts';
import type { Fact } from '../model/fact.ts';
import type { Ineffective, LeafSource, Outcome, Standing, Step } from './outcome.ts';
import { compareAge } from './policy.ts';
import type { Policy } from './policy.ts';
import { findBeats } from './provenance.ts';
import type { Said } from './provenance.ts';

/** The policy that set a leaf. */
export interface Origin {
  readonly standing: Standing;
  readonly layer: Layer;
}

/** How to read the specification where it leaves room. */
export interface OutcomeOptions {
  /**
   * GEP-713 taken literally lets the newer of two policies on one level win under the defaults strategies; by default the
   * older wins there too, as in every other rule of the API (semantics.md 5.4).
   */
  readonly literal: boolean;
}

/** Policies that have been combined, and who takes part in them. */
interface Pile {
  readonly combined: Combined<Origin>;
  readonly members: readonly Standing[];
}

/** Who was dropped whole, and for whom. */
interface Drop {
  readonly loser: Standing;
  readonly by: readonly Standing[];
}

/**
 * The effective policy of one kind on one path (semantics.md 5.5): bottom-up, each level's policies first among
 * themselves, then over what is more specific.
 * @param standings the policies of one kind on the path; at least one.
 */
export function resolveOutcome(standings: readonly Standing[], options: OutcomeOptions): Outcome {
  const inputs = standings.toSorted((a, b) => a.rank - b.rank || compareAge(a.policy, b.policy));
  const [first] = inputs;
  const rules: MergeRules = first === undefined ? { strategy: 'Custom' } : mergeRulesOf(first.policy.kind);
  if (rules.strategy === 'Custom') {
    return { strategy: 'Custom', spec: undefined, sources: [], ineffective: [], inputs, steps: [], notes: [] };
  }
  return new Resolution(rules, options).resolve(inputs);
}

/** Said once each: a note is known by its object. */
const OLDEST_WINS: Fact = { code: 'oldestWins' };
const LISTS_MAY_MERGE: Fact = { code: 'listsMayMerge' };

/** What a policy says at a place, and what of that it takes away itself again. */
interface Opened {
  readonly combined: Combined<Origin>;
  readonly removed: readonly Removal<Origin>[];
}

/** A policy takes part in the answers of many paths. */
const opened = new WeakMap<Standing, Opened>();

function open(standing: Standing, wholes: readonly (readonly string[])[]): Opened {
  const known = opened.get(standing);
  if (known !== undefined) return known;
  const { strategy, base, over } = readContribution(standing.policy);
  const removed: Removal<Origin>[] = [];
  const plant = (blocks: readonly Block[]): Tree<Origin> | undefined =>
    blocks.reduce<Tree<Origin> | undefined>((tree, { layer, value }) => {
      const own = makeTree<Origin>(value, { standing, layer }, wholes);
      return tree === undefined ? own : applyMergePatch(tree, own, removed);
    }, undefined);
  const answer = { combined: { base: plant(base), over: plant(over), strategy }, removed };
  opened.set(standing, answer);
  return answer;
}

class Resolution {
  readonly #rules: MergeRules;
  readonly #options: OutcomeOptions;
  readonly #wholes: readonly (readonly string[])[];
  readonly #removed: Removal<Origin>[] = [];
  readonly #drops: Drop[] = [];
  readonly #steps: Step[] = [];
  readonly #notes = new Set<Fact>();

  constructor(rules: MergeRules, options: OutcomeOptions) {
    this.#rules = rules;
    this.#options = options;
    this.#wholes = (rules.wholes ?? []).map((path) => path.split('.'));
  }

  resolve(inputs: readonly Standing[]): Outcome {
    let pile: Pile | undefined;
    for (const level of groupByLevel(inputs).toReversed()) {
      const own = this.#combineLevel(level);
      pile = pile === undefined ? own : this.#combineLevels(own, pile);
    }
    this.#noteGuess(inputs);
    const tree = pile === undefined ? undefined : settle(pile.combined, this.#removed);
    const said = inputs.flatMap((standing) => this.#blocksOf(standing));
    const sources = tree === undefined ? [] : this.#sourcesOf(tree, said);
    return {
      strategy: this.#steps.at(-1)?.strategy ?? pile?.combined.strategy ?? this.#rules.strategy,
      spec: readRecord(tree === undefined ? undefined : treeValue(tree)),
      sources,
      ineffective: this.#findIneffective(inputs, sources, pile?.members ?? []),
      inputs,
      steps: this.#steps,
      notes: [...this.#notes],
    };
  }

  /** Where nobody says how a kind combines, GEP-713's own default is a guess. */
  #noteGuess(inputs: readonly Standing[]): void {
    const [first, second] = inputs;
    if (first === undefined || second === undefined) return;
    const { kind } = first.policy;
    if (kind.entry !== undefined || kind.class !== 'Unknown') return;
    this.#notes.add({ code: 'guessedStrategy', kind: kind.kind });
  }

  /** Policies on one node: the oldest is established and by default has the last word (semantics.md 5.4). */
  #combineLevel(level: readonly Standing[]): Pile {
    const [oldest, ...younger] = level;
    if (oldest === undefined) throw new Error('a level without a policy');
    if (this.#rules.sameLevel === 'disjoint') return this.#combineDisjoint(oldest, younger);
    let pile: Pile | undefined;
    for (const standing of level.toReversed()) {
      const own: Pile = { combined: this.#open(standing), members: [standing] };
      if (pile === undefined) pile = own;
      else if (this.#options.literal && this.#rules.strategy !== 'None') pile = this.#combineLevels(own, pile);
      else pile = this.#combineOldest(own, pile, standing);
    }
    return pile ?? { combined: this.#open(oldest), members: [oldest] };
  }

  #combineOldest(own: Pile, younger: Pile, standing: Standing): Pile {
    const { strategy } = own.combined;
    const step = { established: standing, challengers: younger.members, strategy, sameLevel: true };
    const patches = strategy !== 'None' && strategy !== 'AtomicDefaults' && strategy !== 'AtomicOverrides';
    if (strategy === 'AtomicDefaults' || strategy === 'PatchDefaults') {
      this.#notes.add(OLDEST_WINS);
    }
    // Where the challenger chooses, it chooses against the level above, not against its own.
    if (!patches || this.#rules.chooser?.by === 'challenger') {
      for (const loser of younger.members) this.#drops.push({ loser, by: [standing] });
      this.#steps.push({ ...step, result: 'established' });
      return own;
    }
    this.#steps.push({ ...step, result: 'merged' });
    return {
      combined: overlay(own.combined, younger.combined, this.#removed),
      members: [standing, ...younger.members],
    };
  }

  /** Policies that set different fields act together; one that sets a field of an older one is refused whole. */
  #combineDisjoint(oldest: Standing, younger: readonly Standing[]): Pile {
    let combined = this.#open(oldest);
    const members = [oldest];
    for (const standing of younger) {
      const own = this.#open(standing);
      const { strategy } = own;
      const rivals = findRivals(combined, own);
      const step = { established: oldest, challengers: [standing], strategy, sameLevel: true };
      if (rivals.length > 0) {
        this.#drops.push({ loser: standing, by: rivals });
        this.#steps.push({ ...step, result: 'established' });
        continue;
      }
      combined = overlay(combined, own, this.#removed);
      members.push(standing);
      this.#steps.push({ ...step, result: 'merged' });
    }
    return { combined, members };
  }

  /** A level over what is more specific than it. */
  #combineLevels(upper: Pile, lower: Pile): Pile {
    const [established] = upper.members;
    const by = this.#rules.chooser?.by ?? 'established';
    const { combined, applied, dropped } = combine(upper.combined, lower.combined, { by, removed: this.#removed });
    const losers = dropped === 'established' ? upper.members : dropped === 'challenger' ? lower.members : [];
    const winners = dropped === 'established' ? lower.members : upper.members;
    for (const loser of losers) this.#drops.push({ loser, by: winners });
    if (applied === 'StrategicMerge') {
      this.#notes.add(LISTS_MAY_MERGE);
    }
    if (established !== undefined) {
      const sameLevel = established.rank === lower.members[0]?.rank;
      const result = dropped === undefined ? 'merged' : dropped === 'established' ? 'challenger' : 'established';
      this.#steps.push({ established, challengers: lower.members, strategy: applied, result, sameLevel });
    }
    const members = dropped === undefined ? [...upper.members, ...lower.members] : winners;
    return { combined, members };
  }

  #open(standing: Standing): Combined<Origin> {
    for (const note of readContribution(standing.policy).notes) this.#notes.add(note);
    const { combined, removed } = open(standing, this.#wholes);
    this.#removed.push(...removed);
    return combined;
  }

  #blocksOf(standing: Standing): readonly Said[] {
    const { base, over } = readContribution(standing.policy);
    return [...over, ...base].map(({ layer, value }) => ({ standing, layer, value }));
  }

  #sourcesOf(tree: Tree<Origin>, said: readonly Said[]): readonly LeafSource[] {
    return leavesOf(tree).map(({ path, value, origin: { standing, layer } }) => {
      const beats = findBeats(path, standing, layer, said);
      return { path, value, standing, layer, beats };
    });
  }

  #findIneffective(
    inputs: readonly Standing[],
    sources: readonly LeafSource[],
    members: readonly Standing[],
  ): readonly Ineffective[] {
    const effective = new Set<Policy>([
      ...sources.map(({ standing }) => standing.policy),
      ...this.#removed.map(({ by }) => by.standing.policy),
    ]);
    const ineffective: Ineffective[] = [];
    const seen = new Set<Policy>();
    for (const standing of inputs) {
      const { policy } = standing;
      if (effective.has(policy) || seen.has(policy)) continue;
      seen.add(policy);
      const drop = this.#drops.find(({ loser }) => loser === standing);
      const empty = this.#blocksOf(standing).every(({ value }) => Object.keys(value).length === 0);
      // An empty policy that stands is no loser: it may well have emptied the answer.
      if (empty && drop === undefined && members.includes(standing)) continue;
      const winners = sources.filter(({ beats }) => beats.some((beat) => beat.standing === standing));
      const by = [...new Set(drop?.by ?? winners.map((source) => source.standing))];
      const [winner] = by;
      const reason = winner === undefined ? 'setsNothing' : beatReason(winner, standing);
      ineffective.push({ standing, by, reason });
    }
    return ineffective;
  }
}

/** Whose fields a policy sets once more. */
function findRivals(known: Combined<Origin>, own: Combined<Origin>): readonly Standing[] {
  const rivals = new Set<Standing>();
  const removed: Removal<Origin>[] = [];
  const tree = settle(known, removed);
  const change = settle(own, removed);
  if (tree === undefined || change === undefined) return [];
  const places = new Map(leavesOf(tree).map((leaf) => [JSON.stringify(leaf.path), leaf.origin.standing]));
  for (const { path } of leavesOf(change)) {
    const rival = places.get(JSON.stringify(path));
    if (rival !== undefined) rivals.add(rival);
  }
  return [...rivals];
}

/** The policies of each node, least specific first. */
function groupByLevel(inputs: readonly Standing[]): readonly (readonly Standing[])[] {
  const groups: Standing[][] = [];
  for (const standing of inputs) {
    const last = groups.at(-1);
    if (last?.[0]?.rank === standing.rank) last.push(standing);
    else groups.push([standing]);
  }
  return groups;
}
