import { NAMESPACE } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { namespacesGranted } from './reference-grants.ts';

/** What of a kind of policy says where its policies may stand. */
export interface PlacedKind extends GroupKind {
  readonly namespaced?: boolean | undefined;
  /** The kinds that it may target; empty or absent: any. */
  readonly targets?: readonly GroupKind[] | undefined;
}

/**
 * The policies of a kind that may attach to an object or a section of it: those of its namespace, and of namespaces whose
 * policies a ReferenceGrant lets in (semantics.md 5.2); what lies in no namespace may be the target of any.
 */
export function* policiesNear(snapshot: Snapshot, kind: PlacedKind, target: ObjectRef): Iterable<KubernetesObject> {
  const { targets = [] } = kind;
  if (targets.length > 0 && !targets.some((type) => sameGroupKind(type, target))) return;
  const namespace = sameGroupKind(target, NAMESPACE) ? target.name : target.namespace;
  if (kind.namespaced === false || namespace === undefined) {
    yield* snapshot.list(kind);
    return;
  }
  yield* snapshot.listIn(kind, namespace);
  for (const other of namespacesGranted(snapshot, kind, target)) yield* snapshot.listIn(kind, other);
}
