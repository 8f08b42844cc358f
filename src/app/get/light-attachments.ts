import { countAttachedRoutes } from '../../analysis/attached-routes.ts';
import { lightRoute } from '../../graph/attach/light-route.ts';
import { GATEWAY, GATEWAY_CLASS, NAMESPACE, isRouteKind } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, sameGroupKind } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { SnapshotBuilder } from '../../world/memory-snapshot.ts';
import type { RelativeFacts } from './relative-facts.ts';

/** The few objects that admit routes. */
const ADMITTING = [GATEWAY, GATEWAY_CLASS, NAMESPACE];

/** What attachments hang on of an object; undefined where they do not hang on it. */
export function lighten(object: KubernetesObject): KubernetesObject | undefined {
  const type = groupKindOf(object);
  if (isRouteKind(type)) return lightRoute(object);
  return ADMITTING.some((kind) => sameGroupKind(kind, type)) ? { ...object, status: undefined } : undefined;
}

/** How many objects a snapshot was made of. */
interface Made {
  readonly snapshot: Snapshot;
  readonly size: number;
}

const made = new WeakMap<readonly KubernetesObject[], Made>();

/** How many of the routes that were read attach to a Gateway or ListenerSet. */
export function countAttached(
  { light }: Pick<RelativeFacts, 'light'>,
  origin: Snapshot['origin'],
  parent: KubernetesObject,
): number {
  let last = made.get(light);
  if (last?.size !== light.length) {
    const builder = new SnapshotBuilder();
    for (const object of light) builder.add(object);
    last = { snapshot: builder.build(origin), size: light.length };
    made.set(light, last);
  }
  return countAttachedRoutes(last.snapshot, parent);
}
