import {
  ENDPOINT_SLICE,
  GATEWAY,
  INFERENCE_POOL,
  POD,
  SERVICE,
  SERVICE_NAME_LABEL,
  X_BACKEND,
} from '../../gateway-api/kinds.ts';
import { DEFAULT_GATEWAYS, holdersNaming } from '../../gateway-api/references.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import { labelsOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { GraphOptions } from '../graph.ts';
import { isDefaultGateway } from '../resolve/default-gateways.ts';
import { policiesNear } from '../resolve/policies-near.ts';

/**
 * The objects whose edges may arrive at an object or its sections; only these are looked at.
 * @param relations only edges of these relations; undefined: of any.
 */
export function* holdersOf(
  snapshot: Snapshot,
  ref: ObjectRef,
  relations: ReadonlySet<Relation> | undefined,
  { policyKinds, endpoints }: GraphOptions,
): Iterable<KubernetesObject> {
  const wants = (one: Relation): boolean => relations === undefined || relations.has(one);
  // A route attaches to what it names as parent.
  const wanted = relations?.has('attachment') === true ? new Set<Relation>([...relations, 'parent']) : relations;
  for (const type of holdersNaming(ref, wanted)) yield* snapshot.referrers(type, ref);
  if ((wants('parent') || wants('attachment')) && sameGroupKind(ref, GATEWAY)) {
    yield* takersOfDefaults(snapshot, ref);
  }
  if (wants('section')) yield* itself(snapshot, ref);
  if (wants('target')) for (const kind of policyKinds) yield* policiesNear(snapshot, kind, ref);
  if (wants('endpoint') && endpoints === true) yield* backedBy(snapshot, ref);
}

/** Sections are named by the object that they are part of. */
function itself(snapshot: Snapshot, ref: ObjectRef): readonly KubernetesObject[] {
  const lookup = snapshot.find(ref);
  return lookup.state === 'found' ? [lookup.object] : [];
}

/** A default Gateway is a parent of every route that wants one (GEP-3793). */
function* takersOfDefaults(snapshot: Snapshot, gateway: ObjectRef): Iterable<KubernetesObject> {
  const lookup = snapshot.find(gateway);
  if (lookup.state !== 'found' || !isDefaultGateway(lookup.object)) return;
  for (const type of holdersNaming(GATEWAY, new Set(['parent']))) yield* snapshot.referrers(type, DEFAULT_GATEWAYS);
}

/** The backends that an EndpointSlice or Pod stands behind. */
function* backedBy(snapshot: Snapshot, ref: ObjectRef): Iterable<KubernetesObject> {
  const { namespace } = ref;
  if (namespace === undefined) return;
  if (sameGroupKind(ref, ENDPOINT_SLICE)) {
    const lookup = snapshot.find(ref);
    const name = lookup.state === 'found' ? labelsOf(lookup.object).get(SERVICE_NAME_LABEL) : undefined;
    if (name !== undefined) yield* itself(snapshot, { ...SERVICE, namespace, name });
  } else if (sameGroupKind(ref, POD)) {
    for (const type of [ENDPOINT_SLICE, X_BACKEND, INFERENCE_POOL]) yield* snapshot.listIn(type, namespace);
  }
}
