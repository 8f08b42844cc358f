import { readObjectReference } from '../../gateway-api/object-reference.ts';
import type { WrittenReference } from '../../gateway-api/object-reference.ts';
import { GATEWAY, GATEWAY_CLASS, X_MESH } from '../../gateway-api/kinds.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { isRecord, readPath } from '../../model/read.ts';
import { groupKindOf, sameGroupKind } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { missingObject } from './missing-object.ts';
import { failed, resolved, unresolvable, withResolution } from './reference.ts';
import type { ResolvedReference } from './reference.ts';

/** The parameters object of a GatewayClass, Gateway or XMesh (semantics.md 3.1); no grant is needed. */
export function parametersOf(snapshot: Snapshot, holder: KubernetesObject): ResolvedReference | undefined {
  const written = readParameters(holder);
  if (written === undefined) return undefined;
  const lookup = snapshot.find(written.ref);
  if (lookup.state === 'found') return withResolution(written, resolved(lookup.object));
  if (lookup.state === 'unknown') return withResolution(written, unresolvable(lookup.because));
  return withResolution(written, failed('missing', 'InvalidParameters', missingObject(snapshot, written.ref)));
}

function readParameters(holder: KubernetesObject): WrittenReference | undefined {
  const type = groupKindOf(holder);
  if (!sameGroupKind(type, GATEWAY) && !sameGroupKind(type, GATEWAY_CLASS) && !sameGroupKind(type, X_MESH)) {
    return undefined;
  }
  const steps = sameGroupKind(type, GATEWAY) ? ['infrastructure', 'parametersRef'] : ['parametersRef'];
  const value = readPath(holder, 'spec', ...steps);
  if (!isRecord(value)) return undefined;
  return {
    ref: readObjectReference(value, namespaceOf(holder), { group: '', kind: '' }),
    path: `spec.${steps.join('.')}`,
  };
}
