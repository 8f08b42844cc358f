import type { FactOf } from '../../model/fact.ts';
import { GATEWAY, LISTENER_SET, X_LISTENER_SET } from '../../gateway-api/kinds.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { nearestName } from '../../model/near-name.ts';
import { rememberEach } from '../remember.ts';

/** Names among which a typo is looked for: thousands of broken references times thousands of names would cost minutes. */
const MOST_NAMES = 300;

/** Kinds that are mistaken for one another: a reference to one may mean another, or its older group (XListenerSet, until v1.4). */
const MISTAKEN: readonly GroupKind[] = [LISTENER_SET, X_LISTENER_SET, GATEWAY];

/**
 * An object does not exist: with the name or kind that was probably meant, or the namespace that has one of the name. These
 * are looked up when they are said, since most questions ask only whether a reference resolves.
 */
export function missingObject(snapshot: Snapshot, ref: ObjectRef): FactOf<'objectMissing'> {
  const names = (): NameIndex => indexNames(snapshot, snapshot.names(ref, ref.namespace));
  return {
    code: 'objectMissing',
    ref,
    get near() {
      const isKnown = this.elsewhere !== undefined || this.otherKind !== undefined;
      return isKnown ? undefined : nearSibling(ref.name, names().byNamespace.get(ref.namespace) ?? []);
    },
    get elsewhere() {
      return names().firstNamespaces.get(ref.name);
    },
    get otherKind() {
      return this.elsewhere === undefined ? otherKindOf(snapshot, ref) : undefined;
    },
  };
}

/** Another kind that has an object of the name in the namespace. */
function otherKindOf(snapshot: Snapshot, ref: ObjectRef): GroupKind | undefined {
  if (!MISTAKEN.some((kind) => sameGroupKind(kind, ref))) return undefined;
  return MISTAKEN.find(
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
interface NameIndex {
  readonly firstNamespaces: ReadonlyMap<string, string>;
  readonly byNamespace: ReadonlyMap<string | undefined, readonly ObjectRef[]>;
}

const indexNames = rememberEach((_snapshot: Snapshot, names: readonly ObjectRef[]): NameIndex => {
  const firstNamespaces = new Map<string, string>();
  for (const { name, namespace } of names) {
    if (namespace !== undefined && !firstNamespaces.has(name)) firstNamespaces.set(name, namespace);
  }
  return { firstNamespaces, byNamespace: Map.groupBy(names, ({ namespace }) => namespace) };
});
