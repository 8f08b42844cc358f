import type { JsonRecord } from '../model/read.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { LevelName, StrategyName } from './catalogue-entry.ts';
import type { Fact } from '../model/fact.ts';
import type { Layer } from './contribution.ts';
import type { Policy } from './policy.ts';

/** A policy at the level of a path where it acts. */
export interface Placement {
  readonly policy: Policy;
  readonly level: LevelName;
  /** Place of the level, 0 the least specific. */
  readonly rank: number;
  /** The node that it is attached to. */
  readonly node: ObjectRef;
}

/**
 * Why one policy's value stands and another's does not: `older` and `name` on one level, `moreSpecific` and `override`
 * between levels, `newer` only where GEP-713 is asked to be read literally.
 */
export type BeatReason = 'older' | 'name' | 'newer' | 'moreSpecific' | 'override';

/** A value that lost. */
export interface Beat {
  readonly placement: Placement;
  readonly layer: Layer;
  readonly value: unknown;
  readonly reason: BeatReason;
}

/** One leaf of the effective spec and who set it. */
export interface LeafSource {
  /** The keys that lead to the leaf. */
  readonly path: readonly string[];
  readonly value: unknown;
  readonly placement: Placement;
  readonly layer: Layer;
  /** The values of other policies (or of another block of the same) at the same place, strongest first. */
  readonly beats: readonly Beat[];
}

/** A policy on the path that set nothing; `by` is empty where it says nothing by itself, or its controller refuses it. */
export interface Ineffective {
  readonly placement: Placement;
  readonly by: readonly Placement[];
  readonly reason: BeatReason | 'setsNothing' | 'refused';
}

/** One application of a strategy, for those who want to see how the answer came about. */
export interface Step {
  readonly established: Placement;
  /** What had been combined before, most recent first. */
  readonly challengers: readonly Placement[];
  readonly strategy: StrategyName;
  readonly result: 'established' | 'challenger' | 'merged';
  /** Whether both stand on one level, where age and name decide. */
  readonly sameLevel: boolean;
}

/** What the policies of one kind on one path add up to. */
export interface Outcome {
  /** The strategy that was applied last; of a single policy its own. */
  readonly strategy: StrategyName;
  /** Without the fields that only say where and how a policy attaches; undefined where only the controller knows. */
  readonly spec: JsonRecord | undefined;
  /** Every leaf of `spec`, in its order. */
  readonly sources: readonly LeafSource[];
  readonly ineffective: readonly Ineffective[];
  /** The policies, least specific first; on one level the established first. */
  readonly inputs: readonly Placement[];
  readonly steps: readonly Step[];
  readonly notes: readonly Fact[];
}
