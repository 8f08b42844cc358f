import type { ObjectRef } from './ref.ts';

/** What stands at one object, and at its sections. */
interface Entry<Value> {
  whole: Value | undefined;
  sections: Map<string, Value> | undefined;
}

type ByName<Value> = Map<string, Entry<Value>>;

/**
 * A map by identity, nested by the parts of a reference: where answers are looked up by the hundred thousand, putting a
 * key together for each (`refKey`) costs more than all the rest.
 */
export class RefMap<Value> {
  readonly #groups = new Map<string, Map<string, Map<string, ByName<Value>>>>();

  /** The value of an object, or with a section of that part of it. */
  get(ref: ObjectRef): Value | undefined {
    const entry = this.#groups
      .get(ref.group)
      ?.get(ref.kind)
      ?.get(ref.namespace ?? '')
      ?.get(ref.name);
    return ref.section === undefined ? entry?.whole : entry?.sections?.get(ref.section);
  }

  set(ref: ObjectRef, value: Value): void {
    const entry = this.#entry(ref);
    if (ref.section === undefined) {
      entry.whole = value;
      return;
    }
    entry.sections ??= new Map();
    entry.sections.set(ref.section, value);
  }

  /** Whether there are values for sections of an object. */
  hasSections(object: ObjectRef): boolean {
    const entry = this.#groups
      .get(object.group)
      ?.get(object.kind)
      ?.get(object.namespace ?? '')
      ?.get(object.name);
    return entry?.sections !== undefined;
  }

  get isEmpty(): boolean {
    return this.#groups.size === 0;
  }

  #entry({ group, kind, namespace = '', name }: ObjectRef): Entry<Value> {
    const kinds = getOrAdd(this.#groups, group, () => new Map<string, Map<string, ByName<Value>>>());
    const namespaces = getOrAdd(kinds, kind, () => new Map<string, ByName<Value>>());
    const names = getOrAdd(namespaces, namespace, () => new Map<string, Entry<Value>>());
    return getOrAdd(names, name, () => ({ whole: undefined, sections: undefined }));
  }
}

function getOrAdd<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
