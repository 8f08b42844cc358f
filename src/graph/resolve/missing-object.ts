import type { FactOf } from '../../model/fact.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { nearestName } from '../../model/near-name.ts';
import { rememberEach } from '../remember.ts';

/** Names among which a typo is looked for: thousands of broken references times thousands of names would cost minutes. */
const MOST_NAMES = 300;

/** An object does not exist: with the name that was probably meant, or the namespace that has one of the name. */
export function missingObject(snapshot: Snapshot, ref: ObjectRef): FactOf<'objectMissing'> {
  const { firstNamespaces, byNamespace } = indexNames(snapshot, snapshot.names(ref, ref.namespace));
  const elsewhere = firstNamespaces.get(ref.name);
  const near = elsewhere === undefined ? nearSibling(ref.name, byNamespace.get(ref.namespace) ?? []) : undefined;
  return { code: 'objectMissing', ref, near, elsewhere };
}

function nearSibling(wanted: string, siblings: readonly ObjectRef[]): string | undefined {
  if (siblings.length > MOST_NAMES) return undefined;
  return nearestName(
    wanted,
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
