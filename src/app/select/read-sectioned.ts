import type { WantedObject } from '../../answers/effective.ts';
import { readRoots } from './read-roots.ts';
import type { WholeType } from './read-roots.ts';
import type { Listing } from './listing.ts';
import type { ReadOptions } from './read-listing.ts';
import { splitName } from './split-name.ts';

/**
 * Reads what `TYPE/NAME[#SECTION]` names: `#` is part of no name. Several sections of one object are several questions.
 * What cannot be read goes to the problems of `options`.
 */
export async function readSectioned(
  listings: readonly Listing[],
  options: ReadOptions,
): Promise<{ readonly wanted: readonly WantedObject[]; readonly whole: readonly WholeType[] }> {
  const wanted: WantedObject[] = [];
  const whole: WholeType[] = [];
  for (const listing of listings) {
    const byName = Map.groupBy(listing.names.map(splitName), ({ name }) => name);
    const roots = await readRoots([{ ...listing, names: [...byName.keys()] }], options);
    whole.push(...roots.whole);
    for (const object of roots.objects) {
      const sections = new Set(
        (byName.get(object.metadata.name) ?? [{ section: undefined }]).map((one) => one.section),
      );
      for (const section of sections) wanted.push({ object, section });
    }
  }
  return { wanted, whole };
}
