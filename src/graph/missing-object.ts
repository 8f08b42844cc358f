import type { ObjectRef } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { namespaceOf } from '../model/object.ts';
import { rememberEach, rememberOnce } from './remember.ts';
import { nameOf } from './name-of.ts';
import { didYouMean } from './near-name.ts';
import { groupKindKey } from '../model/ref.ts';

/** `Gateway shop/maim does not exist; did you mean main?`, or where an object of that name is. */
export function saysMissing(snapshot: Snapshot, ref: ObjectRef): string {
  return `${nameOf(ref)} does not exist${hint(snapshot, ref)}`;
}

function hint(snapshot: Snapshot, ref: ObjectRef): string {
  const elsewhere = namespacesByName(snapshot, typeOf(snapshot, ref)).get(ref.name);
  if (elsewhere !== undefined) return `; there is one in namespace ${elsewhere}`;
  const siblings = ref.namespace === undefined ? snapshot.list(ref) : snapshot.listIn(ref, ref.namespace);
  return didYouMean(
    ref.name,
    siblings.map(({ metadata }) => metadata.name),
  );
}

interface TypeKey {
  readonly key: string;
  readonly group: string;
  readonly kind: string;
}

/** One object per type, so that what is known of a type can be remembered by it. */
const typeKeys = rememberOnce(() => new Map<string, TypeKey>());

function typeOf(snapshot: Snapshot, { group, kind }: ObjectRef): TypeKey {
  const key = groupKindKey({ group, kind });
  const known = typeKeys(snapshot).get(key);
  if (known !== undefined) return known;
  const type = { key, group, kind };
  typeKeys(snapshot).set(key, type);
  return type;
}

const namespacesByName = rememberEach((snapshot: Snapshot, type: TypeKey): ReadonlyMap<string, string> => {
  const namespaces = new Map<string, string>();
  for (const object of snapshot.list(type)) {
    const namespace = namespaceOf(object);
    if (namespace !== undefined && !namespaces.has(object.metadata.name))
      namespaces.set(object.metadata.name, namespace);
  }
  return namespaces;
});
