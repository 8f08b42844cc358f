import { labelsOf, namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import type { ObjectRef } from '../model/ref.ts';
import { GATEWAY } from './kinds.ts';

/** The label by which a Service, or all of a Namespace, goes through a waypoint (https://istio.io/latest/docs/ambient/usage/waypoint/). */
const USE_WAYPOINT = 'istio.io/use-waypoint';
/** The namespace of the waypoint, where it is another. */
const USE_WAYPOINT_NAMESPACE = 'istio.io/use-waypoint-namespace';
/** On a waypoint: for the traffic of what it stands; Services where it is not written. */
const WAYPOINT_FOR = 'istio.io/waypoint-for';
/** Opts out of the waypoint of the namespace. */
const NONE = 'none';

/**
 * The waypoint that an object's labels name: a Gateway, `none`, or undefined where they say nothing.
 * @param namespace that of the object; of a Namespace its name.
 */
export function readWaypoint(object: KubernetesObject, namespace: string): ObjectRef | 'none' | undefined {
  const labels = labelsOf(object);
  const name = labels.get(USE_WAYPOINT);
  if (name === undefined || name === '') return undefined;
  if (name === NONE) return NONE;
  return { ...GATEWAY, namespace: labels.get(USE_WAYPOINT_NAMESPACE) ?? namespace, name };
}

/** Whether a waypoint stands for the traffic to Services. */
export function servesServices(gateway: KubernetesObject): boolean {
  const wanted = labelsOf(gateway).get(WAYPOINT_FOR) ?? 'service';
  return wanted === 'service' || wanted === 'all';
}

/** The namespace in which an object's labels look for a waypoint. */
export function waypointNamespaceOf(object: KubernetesObject): string {
  return namespaceOf(object) ?? object.metadata.name;
}
