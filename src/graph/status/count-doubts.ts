import type { Listener } from '../../gateway-api/gateway.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { attachRoute } from '../attach/attach-route.ts';
import type { RouteAttachment } from '../attach/attach-route.ts';
import { listenersOf } from '../attach/listeners-of.ts';
import { isOpen } from '../condition.ts';
import { rememberEach } from '../remember.ts';
import { claimantsOf } from '../resolve/route-claims.ts';
import { isFromServer } from './drift.ts';
import { takerOf } from './listener-isolation.ts';
import { wordOnClaim } from './own-word.ts';

/** The routes of which a controller may think otherwise when it counts those of a listener. */
interface CountDoubt {
  /** How many they are. */
  readonly routes: number;
  /** A listener that takes the hostnames of one of them. */
  readonly taker: ObjectRef | undefined;
}

/**
 * By how much a controller may count differently at each listener without a contradiction of its own: routes that it refuses or
 * accepts against the rules, has not looked at yet, or to which a choice of the specification leads.
 */
export const countDoubts = rememberEach(
  (snapshot: Snapshot, holder: KubernetesObject): ReadonlyMap<Listener, CountDoubt> => {
    const doubts = new Map<Listener, { routes: number; taker: ObjectRef | undefined }>();
    const all = listenersOf(snapshot, holder);
    for (const route of claimantsOf(snapshot, holder)) {
      const doubtful = new Map<Listener, ObjectRef | undefined>();
      for (const attachment of attachRoute(snapshot, route)) {
        if (attachment.parent !== holder) continue;
        const served = attachment.listeners.map(({ listener }) => listener);
        if (isDoubtful(snapshot, route, attachment, holder)) {
          for (const listener of served.length > 0 ? served : all) doubtful.set(listener, undefined);
        }
        for (const one of attachment.listeners) {
          const taker = takerOf(snapshot, holder, one);
          if (taker !== undefined) doubtful.set(one.listener, taker);
        }
      }
      for (const [listener, taker] of doubtful) {
        const known = doubts.get(listener) ?? { routes: 0, taker: undefined };
        known.routes++;
        known.taker ??= taker;
        doubts.set(listener, known);
      }
    }
    return doubts;
  },
);

function isDoubtful(
  snapshot: Snapshot,
  route: KubernetesObject,
  { accepted, parentRef }: RouteAttachment,
  holder: KubernetesObject,
): boolean {
  if (accepted.status === 'Unknown' || isOpen(accepted)) return true;
  const word = wordOnClaim(snapshot, route, parentRef, holder);
  return word === undefined ? isFromServer(route) : word.condition.status !== accepted.status;
}
