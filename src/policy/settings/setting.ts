import type { JsonRecord } from '../../model/read.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { PolicyPath } from '../levels.ts';
import type { Fact } from '../../model/fact.ts';
import type { BeatReason, Ineffective } from '../outcome.ts';

/**
 * A setting of the specification that several objects may hold, as it takes effect on one path: which of them counts, and
 * what it holds there.
 */
export interface EffectiveSetting {
  readonly about: 'sessionPersistence' | 'backendTLS' | 'tracing';
  readonly path: PolicyPath;
  /** The setting in the words of the newest API; undefined where nothing sets it. */
  readonly spec: JsonRecord | undefined;
  /** Who sets it; undefined where nothing does. */
  readonly source: SettingSource | undefined;
  /** Who would set it without the source. */
  readonly beats: readonly BeatenSource[];
  readonly notes: readonly Fact[];
}

/** An object and the field in it. */
export interface SettingSource {
  readonly ref: ObjectRef;
  /** `spec.rules[0].sessionPersistence` */
  readonly field: string;
}

/** A source that lost, and why. */
export interface BeatenSource extends SettingSource {
  readonly reason: BeatReason | Exclude<Ineffective['reason'], 'setsNothing'> | 'ruleBeforePolicy' | 'xBackendFirst';
}
