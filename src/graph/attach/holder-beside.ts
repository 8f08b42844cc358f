import { GATEWAY } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, refOf, sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { admittedListenerSets, gatewayOf } from './listener-set-admission.ts';
import { listenersOf } from './listeners-of.ts';

/**
 * A ListenerSet that a Gateway admits, or the Gateway of a ListenerSet, that has a listener of a name. A reference to the one
 * never reaches the listeners of the other (GEP-1713), so this is what was meant.
 */
export function holderBeside(snapshot: Snapshot, holder: KubernetesObject, listener: string): ObjectRef | undefined {
  const isGateway = sameGroupKind(groupKindOf(holder), GATEWAY);
  const gateway = isGateway ? holder : gatewayOf(snapshot, holder);
  if (gateway === undefined) return undefined;
  const beside = isGateway ? admittedListenerSets(snapshot, gateway) : [gateway];
  const found = beside.find((one) => listenersOf(snapshot, one).some(({ name }) => name === listener));
  return found === undefined ? undefined : refOf(found);
}
