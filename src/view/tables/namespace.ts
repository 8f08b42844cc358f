import { GATEWAY } from '../../gateway-api/kinds.ts';
import { readPath, readString } from '../../model/read.ts';
import type { Column, Need, TableDefinition } from '../table.ts';
import { ageColumn } from './age-column.ts';
import { nameColumn } from './name-column.ts';
import { countCell, policiesColumn } from './relation-count.ts';

function countColumn(name: string, need: Need): Column {
  return {
    name,
    wide: true,
    counts: [need],
    cell: (object, { countIn, coverage }) => countCell(countIn(need, object.metadata.name), coverage(need)),
  };
}

/** Namespaces: how many Gateways and routes each holds, and how many policies target it. */
export const namespaceTable: TableDefinition = {
  columns: [
    nameColumn,
    {
      name: 'STATUS',
      cell: (object) => {
        const phase = readString(readPath(object, 'status', 'phase')) ?? '<unknown>';
        if (phase === 'Active') return { text: phase, tone: 'good' };
        return phase === 'Terminating' ? { text: phase, tone: 'warning' } : phase;
      },
    },
    ageColumn,
    countColumn('GATEWAYS', GATEWAY),
    countColumn('ROUTES', 'routes'),
    policiesColumn,
  ],
};
