import type { ObjectRef } from './ref.ts';

type ByName<Value> = Map<string, Value>;

/**
 * A map by the identity of objects, a section standing for its object. It is nested by the parts of a reference: where answers
 * are looked up by the hundred thousand, putting a key together for each (`refKey`) costs more than all the rest.
 */
export class RefMap<Value> {
  readonly #groups = new Map<string, Map<string, Map<string, ByName<Value>>>>();

  get({ group, kind, namespace = '', name }: ObjectRef): Value | undefined {
    return this.#groups.get(group)?.get(kind)?.get(namespace)?.get(name);
  }

  set({ group, kind, namespace = '', name }: ObjectRef, value: Value): void {
    const kinds = getOrAdd(this.#groups, group, () => new Map<string, Map<string, ByName<Value>>>());
    const namespaces = getOrAdd(kinds, kind, () => new Map<string, ByName<Value>>());
    getOrAdd(namespaces, namespace, () => new Map<string, Value>()).set(name, value);
  }
}

function getOrAdd<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
