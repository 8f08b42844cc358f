import { readNumber, readRecords, readString } from './read.ts';

/** One entry of a `conditions` list. */
export interface Condition {
  readonly type: string;
  /** True, False, Unknown, or whatever else was written. */
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly observedGeneration: number | undefined;
  readonly lastTransitionTime: string | undefined;
}

/** Reads a `conditions` list; entries without a type are left out. */
export function readConditions(value: unknown): readonly Condition[] {
  const conditions: Condition[] = [];
  for (const entry of readRecords(value)) {
    const type = readString(entry['type']);
    if (type === undefined) continue;
    conditions.push({
      type,
      status: readString(entry['status']) ?? 'Unknown',
      reason: readString(entry['reason']) ?? '',
      message: readString(entry['message']) ?? '',
      observedGeneration: readNumber(entry['observedGeneration']),
      lastTransitionTime: readString(entry['lastTransitionTime']),
    });
  }
  return conditions;
}

/** The condition of a type, or undefined. */
export function findCondition(conditions: readonly Condition[], type: string): Condition | undefined {
  return conditions.find((condition) => condition.type === type);
}

/** Whether only the CRD's default is there: reason Pending (Waiting until v1.1), time 1970 (semantics.md 6.2). */
export function isDefaulted(condition: Condition): boolean {
  return (
    (condition.reason === 'Pending' || condition.reason === 'Waiting') &&
    condition.lastTransitionTime !== undefined &&
    condition.lastTransitionTime.startsWith('1970-01-01')
  );
}

/**
 * Whether the condition is about an older generation than the object has (semantics.md 6.2). An Accepted condition next to
 * PartiallyInvalid with a "Fall Back" message legitimately carries an older one.
 * @param generation `metadata.generation`, undefined where unknown (then nothing is stale).
 */
export function isStale(
  condition: Condition,
  generation: number | undefined,
  siblings: readonly Condition[] = [],
): boolean {
  if (generation === undefined || condition.observedGeneration === undefined) return false;
  if (condition.observedGeneration >= generation) return false;
  const partially = findCondition(siblings, 'PartiallyInvalid');
  return !(condition.type === 'Accepted' && partially?.status === 'True' && partially.message.startsWith('Fall Back'));
}
