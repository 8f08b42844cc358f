import { GATEWAY, GATEWAY_CLASS } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readString } from '../../model/read.ts';
import { groupKindOf, sameGroupKind } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { gatewayOf } from './listener-set-admission.ts';

/**
 * The class of a Gateway, or of the Gateway of a ListenerSet; undefined where it is not known or the parent has none (a Service of
 * a mesh).
 */
export function classOf(snapshot: Snapshot, parent: KubernetesObject): KubernetesObject | undefined {
  const gateway = sameGroupKind(groupKindOf(parent), GATEWAY) ? parent : gatewayOf(snapshot, parent);
  const name = gateway === undefined ? undefined : readString(readPath(gateway, 'spec', 'gatewayClassName'));
  if (name === undefined) return undefined;
  const lookup = snapshot.find({ ...GATEWAY_CLASS, name });
  return lookup.state === 'found' ? lookup.object : undefined;
}

/** The controller that a parent belongs to by its class. */
export function controllerOf(snapshot: Snapshot, parent: KubernetesObject): string | undefined {
  const gatewayClass = classOf(snapshot, parent);
  return gatewayClass === undefined ? undefined : readString(readPath(gatewayClass, 'spec', 'controllerName'));
}

/** The domains of controllers that serve waypoints. */
export const MESH_DOMAINS: readonly string[] = ['istio.io', 'kgateway.dev', 'agentgateway.dev'];

/** Whether a controller serves waypoints, as far as is known. */
export function isMeshController(controllerName: string): boolean {
  return MESH_DOMAINS.includes(controllerName.split('/', 1)[0] ?? '');
}
