import { readAddresses } from '../../gateway-api/gateway.ts';
import { readPath, readString } from '../../model/read.ts';
import { cutList } from '../../text/cut-list.ts';
import type { TableDefinition } from '../table.ts';
import { ageColumn } from './age-column.ts';
import { conditionCell, conditionColumn, listenersColumn, portsColumn } from './listener-cells.ts';
import { nameColumn } from './name-column.ts';
import { attachedRoutesColumn, policiesColumn } from './relation-count.ts';

export const gatewayTable: TableDefinition = {
  columns: [
    nameColumn,
    { name: 'CLASS', cell: (object) => readString(readPath(object, 'spec', 'gatewayClassName')) ?? '<none>' },
    {
      name: 'ADDRESSES',
      computes: 'addresses',
      cell: (object, { wide }) =>
        cutList(
          readAddresses(object, 'status').flatMap(({ value }) => (value === undefined ? [] : [value])),
          wide,
        ),
    },
    portsColumn,
    conditionColumn('Programmed'),
    ageColumn,
    { name: 'ACCEPTED', wide: true, computes: 'Accepted', cell: (object) => conditionCell(object, 'Accepted') },
    listenersColumn,
    attachedRoutesColumn,
    policiesColumn,
  ],
};
