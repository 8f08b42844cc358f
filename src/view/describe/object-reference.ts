import { isRecord, readString } from '../../model/read.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';

/**
 * A reference to any object with group, kind, namespace and name, or undefined where there is none.
 * @param fallback the kind that the API assumes where none is written (semantics.md 1.6).
 */
export function readObjectReference(
  value: unknown,
  namespace: string | undefined,
  fallback: GroupKind = { group: '', kind: '' },
): ObjectRef | undefined {
  if (!isRecord(value)) return undefined;
  const name = readString(value['name']);
  if (name === undefined) return undefined;
  return {
    group: typeof value['group'] === 'string' ? value['group'] : fallback.group,
    kind: readString(value['kind']) ?? fallback.kind,
    namespace: readString(value['namespace']) ?? namespace,
    name,
  };
}
