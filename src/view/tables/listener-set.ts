import { parentOf, readParentRefs } from '../../gateway-api/parent-ref.ts';
import { GATEWAY } from '../../gateway-api/kinds.ts';
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
    // Its Gateway says whose word counts.
    { ...attachedRoutesColumn, refinedBy: [...(attachedRoutesColumn.refinedBy ?? []), GATEWAY] },
    policiesColumn,
  ],
};
