import type { Gap } from '../model/gap.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';

/** What answers are given from: the objects as far as they were read, and what is known of their kinds. Pure data. */
export interface World {
  readonly snapshot: Snapshot;
  /** The kinds of policies that the source holds. */
  readonly policyKinds: readonly PolicyKind[];
  /** What could not be read. */
  readonly gaps: readonly Gap[];
}
