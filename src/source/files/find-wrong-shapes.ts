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
 * A gap for every line with fields of another shape than their kind has. The objects themselves stay:
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
    const byLine = new Map<number, string[]>();
    for (const { path, message } of checkShape(value, type)) {
      const located = gaps.length + byLine.size < MOST_LOCATED ? await locateField(place, path) : undefined;
      const line = located?.line ?? place.line;
      byLine.set(line, [...(byLine.get(line) ?? []), message]);
    }
    for (const [line, messages] of byLine) {
      gaps.push({
        ...type,
        what: `${place.input.name}:${line}`,
        namespace: isNamespaced ? (namespace ?? defaultNamespace) : undefined,
        name,
        isRead: true,
        reason: 'failed',
        message: `${kind} ${name}: ${messages.join('; ')}`,
      });
    }
  }
  return gaps;
}
