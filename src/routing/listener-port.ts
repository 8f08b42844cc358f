import type { ObjectRef } from '../model/ref.ts';
import type { RoutingWorld } from './routing-world.ts';

/** The port of a listener of a Gateway, or of a ListenerSet that it admits; undefined where it has none of the name. */
export function listenerPort(world: RoutingWorld, gateway: ObjectRef | undefined, name: string): number | undefined {
  const lookup = gateway === undefined ? undefined : world.snapshot.find(gateway);
  if (lookup?.state !== 'found') return undefined;
  return world.gateway(lookup.object).listeners.find(({ listener }) => listener.name === name)?.listener.port;
}
