import { isRecord, readPath, readString } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import type { StrategyName } from './catalogue-entry.ts';
import { maskHeaders } from './mask-headers.ts';
import { GENERIC_CHOOSERS, GENERIC_STRATEGIES, TARGET_FIELDS, asOverrides, mergeRulesOf } from './merge-rules.ts';
import type { Fact } from '../model/fact.ts';
import type { Policy } from './policy.ts';

/** Where in a policy a value is: in a `defaults` block, in an `overrides` block, or plainly below `spec`. */
export type Layer = 'default' | 'override' | 'spec';

/** One block of settings. */
export interface Block {
  readonly layer: Layer;
  readonly value: JsonRecord;
}

/** What a policy says and how it wants to be combined, independent of where it attaches. */
export interface Contribution {
  readonly strategy: StrategyName;
  /** Blocks that more specific policies may overwrite, weakest first. */
  readonly base: readonly Block[];
  /** Blocks that stand against more specific ones. */
  readonly over: readonly Block[];
  /** Steps that a reader should know: an unknown strategy, fields beside a block. */
  readonly notes: readonly Fact[];
}

/** What was read of a policy before: it stands on many paths. */
const known = new WeakMap<Policy, Contribution>();

/** Reads what a policy says by the rules of its kind (GEP-713's wrappers and strategies, GEP-2649's blocks). */
export function readContribution(policy: Policy): Contribution {
  const before = known.get(policy);
  if (before !== undefined) return before;
  const contribution = contribute(policy);
  known.set(policy, contribution);
  return contribution;
}

function contribute(policy: Policy): Contribution {
  const rules = mergeRulesOf(policy.kind);
  const written = readPath(policy.object, 'spec');
  if (!isRecord(written)) return { strategy: rules.strategy, base: [], over: [], notes: [] };
  const spec = maskHeaders(policy.kind, written);
  const defaults = findBlocks(spec, rules.wrappers?.defaults ?? []);
  const overrides = findBlocks(spec, rules.wrappers?.overrides ?? []);
  const chosen = findStrategy(policy, spec, [...overrides, ...defaults]);
  const skipped = new Set([
    ...TARGET_FIELDS,
    ...(rules.control ?? []),
    ...[...defaults, ...overrides].map(({ name }) => name),
    ...(chosen.field === undefined ? [] : [chosen.field]),
  ]);
  const plain = without(spec, skipped);
  const base: Block[] = defaults.map(({ value }) => ({ layer: 'default', value: strip(value, chosen.field) }));
  const over: Block[] = overrides.map(({ value }) => ({ layer: 'override', value: strip(value, chosen.field) }));
  const hasBlocks = base.length + over.length > 0;
  const notes = [...chosen.notes];
  if (!hasBlocks || Object.keys(plain).length > 0) base.push({ layer: 'spec', value: plain });
  if (hasBlocks && base.at(-1)?.layer === 'spec') {
    notes.push({ code: 'fieldsBesideBlock', policy: policy.ref });
  }
  // Both blocks, or the singular names, are GEP-2649's form: value by value, whatever the strategy of the kind.
  const declined =
    (base.length > 0 && over.length > 0) || [...defaults, ...overrides].some(({ name }) => SINGULAR.has(name));
  const own = over.length > 0 ? asOverrides(chosen.strategy) : chosen.strategy;
  const fixed = rules.strategy === 'None' || rules.strategy === 'Custom';
  return { strategy: declined && !fixed ? 'DefaultsAndOverrides' : own, base, over, notes };
}

/** All that a policy says below `spec`, without the fields that only attach it or choose its strategy. */
export function saidBy(policy: Policy): JsonRecord {
  const spec = readPath(policy.object, 'spec');
  const { control = [] } = mergeRulesOf(policy.kind);
  return isRecord(spec) ? without(spec, new Set([...TARGET_FIELDS, ...control])) : {};
}

const SINGULAR = new Set(['default', 'override']);

interface NamedBlock {
  readonly name: string;
  readonly value: JsonRecord;
}

function findBlocks(spec: JsonRecord, names: readonly string[]): readonly NamedBlock[] {
  const blocks: NamedBlock[] = [];
  for (const name of names) {
    const value = readPath(spec, name);
    if (isRecord(value)) blocks.push({ name, value });
  }
  return blocks;
}

interface ChosenStrategy {
  readonly strategy: StrategyName;
  /** The field that chose, which is no setting then. */
  readonly field: string | undefined;
  readonly notes: readonly Fact[];
}

function findStrategy(policy: Policy, spec: JsonRecord, blocks: readonly NamedBlock[]): ChosenStrategy {
  const rules = mergeRulesOf(policy.kind);
  const fallback = { strategy: rules.strategy, field: undefined, notes: [] };
  if (rules.strategy === 'None' || rules.strategy === 'Custom') return fallback;
  const places = [...blocks.map(({ value }) => value), spec];
  const { chooser } = rules;
  if (chooser !== undefined) {
    for (const place of places) {
      const written = readString(readPath(place, chooser.field));
      if (written === undefined) continue;
      const strategy = Object.hasOwn(chooser.values, written) ? chooser.values[written] : undefined;
      const { field } = chooser;
      if (strategy !== undefined) return { strategy, field, notes: [] };
      const note: Fact = { code: 'unknownChoice', policy: policy.ref, field, value: written };
      return { strategy: rules.strategy, field, notes: [note] };
    }
    return fallback;
  }
  if (rules.wrappers === undefined) return fallback;
  for (const field of GENERIC_CHOOSERS) {
    for (const place of places) {
      const strategy = GENERIC_STRATEGIES.get((readString(readPath(place, field)) ?? '').toLowerCase());
      if (strategy !== undefined) return { strategy, field, notes: [] };
    }
  }
  return fallback;
}

function strip(value: JsonRecord, field: string | undefined): JsonRecord {
  return field === undefined || !Object.hasOwn(value, field) ? value : without(value, new Set([field]));
}

function without(record: JsonRecord, skipped: ReadonlySet<string>): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !skipped.has(key)));
}
