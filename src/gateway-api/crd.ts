import type { KubernetesObject } from '../model/object.ts';
import { readPath, readRecords, readString, readStrings } from '../model/read.ts';
import { sameGroupKind } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';
import { qualifiedName } from '../model/resource-type.ts';
import { GATEWAY_API_TYPES } from './kinds.ts';

/** The kind that a CRD defines; of one that was cut down to its metadata the kind is empty. */
export function kindOfCrd(crd: KubernetesObject): GroupKind {
  return {
    group: readString(readPath(crd, 'spec', 'group')) ?? '',
    kind: readString(readPath(crd, 'spec', 'names', 'kind')) ?? '',
  };
}

/** The name that the CRD of a kind of the Gateway API has; undefined of other kinds. It is all that is known of a CRD whose metadata alone was read. */
export function crdNameOf(kind: GroupKind): string | undefined {
  const type = GATEWAY_API_TYPES.find((one) => sameGroupKind(one, kind));
  return type === undefined ? undefined : qualifiedName(type);
}

/** A version that a CRD lists. */
export interface CrdVersion {
  readonly name: string;
  readonly isServed: boolean;
  readonly isDeprecated: boolean;
}

/** The versions that a CRD lists; empty where it was cut down to its metadata. */
export function versionsOfCrd(crd: KubernetesObject): readonly CrdVersion[] {
  return readRecords(readPath(crd, 'spec', 'versions')).flatMap(({ name, served, deprecated }) => {
    const text = readString(name);
    return text === undefined ? [] : [{ name: text, isServed: served !== false, isDeprecated: deprecated === true }];
  });
}

/** The versions in which objects of a CRD's kind may still be stored, as the API server says. */
export function storedVersionsOfCrd(crd: KubernetesObject): readonly string[] {
  return readStrings(readPath(crd, 'status', 'storedVersions'));
}
