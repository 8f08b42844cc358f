import type { Gap } from '../../model/gap.ts';
import type { Listing } from './listing.ts';

/** Whether what could not be read of files is a part of what was asked, so that the answer is not whole. */
export function isAskedGap(
  { group, kind, namespace, name, reason, isDuplicate }: Gap,
  listings: readonly Pick<Listing, 'types' | 'names'>[],
  askedNamespace: string | undefined,
): boolean {
  if (reason === 'absent' || kind === undefined || isDuplicate === true) return false;
  if (namespace !== undefined && askedNamespace !== undefined && namespace !== askedNamespace) return false;
  return listings.some(
    ({ types, names }) =>
      types.some((type) => type.group === group && type.kind === kind) &&
      (names.length === 0 || (name !== undefined && names.includes(name))),
  );
}
