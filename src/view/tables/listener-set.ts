import { GATEWAY, GATEWAY_CLASS, NAMESPACE } from '../../gateway-api/kinds.ts';
import { parentOf, readParentRefs } from '../../gateway-api/parent-ref.ts';
import { namespaceOf } from '../../model/object.ts';
import type { TableDefinition } from '../table.ts';
import { ageColumn } from './age-column.ts';
import { conditionColumn, listenersColumn, portsColumn } from './listener-cells.ts';
import { nameColumn } from './name-column.ts';
import { objectText } from './object-text.ts';
import { attachedRoutesColumn, policiesColumn } from './relation-count.ts';

/** ListenerSet and its experimental form XListenerSet. */
export const listenerSetTable: TableDefinition = {
  columns: [
    nameColumn,
    {
      name: 'PARENT',
      cell: (object) => {
        const [parent] = readParentRefs(object);
        return parent === undefined ? '<none>' : objectText(parentOf(parent), namespaceOf(object));
      },
    },
    portsColumn,
    conditionColumn('Accepted'),
    conditionColumn('Programmed'),
    ageColumn,
    listenersColumn,
    // A ListenerSet lets in what its Gateway's controller does.
    { ...attachedRoutesColumn, refinedBy: [GATEWAY, GATEWAY_CLASS, NAMESPACE] },
    policiesColumn,
  ],
};
