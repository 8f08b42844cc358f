import type { Reference } from '../../gateway-api/references.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import { refKey, wholeOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';

/** One reference, from the side of what it names. */
interface Naming {
  readonly relation: Relation;
  readonly from: ObjectRef;
}

/** Who names what, of the objects that were read: references stay, objects may go. Sections are folded into their object. */
export class NamingIndex {
  readonly #named = new Map<string, { readonly ref: ObjectRef; readonly by: Naming[] }>();

  /** Adds the references of an object; the order of adding is the order of answers. */
  add(from: ObjectRef, references: readonly Reference[]): void {
    for (const { relation, ref: written } of references) {
      const ref = wholeOf(written);
      const key = refKey(ref);
      const entry = this.#named.get(key);
      if (entry === undefined) this.#named.set(key, { ref, by: [{ relation, from }] });
      else entry.by.push({ relation, from });
    }
  }

  /** Who names an object or a section of it by these relations, one entry a reference. */
  naming(ref: ObjectRef, relations: ReadonlySet<Relation>): readonly ObjectRef[] {
    const by = this.#named.get(refKey(ref))?.by ?? [];
    return by.filter(({ relation }) => relations.has(relation)).map(({ from }) => from);
  }

  /** What is named by these relations. */
  named(relations: ReadonlySet<Relation>): readonly ObjectRef[] {
    return [...this.#named.values()].flatMap(({ ref, by }) =>
      by.some(({ relation }) => relations.has(relation)) ? [ref] : [],
    );
  }
}
