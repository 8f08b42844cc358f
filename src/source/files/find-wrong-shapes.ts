import type { Gap } from '../../model/gap.ts';
import { groupOf } from '../../model/object.ts';
import { groupKindKey } from '../../model/ref.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import { checkShape } from './check-shape.ts';
import { locateField } from './locate-field.ts';
import type { FoundObject } from './read-objects.ts';

/** The exact line costs another look into the file; behind so many the line of the object must do. */
const MOST_LOCATED = 50;

/**
 * A gap for every field of another shape than its kind has, with the line that it stands at. The objects themselves stay:
 * the rest of them can be read.
 * @param types by `group/Kind`.
 * @param defaultNamespace of namespaced objects that say none.
 */
export async function findWrongShapes(
  objects: readonly FoundObject[],
  types: ReadonlyMap<string, ResourceType>,
  defaultNamespace: string,
): Promise<readonly Gap[]> {
  const gaps: Gap[] = [];
  for (const { value, apiVersion, kind, name, namespace, place } of objects) {
    const type = { group: groupOf(apiVersion), kind };
    const isNamespaced = types.get(groupKindKey(type))?.namespaced === true;
    for (const { path, message } of checkShape(value, type)) {
      const located = gaps.length < MOST_LOCATED ? await locateField(place, path) : undefined;
      gaps.push({
        ...type,
        what: `${place.input.name}:${located?.line ?? place.line}`,
        namespace: isNamespaced ? (namespace ?? defaultNamespace) : undefined,
        name,
        reason: 'failed',
        message: `${kind} ${name}: ${message}`,
      });
    }
  }
  return gaps;
}
