import { NAMESPACE } from '../../gateway-api/kinds.ts';
import { addTo } from '../../model/add-to.ts';
import { compareText } from '../../model/compare-text.ts';
import type { Gap } from '../../model/gap.ts';
import { groupOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readRecord, readString } from '../../model/read.ts';
import { groupKindKey, refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import type { FoundObject, Place } from './read-objects.ts';

/** An object as it is given out, and where it stands. */
interface StoredObject extends NamedObject {
  readonly place: Place;
}

/** An object and where it belongs. */
export interface NamedObject {
  readonly object: KubernetesObject;
  readonly namespace: string | undefined;
}

/** The objects of all inputs by type, each type in the order of namespace and name. */
export interface ObjectStore {
  list(type: GroupKind): readonly StoredObject[];
  find(type: GroupKind, namespace: string | undefined, name: string): StoredObject | undefined;
  /** The Namespaces that objects stand in and no input holds. */
  readonly impliedNamespaces: readonly NamedObject[];
  findObject(object: KubernetesObject): StoredObject | undefined;
  readonly gaps: readonly Gap[];
}

/**
 * Stores objects as `kubectl apply` would: a namespaced object without a namespace goes to the default one, a
 * cluster-scoped one has none, and of two with one identity the later counts. That is a gap where they differ.
 * ConformanceReports are the exception: their names are made up, so the later gets another.
 * @param types by `group/Kind`.
 */
export function storeObjects(
  found: readonly FoundObject[],
  types: ReadonlyMap<string, ResourceType>,
  defaultNamespace: string,
): ObjectStore {
  const byIdentity = new Map<string, StoredObject>();
  const gaps: Gap[] = [];
  for (const item of found) {
    const group = groupOf(item.apiVersion);
    const type = types.get(groupKindKey({ group, kind: item.kind }));
    const namespaced = type?.namespaced ?? item.namespace !== undefined;
    const namespace = namespaced ? (item.namespace ?? defaultNamespace) : undefined;
    const stored = { object: asObject(item, item.name, namespace), namespace, place: item.place };
    const key = refKey(refOf(stored.object));
    const earlier = byIdentity.get(key);
    if (earlier === undefined || areEqual(earlier.object, stored.object)) byIdentity.set(key, stored);
    else if (item.kind === 'ConformanceReport') {
      const { kind } = item;
      const name = freeName(item, (taken) => byIdentity.has(refKey({ group, kind, name: taken })));
      const object = asObject(item, name, undefined);
      byIdentity.set(refKey(refOf(object)), { ...stored, object });
    } else {
      gaps.push(replacedGap(earlier, stored));
      byIdentity.set(key, stored);
    }
  }
  const byType = new Map<string, StoredObject[]>();
  for (const stored of byIdentity.values()) {
    const key = groupKindKey(refOf(stored.object));
    addTo(byType, key, stored);
  }
  for (const members of byType.values()) members.sort(compareStored);
  return {
    list: (type) => byType.get(groupKindKey(type)) ?? [],
    find: ({ group, kind }, namespace, name) => byIdentity.get(refKey({ group, kind, namespace, name })),
    impliedNamespaces: impliedNamespaces([...byIdentity.values()]),
    findObject: (object) => byIdentity.get(refKey(refOf(object))),
    gaps,
  };
}

function impliedNamespaces(objects: readonly StoredObject[]): readonly NamedObject[] {
  const held = new Set(
    objects.flatMap(({ object }) => (sameGroupKind(refOf(object), NAMESPACE) ? [object.metadata.name] : [])),
  );
  const names = new Set(objects.flatMap(({ namespace }) => namespace ?? []));
  return [...names]
    .filter((name) => !held.has(name))
    .map((name) => ({
      object: { apiVersion: 'v1', kind: NAMESPACE.kind, metadata: { name } },
      namespace: undefined,
    }));
}

/** The name with the release that the report is of, or else the first number, that makes it free. */
function freeName({ name, value }: FoundObject, isTaken: (name: string) => boolean): string {
  const release = readString(value['gatewayAPIVersion'])?.toLowerCase();
  if (release !== undefined && /^[a-z0-9.-]+$/.test(release) && !isTaken(`${name}-${release}`)) {
    return `${name}-${release}`;
  }
  let number = 2;
  while (isTaken(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}

function asObject(
  { value, apiVersion, kind }: FoundObject,
  name: string,
  namespace: string | undefined,
): KubernetesObject {
  const written = readRecord(value['metadata']);
  const { namespace: _, ...rest } = written;
  const metadata = namespace === undefined ? { ...rest, name } : { ...rest, name, namespace };
  return { ...value, apiVersion, kind, metadata };
}

/** A gap of that object alone: the object is there, but which of its definitions holds is not known. */
function replacedGap(earlier: StoredObject, later: StoredObject): Gap {
  const { kind, metadata } = later.object;
  const named = later.namespace === undefined ? metadata.name : `${later.namespace}/${metadata.name}`;
  return {
    ...refOf(later.object),
    what: placeName(earlier.place),
    isDuplicate: true,
    reason: 'failed',
    message: `${kind} ${named} stands at ${placeName(earlier.place)} and, different, at ${placeName(later.place)}: the later one is used`,
  };
}

/** `file:line` */
function placeName({ input, line }: Place): string {
  return `${input.name}:${line}`;
}

/** Which of two objects of a type comes first in a list. */
export function compareStored(a: NamedObject, b: NamedObject): number {
  return (
    compareText(a.namespace ?? '', b.namespace ?? '') || compareText(a.object.metadata.name, b.object.metadata.name)
  );
}

function areEqual(a: KubernetesObject, b: KubernetesObject): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
