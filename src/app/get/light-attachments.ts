import { countAttachedRoutes, countListenerRoutes } from '../../analysis/attached-routes.ts';
import { lightRoute } from '../../graph/attach/light-route.ts';
import { GATEWAY, GATEWAY_CLASS, NAMESPACE, isRouteKind } from '../../gateway-api/kinds.ts';
import { listenerEntryOf } from '../../gateway-api/listener-entry.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { groupKindOf, sameGroupKind } from '../../model/ref.ts';
import { SnapshotBuilder } from '../../world/memory-snapshot.ts';
import type { LightCount } from './light-count.ts';

/** The few objects that admit routes. */
const ADMITTING = [GATEWAY, GATEWAY_CLASS, NAMESPACE];

/** How many of the routes that were read attach to a Gateway or ListenerSet. */
export const ATTACHED_ROUTES: LightCount = countOver(countAttachedRoutes);

/** The same for one of its listeners. */
export const LISTENER_ROUTES: LightCount = countOver((snapshot, document) => {
  const entry = listenerEntryOf(document);
  return entry === undefined ? 0 : countListenerRoutes(snapshot, entry.holder, entry.listener.index);
});

function countOver(count: (snapshot: Snapshot, object: KubernetesObject) => number): LightCount {
  return {
    lighten: (object) => {
      const type = groupKindOf(object);
      if (isRouteKind(type)) return lightRoute(object);
      return ADMITTING.some((kind) => sameGroupKind(kind, type)) ? { ...object, status: undefined } : undefined;
    },
    open: (objects, { origin }) => {
      const builder = new SnapshotBuilder();
      for (const object of objects) builder.add(object);
      const snapshot = builder.build(origin);
      return (object) => count(snapshot, object);
    },
  };
}
