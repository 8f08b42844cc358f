import { GATEWAY, LISTENER_SET } from '../../gateway-api/kinds.ts';
import { readListeners } from '../../gateway-api/gateway.ts';
import type { Listener } from '../../gateway-api/gateway.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { RuleWorld } from './rule-world.ts';

/** A listener of a Gateway or ListenerSet, and where it stands. */
export interface ListenerAt {
  readonly holder: KubernetesObject;
  readonly subject: ObjectRef;
  readonly listener: Listener;
  /** `spec.listeners[0]` */
  readonly path: string;
}

/** The listeners of all Gateways and ListenerSets under analysis: what `inputs` names as GATEWAY and LISTENER_SET. */
export function* listenersAt(world: RuleWorld): Generator<ListenerAt> {
  for (const kind of [GATEWAY, LISTENER_SET]) {
    for (const holder of world.snapshot.list(kind)) {
      if (!world.wants(holder)) continue;
      const subject = refOf(holder);
      for (const listener of readListeners(holder)) {
        yield { holder, subject, listener, path: `spec.listeners[${listener.index}]` };
      }
    }
  }
}
