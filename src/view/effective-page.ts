import { addTo } from '../model/add-to.ts';
import { isRecord } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { refKey } from '../model/ref.ts';
import { saidBy } from '../policy/contribution.ts';
import type { Layer } from '../policy/contribution.ts';
import type { EffectivePolicy } from '../policy/effective.ts';
import type { Beat, BeatReason, Ineffective, LeafSource, Placement, Step } from '../policy/outcome.ts';
import { leavesOf, makeTree } from '../policy/merge/tree.ts';
import type { EffectiveSetting } from '../policy/settings/setting.ts';
import { REASONS, strategyName, strategyText } from './say/merging.ts';
import { nameOf } from './say/names.ts';
import { say } from './say/say.ts';
import { pathText, placementText } from './say/paths.ts';
import { jsonPointer } from './effective.ts';

/** What `effective` shows of one kind: a YAML whose margin names the source of each line. Texts are data, not yet escaped. */
export interface EffectiveBlock {
  /** Comment lines above: the kind, and each path that this is the answer for. */
  readonly head: readonly string[];
  /** How the answer came about, on request. */
  readonly steps: readonly string[];
  /** Undefined where only the controller knows: then the inputs are listed. */
  readonly spec: JsonRecord | undefined;
  /** What stands beside each leaf, by its JSON pointer. */
  readonly margin: ReadonlyMap<string, string>;
  readonly inputs: readonly { readonly title: string; readonly spec: JsonRecord }[];
  /** Comment lines below: policies without effect, notes. */
  readonly foot: readonly string[];
}

/** Values longer than this are cut where a margin names them. */
const VALUE_WIDTH = 40;

/**
 * The blocks of the answer. Paths with the same answer from the same policies share a block.
 * @param explain whether the steps are shown.
 */
export function effectiveBlocks(effective: readonly EffectivePolicy[], explain: boolean): readonly EffectiveBlock[] {
  const groups = new Map<string, EffectivePolicy[]>();
  for (const answer of effective) {
    // Equal policies at equal places have one answer.
    const key = answer.inputs.map(({ policy, level, node }) => `${refKey(policy.ref)} ${level} ${refKey(node)}`).join();
    addTo(groups, key, answer);
  }
  return [...groups.values()].flatMap((group) => toBlock(group, explain) ?? []);
}

function toBlock(group: readonly EffectivePolicy[], explain: boolean): EffectiveBlock | undefined {
  const [first] = group;
  if (first === undefined) return undefined;
  const { kind, spec, sources, ineffective, inputs, steps } = first;
  const name = kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`;
  return {
    head: [
      ...group.map(({ path }) => pathText(path)),
      spec === undefined ? `${name}: only its controller knows how these are merged` : name,
    ],
    steps: explain ? explanation(first, steps) : [],
    spec,
    margin: new Map(sources.map((source) => [jsonPointer(source.path), marginText(source)])),
    inputs:
      spec === undefined
        ? inputs.map((placement) => ({ title: placementName(placement), spec: saidBy(placement.policy) }))
        : [],
    foot: [...ineffective.map(loserText), ...new Set(group.flatMap(({ notes }) => notes.map(say)))],
  };
}

/** The blocks of session persistence; TLS to backends and tracing stand among the policies that set them. */
export function settingBlocks(settings: readonly EffectiveSetting[]): readonly EffectiveBlock[] {
  return settings.flatMap(({ about, path, spec, source, beats, notes }): readonly EffectiveBlock[] => {
    if (about !== 'sessionPersistence' || spec === undefined || source === undefined) return [];
    const text = `${nameOf(source.ref)} ${source.field}`;
    const lost = beats.map(({ ref, field, reason }) => `no effect: ${nameOf(ref)} ${field}: ${REASONS[reason]}`);
    return [
      {
        head: [pathText(path), 'session persistence'],
        steps: [],
        spec,
        margin: new Map(leavesOf(makeTree(spec, text, [])).map((leaf) => [jsonPointer(leaf.path), leaf.origin])),
        inputs: [],
        foot: [...lost, ...notes.map(say)],
      },
    ];
  });
}

/** `TimeoutPolicy shop/pay (httproute, default)`. */
function placementName(placement: Placement, layer?: Layer): string {
  const where = placementText(placement);
  return `${nameOf(placement.policy.ref)} (${layer === undefined || layer === 'spec' ? where : `${where}, ${layer}`})`;
}

function marginText({ placement, layer, beats }: LeafSource): string {
  const source = placementName(placement, layer);
  return beats.length === 0 ? source : `${source}   beats ${beats.map(beatText).join('; ')}`;
}

function beatText({ placement, layer, value, reason }: Beat): string {
  const { ref } = placement.policy;
  const name = ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
  const where = layer === 'spec' ? placementText(placement) : `${placementText(placement)}, ${layer}`;
  return `${shortValue(value)} from ${name} (${where}): ${reasonText(reason)}`;
}

function loserText({ placement, by, reason }: Ineffective): string {
  const name = placementName(placement);
  if (reason === 'refused') return `no effect: ${name} is refused by its controller`;
  if (reason === 'setsNothing') return `no effect: ${name} sets nothing`;
  return `no effect: ${name}, overridden by ${by.map((winner) => placementName(winner)).join(', ')}: ${reasonText(reason)}`;
}

function reasonText(reason: BeatReason): string {
  if (reason === 'override') return 'an override from above wins';
  return reason === 'name' ? 'first by name' : REASONS[reason];
}

function explanation({ inputs, strategy }: EffectivePolicy, steps: readonly Step[]): readonly string[] {
  const [only] = inputs;
  if (steps.length === 0) {
    const text = inputs.length === 1 && only !== undefined ? `only ${placementName(only)} applies here` : '';
    return [`strategy ${strategyText(strategy)}`, ...(text === '' ? [] : [text])];
  }
  const first = inputs.at(-1);
  const begin = first === undefined ? [] : [`start with the most specific: ${placementName(first)}`];
  return [...begin, ...steps.map((step, place) => `${place + 1}. ${stepText(step)}`)];
}

function stepText({ established, challengers, strategy, result, sameLevel }: Step): string {
  const others = challengers.map((placement) => placementName(placement)).join(' + ');
  const relation = sameLevel ? 'first at its level' : 'less specific';
  const name = placementName(established);
  const word = strategyName(strategy);
  if (result === 'merged') return `${name} (${relation}) is merged with ${others} by ${word}`;
  const winner = result === 'established' ? name : others;
  const loser = result === 'established' ? others : name;
  const verb = result !== 'established' && challengers.length > 1 ? 'replace' : 'replaces';
  return `${winner} ${verb} ${loser}: ${sameLevel ? relation : word}`;
}

/** A value in a word: scalars as they are, lists and objects by their size. */
function shortValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1' : `a list of ${value.length}`;
  if (isRecord(value)) {
    const count = Object.keys(value).length;
    return count === 1 ? 'an object with 1 field' : `an object with ${count} fields`;
  }
  const text = String(value);
  return text.length <= VALUE_WIDTH ? text : `${text.slice(0, VALUE_WIDTH - 1)}…`;
}
