import type { TestReason } from '../../documents/test-report.ts';
import { wholeOf } from '../../model/ref.ts';
import { stepsOfField } from '../../model/field-steps.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Source } from '../../model/source.ts';
import type { Reason } from '../../view/test-reasons.ts';

/** Says of each reason where it is written, for objects that come from files. */
export function locateReasons(
  reasons: readonly Reason[],
  source: Source,
  snapshot: Snapshot,
): Promise<readonly TestReason[]> {
  return Promise.all(
    reasons.map(async ({ text, of, field }): Promise<TestReason> => {
      const lookup = of === undefined ? undefined : snapshot.find(wholeOf(of));
      if (lookup?.state !== 'found') return { text };
      const place = await source.locate?.(lookup.object, stepsOfField(field ?? ''));
      return place === undefined ? { text } : { text, at: `${place.file}:${place.line}` };
    }),
  );
}
