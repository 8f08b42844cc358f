import type { NearGrant } from '../../model/fact.ts';
import { nameOf } from './names.ts';

/** Why the grant that was probably meant does not count. */
export function nearGrantText({ grant, faults }: NearGrant): string {
  const wrong = faults.map(
    ({ path, field, is, wanted }) => `its ${path} names ${field} ${quoted(is)}, not ${quoted(wanted)}`,
  );
  const why = wrong.length === 0 ? 'a grant counts only in the namespace of what it permits' : wrong.join(', and ');
  return `${nameOf(grant)} would permit it, but ${why}`;
}

/** The core group has no name. */
function quoted(name: string): string {
  return name === '' ? '""' : name;
}
