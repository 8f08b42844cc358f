import { NAMESPACE, REFERENCE_GRANT } from '../gateway-api/kinds.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readReferenceGrant } from '../gateway-api/reference-grant.ts';
import { groupKindOf, sameGroupKind } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { PolicyAttachment } from './policy.ts';

/** Other namespaces are reached only with their leave (GEP-713: a handshake such as a ReferenceGrant). */
export function findRefusal(
  policy: KubernetesObject,
  ref: ObjectRef,
  snapshot: Snapshot,
): Pick<PolicyAttachment, 'state' | 'message'> | undefined {
  const own = namespaceOf(policy);
  if (own === undefined) return undefined;
  if (sameGroupKind(ref, NAMESPACE)) {
    if (ref.name === own) return undefined;
    return { state: 'notPermitted', message: `a policy in namespace ${own} cannot target Namespace ${ref.name}` };
  }
  if (ref.namespace === undefined || ref.namespace === own) return undefined;
  const from = groupKindOf(policy);
  for (const object of snapshot.listIn(REFERENCE_GRANT, ref.namespace)) {
    const grant = readReferenceGrant(object);
    const allowsFrom = grant.from.some((entry) => sameGroupKind(entry, from) && entry.namespace === own);
    const allowsTo = grant.to.some(
      (entry) => sameGroupKind(entry, ref) && (entry.name === undefined || entry.name === ref.name),
    );
    if (allowsFrom && allowsTo) return undefined;
  }
  if (!snapshot.isComplete(REFERENCE_GRANT, ref.namespace)) {
    return { state: 'unknown', message: `ReferenceGrants of namespace ${ref.namespace} could not be read` };
  }
  const message = `no ReferenceGrant in namespace ${ref.namespace} allows ${policy.kind} of namespace ${own} to target ${ref.kind} ${ref.name}`;
  return { state: 'notPermitted', message };
}
