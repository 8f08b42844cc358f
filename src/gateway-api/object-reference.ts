import { readGroup, writesCore } from './core-group.ts';
import { CLUSTER_TRUST_BUNDLE } from './kinds.ts';
import { readRecord, readRecords, readString } from '../model/read.ts';
import { sameGroupKind } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';

/** A reference with the field that holds it. */
export interface WrittenReference {
  readonly ref: ObjectRef;
  /** `spec.listeners[0].tls.certificateRefs[1]` */
  readonly path: string;
  /** Whether it writes `core` where the API wants the empty group. */
  readonly writesCore?: true | undefined;
}

/**
 * Reads a reference to an object (of certificates, CA bundles, parameters): group and kind default to those of the
 * field, the namespace to the holder's; a ClusterTrustBundle has none (semantics.md 1.6, 3.1).
 */
export function readObjectReference(
  value: unknown,
  holderNamespace: string | undefined,
  fallback: GroupKind,
): ObjectRef {
  const ref = readRecord(value);
  const type = {
    group: readGroup(ref['group'], fallback.group),
    kind: readString(ref['kind']) ?? fallback.kind,
  };
  const namespace = readString(ref['namespace']) ?? holderNamespace;
  return {
    ...type,
    namespace: sameGroupKind(type, CLUSTER_TRUST_BUNDLE) ? undefined : namespace,
    name: readString(ref['name']) ?? '',
  };
}

/** Reads such a reference with where it stands. */
export function writtenReference(
  value: unknown,
  path: string,
  holderNamespace: string | undefined,
  fallback: GroupKind,
): WrittenReference {
  const ref = readObjectReference(value, holderNamespace, fallback);
  return writesCore(value) ? { ref, path, writesCore: true } : { ref, path };
}

/** Reads a list of such references. @param path where the list stands. */
export function readObjectReferences(
  value: unknown,
  path: string,
  holderNamespace: string | undefined,
  fallback: GroupKind,
): readonly WrittenReference[] {
  return readRecords(value).map((entry, index) =>
    writtenReference(entry, `${path}[${index}]`, holderNamespace, fallback),
  );
}
