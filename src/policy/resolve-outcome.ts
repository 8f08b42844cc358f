import { append } from '../model/append.ts';
import { readRecord } from '../model/read.ts';
import { beatReason } from './beat-reason.ts';
import type { LevelName, ListRule, MergeRules } from './catalogue-entry.ts';
import { readContribution } from './contribution.ts';
import type { Block, Layer } from './contribution.ts';
import { mergeRulesOf } from './merge-rules.ts';
import { combine, overlay, settle } from './merge/combine.ts';
import type { Combined } from './merge/combine.ts';
import { applyMergePatch } from './merge/json-merge-patch.ts';
import type { OwnBranches, Removal } from './merge/json-merge-patch.ts';
import { leavesOf, makeTree, treeValue } from './merge/tree.ts';
import type { Tree } from './merge/tree.ts';
import type { Fact } from '../model/fact.ts';
import type { Ineffective, LeafSource, Outcome, Placement, Step } from './outcome.ts';
import { compareAge } from './policy.ts';
import type { Policy } from './policy.ts';
import { PlaceOfBlocks } from './provenance.ts';
import type { PlacedBlock } from './provenance.ts';

/** The policy that set a leaf. */
export interface Origin {
  readonly placement: Placement;
  readonly layer: Layer;
}

/** How to read the specification where it leaves room. */
export interface OutcomeOptions {
  /**
   * GEP-713 taken literally lets the newer of two policies on one level win under the defaults strategies; by default the
   * older wins there too, as in every other rule of the API (semantics.md 5.4).
   */
  readonly literal: boolean;
  /** Those that their controller refuses here: they set nothing. */
  readonly refused: ReadonlySet<Placement>;
}

/** Policies that have been combined, and who takes part in them. */
interface Combination {
  readonly combined: Combined<Origin>;
  readonly members: readonly Placement[];
}

/** Who was dropped whole, and for whom. */
interface Drop {
  readonly loser: Placement;
  readonly by: readonly Placement[];
}

/**
 * The effective policy of one kind on one path (semantics.md 5.5): bottom-up, each level's policies first among
 * themselves, then over what is more specific.
 * @param placements the policies of one kind on the path; at least one.
 */
