import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { nameOf } from '../name-of.ts';
import { didYouMean } from '../near-name.ts';
import { rememberEach } from '../remember.ts';

/** Names among which a typo is looked for: thousands of broken references times thousands of names would cost minutes. */
const MOST_NAMES = 300;

/** `Gateway shop/maim does not exist; did you mean main?`, or in which namespace one of that name is. */
export function saysMissing(snapshot: Snapshot, ref: ObjectRef): string {
  return `${nameOf(ref)} does not exist${hint(snapshot, ref)}`;
}

function hint(snapshot: Snapshot, ref: ObjectRef): string {
  const { firstNamespaces, byNamespace } = indexNames(snapshot, snapshot.names(ref, ref.namespace));
  const elsewhere = firstNamespaces.get(ref.name);
  if (elsewhere !== undefined) return `; there is one in namespace ${elsewhere}`;
  const siblings = byNamespace.get(ref.namespace) ?? [];
  if (siblings.length > MOST_NAMES) return '';
  return didYouMean(
    ref.name,
    siblings.map(({ name }) => name),
  );
}

/** The first namespace in which an object has a name, by name; and all of them by namespace. */
const indexNames = rememberEach((_snapshot: Snapshot, names: readonly ObjectRef[]) => {
  const firstNamespaces = new Map<string, string>();
  for (const { name, namespace } of names) {
    if (namespace !== undefined && !firstNamespaces.has(name)) firstNamespaces.set(name, namespace);
  }
  return { firstNamespaces, byNamespace: Map.groupBy(names, ({ namespace }) => namespace) };
});
