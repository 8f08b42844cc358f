import type { FactOf } from '../../model/fact.ts';
import { GATEWAY, LISTENER_SET, SERVICE, X_BACKEND, X_LISTENER_SET } from '../../gateway-api/kinds.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { nearestName } from '../near-name.ts';
import { rememberEach } from '../remember.ts';

/** Names among which a typo is looked for: thousands of broken references times thousands of names would cost minutes. */
const MOST_NAMES = 300;

/** Kinds that are mistaken for one another: a reference to one may mean another, or its older group (XListenerSet, until v1.4). */
const MISTAKEN: readonly (readonly GroupKind[])[] = [
  [LISTENER_SET, X_LISTENER_SET, GATEWAY],
  [SERVICE, X_BACKEND],
];

/** An object does not exist: with the name or kind that was probably meant, or the namespace that has one of the name. */
export function missingObject(snapshot: Snapshot, ref: ObjectRef): FactOf<'objectMissing'> {
  const { firstNamespaces, byNamespace } = indexNames(snapshot, snapshot.names(ref, ref.namespace));
  const elsewhere = firstNamespaces.get(ref.name);
  const near = elsewhere === undefined ? nearSibling(ref.name, byNamespace.get(ref.namespace) ?? []) : undefined;
  const otherKind = elsewhere === undefined ? otherKindOf(snapshot, ref) : undefined;
  if (otherKind !== undefined) return { code: 'objectMissing', ref, near: undefined, elsewhere, otherKind };
  return { code: 'objectMissing', ref, near, elsewhere };
}

/** Another kind that has an object of the name in the namespace. */
function otherKindOf(snapshot: Snapshot, ref: ObjectRef): GroupKind | undefined {
  const kinds = MISTAKEN.find((family) => family.some((kind) => sameGroupKind(kind, ref))) ?? [];
  return kinds.find(
    (kind) =>
      !sameGroupKind(kind, ref) &&
      indexNames(snapshot, snapshot.names(kind, ref.namespace))
        .byNamespace.get(ref.namespace)
        ?.some(({ name }) => name === ref.name),
  );
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
