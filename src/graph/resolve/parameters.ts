import { plainReferencesOf } from '../../gateway-api/references.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { resolveReference, withResolution } from './reference.ts';
import type { ResolvedReference } from './reference.ts';

const PARAMETERS: ReadonlySet<Relation> = new Set(['parameters']);

/** The parameters object of a GatewayClass, Gateway or XMesh (semantics.md 3.1); no grant is needed. */
export function parametersOf(snapshot: Snapshot, holder: KubernetesObject): ResolvedReference | undefined {
  const [written] = plainReferencesOf(holder, PARAMETERS);
  if (written === undefined) return undefined;
  return withResolution(written, resolveReference(snapshot, undefined, written.ref, written.notFound));
}
