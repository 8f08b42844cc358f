import { readListeners } from '../../gateway-api/gateway.ts';
import { NAMESPACE } from '../../gateway-api/kinds.ts';
import { readWaypoint, servesServices, waypointNamespaceOf } from '../../gateway-api/waypoint.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath } from '../../model/read.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { isHbone } from './supported-kinds.ts';
import { admitNamespace } from './namespace-selection.ts';

/**
 * The waypoint of Istio's ambient mode through which a Service's traffic goes, or that of a Namespace: by the label of the
 * object, else by that of its Namespace; one of another namespace only if its listener lets the namespace in. Undefined where
 * there is none that could be read.
 */
export function waypointOf(snapshot: Snapshot, ref: ObjectRef): ObjectRef | undefined {
  const named = namedWaypoint(snapshot, ref);
  if (named === undefined || named === 'none') return undefined;
  const lookup = snapshot.find(named);
  if (lookup.state !== 'found' || !servesServices(lookup.object)) return undefined;
  const namespace = sameGroupKind(ref, NAMESPACE) ? ref.name : ref.namespace;
  return admits(snapshot, lookup.object, named.namespace, namespace) ? named : undefined;
}

function namedWaypoint(snapshot: Snapshot, ref: ObjectRef): ObjectRef | 'none' | undefined {
  const own = labelled(snapshot, ref);
  if (own !== undefined || ref.namespace === undefined) return own;
  return labelled(snapshot, { ...NAMESPACE, name: ref.namespace });
}

function labelled(snapshot: Snapshot, ref: ObjectRef): ObjectRef | 'none' | undefined {
  const lookup = snapshot.find(ref);
  return lookup.state === 'found' ? readWaypoint(lookup.object, waypointNamespaceOf(lookup.object)) : undefined;
}

function admits(
  snapshot: Snapshot,
  gateway: KubernetesObject,
  own: string | undefined,
  namespace: string | undefined,
): boolean {
  if (own === namespace) return true;
  return readListeners(gateway)
    .filter(isHbone)
    .some(({ allowedNamespaces: from, source }) => {
      const selector = readPath(source, 'allowedRoutes', 'namespaces', 'selector');
      return admitNamespace(snapshot, { from, selector }, own, namespace).state === 'yes';
    });
}

/** Whether a Gateway may be a waypoint: a listener of it speaks HBONE. */
export function isWaypoint(gateway: KubernetesObject): boolean {
  return readListeners(gateway).some(isHbone);
}
