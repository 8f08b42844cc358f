import { plainReferencesOf } from '../../../gateway-api/references.ts';
import type { Relation } from '../../../gateway-api/relation.ts';
import { refOf } from '../../../model/ref.ts';
import { resolveReference, withSpelling } from '../../resolve/reference.ts';
import { edgeOf } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** The references of a relation on which nothing but the object that they name decides. */
export function plainEdges(relation: Relation): EdgeRule {
  const wanted = new Set([relation]);
  return (snapshot, object) =>
    plainReferencesOf(object, wanted).map(({ ref, path, section, notFound, writesCore }) => {
      const from = section === undefined ? refOf(object) : { ...refOf(object), section };
      const resolution = resolveReference(snapshot, undefined, ref, notFound);
      return edgeOf(relation, from, ref, path, withSpelling(resolution, writesCore));
    });
}
