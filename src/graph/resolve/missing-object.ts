import type { FactOf } from '../../model/fact.ts';
import { namespaceOf } from '../../model/object.ts';
import { groupKindKey } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { nearestName } from '../near-name.ts';
import { rememberOnce } from '../remember.ts';

/** Names among which a typo is looked for: thousands of broken references times thousands of names would cost minutes. */
const MOST_NAMES = 300;

/** An object does not exist: with the name that was probably meant, or the namespace that has one of the name. */
export function missingObject(snapshot: Snapshot, ref: ObjectRef): FactOf<'objectMissing'> {
  const elsewhere = namespacesByName(snapshot, ref).get(ref.name);
  const near = elsewhere === undefined ? nearSibling(snapshot, ref) : undefined;
  return { code: 'objectMissing', ref, near, elsewhere };
}

function nearSibling(snapshot: Snapshot, ref: ObjectRef): string | undefined {
  const siblings = ref.namespace === undefined ? snapshot.list(ref) : snapshot.listIn(ref, ref.namespace);
  if (siblings.length > MOST_NAMES) return undefined;
  return nearestName(
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
