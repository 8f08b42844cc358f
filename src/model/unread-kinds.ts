import type { Gap } from './gap.ts';
import type { GroupKind } from './ref.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The kinds of which not all objects of a place could be read, because the server refused or something failed: what was not found
 * of them is unknown, and a number of them is no more than a lower bound.
 * @param namespace undefined: everywhere.
 */
export function unreadKinds<Kind extends GroupKind>(
  snapshot: Snapshot,
  kinds: readonly Kind[],
  namespace: string | undefined,
): readonly Kind[] {
  return kinds.filter(
    (kind) => snapshot.gaps.some((gap) => mayHide(gap, kind, snapshot)) && !snapshot.isComplete(kind, namespace),
  );
}

/** Whether objects of a kind may stand behind a gap: one of its own, or of an API group that did not answer. */
function mayHide(gap: Gap, type: GroupKind, { origin }: Snapshot): boolean {
  if (gap.reason === 'absent' || gap.isDuplicate === true || gap.isRead === true) return false;
  return gap.group === type.group && (gap.kind === type.kind || (gap.kind === undefined && origin === 'live'));
}