export function resolveOutcome(placements: readonly Placement[], options: OutcomeOptions): Outcome {
  const inputs = placements.toSorted((a, b) => a.rank - b.rank || compareAge(a.policy, b.policy));
  const [first] = inputs;
  const rules: MergeRules = first === undefined ? { strategy: 'Custom' } : mergeRulesOf(first.policy.kind);
  if (rules.strategy === 'Custom') {
    const ineffective = inputs.filter((placement) => options.refused.has(placement)).map(refuse);
    return { strategy: 'Custom', spec: undefined, sources: [], ineffective, inputs, steps: [], notes: [] };
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
const opened = new WeakMap<Placement, Opened>();

function open(placement: Placement, wholes: readonly (readonly string[])[]): Opened {
  const known = opened.get(placement);
  if (known !== undefined) return known;
  const { strategy, base, over } = readContribution(placement.policy);
  const removed: Removal<Origin>[] = [];
  const plant = (blocks: readonly Block[]): Tree<Origin> | undefined =>
    blocks.reduce<Tree<Origin> | undefined>((tree, { layer, value }) => {
      const own = makeTree<Origin>(value, { placement, layer }, wholes);
      return tree === undefined ? own : applyMergePatch(tree, own, removed);
    }, undefined);
  const answer = { combined: { base: plant(base), over: plant(over), strategy }, removed };
  opened.set(placement, answer);
  return answer;
}

class Resolution {
  readonly #rules: MergeRules;
  readonly #options: OutcomeOptions;
  readonly #wholes: readonly (readonly string[])[];
  readonly #listsOfLevels: readonly ListRule[];
  readonly #listsOfLevel: readonly ListRule[];
  readonly #removed: Removal<Origin>[] = [];
  readonly #drops: Drop[] = [];
  readonly #steps: Step[] = [];
  readonly #notes = new Set<Fact>();

  constructor(rules: MergeRules, options: OutcomeOptions) {
    this.#rules = rules;
    this.#options = options;
    this.#wholes = (rules.wholes ?? []).map((path) => path.split('.'));
    this.#listsOfLevels = (rules.lists ?? []).filter(({ among }) => among === 'levels');
    this.#listsOfLevel = (rules.lists ?? []).filter(({ among }) => among === 'one level');
  }

  resolve(inputs: readonly Placement[]): Outcome {
    const { refused } = this.#options;
    const levels = groupByLevel(refused.size === 0 ? inputs : inputs.filter((placement) => !refused.has(placement)));
    const combination = this.#rules.reach === 'nearest' ? this.#combineNearest(levels) : this.#combineAll(levels);
    this.#noteGuess(inputs);
    const tree = combination === undefined ? undefined : settle(combination.combined, this.#removed);
    const blocks = inputs.flatMap((placement) => this.#blocksOf(placement));
    const sources = tree === undefined ? [] : this.#sourcesOf(tree, blocks);
    return {
      strategy: this.#lastStep()?.strategy ?? combination?.combined.strategy ?? this.#rules.strategy,
      spec: readRecord(tree === undefined ? undefined : treeValue(tree)),
      sources,
      ineffective: this.#findIneffective(inputs, sources, combination?.members ?? []),
      inputs,
      steps: this.#steps,
      notes: [...this.#notes],
    };
  }

  /** The step that made the answer: where only the nearest counts, what is replaced besides did not. */
  #lastStep(): Step | undefined {
    const merged =
      this.#rules.reach === 'nearest' ? this.#steps.findLast(({ result }) => result === 'merged') : undefined;
    return merged ?? this.#steps.at(-1);
  }

  /** Bottom-up, each level over what is more specific. */
  #combineAll(levels: readonly (readonly Placement[])[]): Combination | undefined {
    let combination: Combination | undefined;
    for (const level of levels.toReversed()) {
      const own = this.#combineLevel(level);
      combination = combination === undefined ? own : this.#combineLevels(own, combination);
    }
    return combination;
  }

  /** The most specific level alone, or with the nearest above routes where one of a route or rule asks for that. */
  #combineNearest(levels: readonly (readonly Placement[])[]): Combination | undefined {
    const last = levels.at(-1);
    if (last === undefined) return undefined;
    const own = this.#combineLevel(last);
    const isOfRoute = last.every(({ level }) => level === 'route' || level === 'rule');
    const asks = isOfRoute && own.combined.strategy !== 'AtomicDefaults';
    const others = levels.slice(0, -1);
    const nearest = asks
      ? others.findLast((level) => level.every(({ level: name }) => isAboveRoutes(name)))
      : undefined;
    const left = others.filter((level) => level !== nearest).map((level) => this.#combineLevel(level));
    const combination = nearest === undefined ? own : this.#combineLevels(this.#combineLevel(nearest), own);
    for (const upper of left.toReversed()) {
      // What stands above the nearest is replaced by it, a route's own policy by that of its rule.
      const winners = combination.members.filter((member) => upper.members.every(({ rank }) => rank < member.rank));
      this.#replace(upper, winners.length === combination.members.length ? winners : own.members);
    }
    return combination;
  }

  /** A level of which nothing is left, because what is more specific takes its place. */
  #replace({ members }: Combination, by: readonly Placement[]): void {
    for (const loser of members) this.#drops.push({ loser, by });
    const [established] = members;
    if (established === undefined) return;
    this.#steps.push({
      established,
      challengers: by,
      strategy: 'AtomicDefaults',
      result: 'challenger',
      sameLevel: false,
    });
  }

  /** Where nobody says how a kind combines, GEP-713's own default is a guess. */
  #noteGuess(inputs: readonly Placement[]): void {
    const [first, second] = inputs;
    if (first === undefined || second === undefined) return;
    const { kind } = first.policy;
    if (kind.entry !== undefined || kind.class !== 'Unknown') return;
    this.#notes.add({ code: 'guessedStrategy', kind: kind.kind });
  }

  /** Policies on one node: the oldest is established and by default has the last word (semantics.md 5.4). */
  #combineLevel(level: readonly Placement[]): Combination {
    const [oldest, ...younger] = level;
    if (oldest === undefined) throw new Error('a level without a policy');
    if (this.#rules.sameLevel === 'disjoint') return this.#combineDisjoint(oldest, younger);
    let combination: Combination | undefined;
    const ours: OwnBranches<Origin> = new WeakMap();
    for (const placement of level.toReversed()) {
      const own: Combination = { combined: this.#open(placement), members: [placement] };
      if (combination === undefined) combination = own;
      else if (this.#options.literal && this.#rules.strategy !== 'None')
        combination = this.#combineLevels(own, combination);
      else combination = this.#combineOldest(own, combination, placement, ours);
    }
    return combination ?? { combined: this.#open(oldest), members: [oldest] };
  }

  #combineOldest(own: Combination, younger: Combination, placement: Placement, ours: OwnBranches<Origin>): Combination {
    const { strategy } = own.combined;
    const step = { established: placement, challengers: younger.members, strategy, sameLevel: true };
    const patches = strategy !== 'None' && strategy !== 'AtomicDefaults' && strategy !== 'AtomicOverrides';
    if (strategy === 'AtomicDefaults' || strategy === 'PatchDefaults') {
      this.#notes.add(OLDEST_WINS);
    }
    // Where the challenger chooses, it chooses against the level above, not against its own.
    if (!patches || this.#rules.chooser?.by === 'challenger') {
      for (const loser of younger.members) this.#drops.push({ loser, by: [placement] });
      this.#steps.push({ ...step, result: 'established' });
      return own;
    }
    this.#steps.push({ ...step, result: 'merged' });
    return {
      combined: overlay(own.combined, younger.combined, this.#removed, undefined, ours),
      members: [placement, ...younger.members],
    };
  }

  /** Policies that set different fields act together; one that sets a field of an older one is refused whole. */
  #combineDisjoint(oldest: Placement, younger: readonly Placement[]): Combination {
    let combined = this.#open(oldest);
    const members = [oldest];
    for (const placement of younger) {
      const own = this.#open(placement);
      const { strategy } = own;
      const rivals = findRivals(combined, own, this.#listsOfLevel);
      const step = { established: oldest, challengers: [placement], strategy, sameLevel: true };
      if (rivals.length > 0) {
        this.#drops.push({ loser: placement, by: rivals });
        this.#steps.push({ ...step, result: 'established' });
        continue;
      }
      combined = overlay(combined, own, this.#removed, this.#listsOfLevel);
      members.push(placement);
      this.#steps.push({ ...step, result: 'merged' });
    }
    return { combined, members };
  }

  /** A level over what is more specific than it. */
  #combineLevels(upper: Combination, lower: Combination): Combination {
    const [established] = upper.members;
    const by = this.#rules.chooser?.by ?? 'established';
    const { combined, applied, dropped } = combine(upper.combined, lower.combined, {
      by,
      removed: this.#removed,
      lists: this.#listsOfLevels,
    });
    const losers = dropped === 'established' ? upper.members : dropped === 'challenger' ? lower.members : [];
    const winners = dropped === 'established' ? lower.members : upper.members;
    for (const loser of losers) this.#drops.push({ loser, by: winners });
    // Where the lists of a kind are known, nothing about them is left open.
    if (applied === 'StrategicMerge' && this.#listsOfLevels.length === 0) this.#notes.add(LISTS_MAY_MERGE);
    if (established !== undefined) {
      const sameLevel = established.rank === lower.members[0]?.rank;
      const result = dropped === undefined ? 'merged' : dropped === 'established' ? 'challenger' : 'established';
      this.#steps.push({ established, challengers: lower.members, strategy: applied, result, sameLevel });
    }
    const members = dropped === undefined ? [...upper.members, ...lower.members] : winners;
    return { combined, members };
  }

  #open(placement: Placement): Combined<Origin> {
    for (const note of readContribution(placement.policy).notes) this.#notes.add(note);
    const { combined, removed } = open(placement, this.#wholes);
    append(this.#removed, removed);
    return combined;
  }

  #blocksOf(placement: Placement): readonly PlacedBlock[] {
    const { base, over } = readContribution(placement.policy);
    return [...over, ...base].map(({ layer, value }) => ({ placement, layer, value }));
  }

  #sourcesOf(tree: Tree<Origin>, blocks: readonly PlacedBlock[]): readonly LeafSource[] {
    const said = new PlaceOfBlocks(blocks);
    return leavesOf(tree).map(({ path, value, origin: { placement, layer } }) => {
      const beats = said.beatsAt(path, placement, layer);
      return { path, value, placement, layer, beats };
    });
  }

  #findIneffective(
    inputs: readonly Placement[],
    sources: readonly LeafSource[],
    members: readonly Placement[],
  ): readonly Ineffective[] {
    const effective = new Set<Policy>([
      ...sources.map(({ placement }) => placement.policy),
      ...this.#removed.map(({ by }) => by.placement.policy),
    ]);
    const winnersOver = new Map<Placement, Set<Placement>>();
    for (const { placement, beats } of sources) {
      for (const { placement: loser } of beats) {
        const winners = winnersOver.get(loser) ?? new Set();
        winnersOver.set(loser, winners.add(placement));
      }
    }
    const dropped = new Map(this.#drops.toReversed().map(({ loser, by }) => [loser, by]));
    const ineffective: Ineffective[] = [];
    const memberSet = new Set(members);
    const seen = new Set<Policy>();
    for (const placement of inputs) {
      const { policy } = placement;
      if (effective.has(policy) || seen.has(policy)) continue;
      if (this.#options.refused.has(placement)) {
        seen.add(policy);
        ineffective.push(refuse(placement));
        continue;
      }
      seen.add(policy);
      const drop = dropped.get(placement);
      const empty = this.#blocksOf(placement).every(({ value }) => Object.keys(value).length === 0);
      // An empty policy that stands is no loser: it may well have emptied the answer.
      if (empty && drop === undefined && memberSet.has(placement)) continue;
      const by = [...new Set(drop ?? winnersOver.get(placement))];
      const [winner] = by;
      const reason = winner === undefined ? 'setsNothing' : beatReason(winner, placement);
      ineffective.push({ placement, by, reason });
    }
    return ineffective;
  }
}

/** A policy that its controller refuses. */
function refuse(placement: Placement): Ineffective {
  return { placement, by: [], reason: 'refused' };
}

/** Whose fields a policy sets once more; lists that several policies put together are no one's. */
function findRivals(known: Combined<Origin>, own: Combined<Origin>, lists: readonly ListRule[]): readonly Placement[] {
  const rivals = new Set<Placement>();
  const removed: Removal<Origin>[] = [];
  const tree = settle(known, removed);
  const change = settle(own, removed);
  if (tree === undefined || change === undefined) return [];
  const places = new Map(leavesOf(tree).map((leaf) => [JSON.stringify(leaf.path), leaf.origin.placement]));
  for (const { path } of leavesOf(change)) {
    if (lists.some((list) => list.path === path.join('.'))) continue;
    const rival = places.get(JSON.stringify(path));
    if (rival !== undefined) rivals.add(rival);
  }
  return [...rivals];
}

function isAboveRoutes(level: LevelName): boolean {
  return level === 'gateway' || level === 'listenerset' || level === 'listener';
}

/** The policies of each node, least specific first. */
function groupByLevel(inputs: readonly Placement[]): readonly (readonly Placement[])[] {
  const groups: Placement[][] = [];
  for (const placement of inputs) {
    const last = groups.at(-1);
    if (last?.[0]?.rank === placement.rank) last.push(placement);
    else groups.push([placement]);
  }
  return groups;
}
