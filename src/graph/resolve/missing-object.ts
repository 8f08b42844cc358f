import { namespaceOf } from '../../model/object.ts';
import { groupKindKey } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { nameOf } from '../name-of.ts';
import { didYouMean } from '../near-name.ts';
import { rememberOnce } from '../remember.ts';

/** Names among which a typo is looked for: thousands of broken references times thousands of names would cost minutes. */
const MOST_NAMES = 300;

/** `Gateway shop/maim does not exist; did you mean main?`, or in which namespace one of that name is. */
export function saysMissing(snapshot: Snapshot, ref: ObjectRef): string {
  return `${nameOf(ref)} does not exist${hint(snapshot, ref)}`;
}

function hint(snapshot: Snapshot, ref: ObjectRef): string {
  const elsewhere = namespacesByName(snapshot, ref).get(ref.name);
  if (elsewhere !== undefined) return `; there is one in namespace ${elsewhere}`;
  const siblings = ref.namespace === undefined ? snapshot.list(ref) : snapshot.listIn(ref, ref.namespace);
  if (siblings.length > MOST_NAMES) return '';
  return didYouMean(
    ref.name,
    siblings.map(({ metadata }) => metadata.name),
  );
}

const namespacesByType = rememberOnce(() => new Map<string, ReadonlyMap<string, string>>());

/** The first namespace in which an object of a kind has a name, by name. */
function namespacesByName(snapshot: Snapshot, type: ObjectRef): ReadonlyMap<string, string> {
  const byType = namespacesByType(snapshot);
  const known = byType.get(groupKindKey(type));
  if (known !== undefined) return known;
  const namespaces = new Map<string, string>();
  for (const object of snapshot.list(type)) {
    const namespace = namespaceOf(object);
    const { name } = object.metadata;
    if (namespace !== undefined && !namespaces.has(name)) namespaces.set(name, namespace);
  }
  byType.set(groupKindKey(type), namespaces);
  return namespaces;
}
