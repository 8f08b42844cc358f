import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readPath, readRecords, readString } from '../model/read.ts';
import type { GroupKind } from '../model/ref.ts';

/** Who may refer: an entry of `spec.from`. */
export interface GrantFrom extends GroupKind {
  readonly namespace: string;
}

/** What may be referred to: an entry of `spec.to`; without a name all objects of the kind. */
export interface GrantTo extends GroupKind {
  readonly name: string | undefined;
}

/** A ReferenceGrant: equal in v1alpha2, v1beta1 and v1 (semantics.md 3.5). */
export interface ReferenceGrant {
  /** The namespace of the grant, which is the namespace of what it allows to refer to. */
  readonly namespace: string;
  readonly name: string;
  readonly from: readonly GrantFrom[];
  readonly to: readonly GrantTo[];
}

/** Reads a ReferenceGrant of any version. */
export function readReferenceGrant(object: KubernetesObject): ReferenceGrant {
  return {
    namespace: namespaceOf(object) ?? '',
    name: object.metadata.name,
    from: readRecords(readPath(object, 'spec', 'from')).map((from) => ({
      group: readString(from['group']) ?? '',
      kind: readString(from['kind']) ?? '',
      namespace: readString(from['namespace']) ?? '',
    })),
    to: readRecords(readPath(object, 'spec', 'to')).map((to) => ({
      group: readString(to['group']) ?? '',
      kind: readString(to['kind']) ?? '',
      name: readString(to['name']),
    })),
  };
}
