import { plainReferencesOf } from '../../../gateway-api/references.ts';
import type { Relation } from '../../../gateway-api/relation.ts';
import { refOf } from '../../../model/ref.ts';
import { resolveReference } from '../../resolve/reference.ts';
import { edgeOf } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** The references of some relations on which nothing but the object that they name decides. */
export function plainEdges(relations: ReadonlySet<Relation>): EdgeRule {
  return (snapshot, object) =>
    plainReferencesOf(object, relations).map(({ relation, ref, path, section, notFound }) => {
      const from = section === undefined ? refOf(object) : { ...refOf(object), section };
      return edgeOf(relation, from, ref, path, resolveReference(snapshot, undefined, ref, notFound));
    });
}
