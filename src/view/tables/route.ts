import { statusAtParents } from '../../analysis/reported-status.ts';
import { parentOf, readParentRefs } from '../../gateway-api/parent-ref.ts';
import { readHostnames, readRouteBackends, readRules } from '../../gateway-api/route.ts';
import { namespaceOf } from '../../model/object.ts';
import { cutList } from '../../text/cut-list.ts';
import type { Column, TableDefinition } from '../table.ts';
import { ageColumn } from './age-column.ts';
import { nameColumn } from './name-column.ts';
import { objectText } from './object-text.ts';
import { policiesColumn } from './relation-count.ts';
import { statusCell } from './status-cell.ts';
import { WORD_GIVERS } from './word-givers.ts';

/** The hostnames; a route without any takes whatever its listeners do: `*`. */
const hostnamesColumn: Column = {
  name: 'HOSTNAMES',
  cell: (object, { wide }) => {
    const hostnames = readHostnames(object);
    return hostnames.length === 0 ? '*' : cutList(hostnames, wide);
  },
};

const parentsColumn: Column = {
  name: 'PARENTS',
  cell: (object, { wide }) => {
    const namespace = namespaceOf(object);
    return cutList(
      readParentRefs(object).map((parent) => objectText(parentOf(parent), namespace)),
      wide,
    );
  },
};

const commonColumns: readonly Column[] = [
  parentsColumn,
  {
    name: 'ACCEPTED',
    computes: 'Accepted',
    heardBy: WORD_GIVERS,
    cell: (object, { controllerAt }) => statusCell(statusAtParents(object, 'Accepted', controllerAt)),
  },
  {
    name: 'RESOLVED',
    computes: 'ResolvedRefs',
    heardBy: WORD_GIVERS,
    cell: (object, { controllerAt }) => statusCell(statusAtParents(object, 'ResolvedRefs', controllerAt)),
  },
  ageColumn,
  { name: 'RULES', wide: true, cell: (object) => String(readRules(object).length) },
  {
    name: 'BACKENDS',
    wide: true,
    cell: (object, { wide }) => {
      const namespace = namespaceOf(object);
      const backends = readRouteBackends(object).map(({ ref }) => {
        const text = objectText(ref, namespace);
        return ref.port === undefined ? text : `${text}:${ref.port}`;
      });
      return cutList(backends, wide);
    },
  },
  policiesColumn,
];

/** HTTPRoute, GRPCRoute, TLSRoute. */
export const hostnameRouteTable: TableDefinition = { columns: [nameColumn, hostnamesColumn, ...commonColumns] };

/** TCPRoute, UDPRoute: they have no hostnames. */
export const portRouteTable: TableDefinition = { columns: [nameColumn, ...commonColumns] };

/** All kinds of routes in one list; those without hostnames show `<none>`. */
export const anyRouteTable: TableDefinition = {
  columns: [
    nameColumn,
    {
      ...hostnamesColumn,
      cell: (object, context) =>
        object.kind === 'TCPRoute' || object.kind === 'UDPRoute' ? '<none>' : hostnamesColumn.cell(object, context),
    },
    ...commonColumns,
  ],
};
