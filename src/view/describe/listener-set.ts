import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf } from '../../model/ref.ts';
import type { Block } from '../description.ts';
import { attachedRouteBlocks, parentRefOf } from './attached-routes.ts';
import { lines } from './blocks.ts';
import type { DescribeContext } from './context.ts';
import { LISTENER_FIELDS, LISTENER_STATUS_FIELDS, listenerBlocks } from './listeners.ts';
import { referenceLine } from './reference.ts';
import { unreadRouteBlocks } from './unread-routes.ts';
import type { DescribeView } from './view.ts';

/** ListenerSet, and XListenerSet of v1.3 and v1.4. */
export const listenerSetView: DescribeView = {
  blocks: (listenerSet, context) => [
    ...parentBlocks(listenerSet, context),
    ...listenerBlocks(listenerSet, context),
    ...attachedRouteBlocks(listenerSet, context),
    ...unreadRouteBlocks(refOf(listenerSet), context),
  ],
  known: {
    spec: { parentRef: { group: true, kind: true, namespace: true, name: true }, listeners: LISTENER_FIELDS },
    status: { listeners: LISTENER_STATUS_FIELDS, conditions: true },
  },
};

function parentBlocks(listenerSet: KubernetesObject, context: DescribeContext): readonly Block[] {
  const parent = parentRefOf(listenerSet);
  if (parent === undefined) return [];
  const [edge] = context.graph.outgoing(refOf(listenerSet), 'parent');
  return lines('Parent', [
    referenceLine([], parent, edge, { namespace: namespaceOf(listenerSet), path: 'spec.parentRef', context }),
  ]);
}
