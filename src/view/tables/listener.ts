import { statusOf } from '../../analysis/reported-status.ts';
import { generationOf, readAllowedKinds, readListenerStatuses } from '../../gateway-api/gateway.ts';
import { GATEWAY, GATEWAY_CLASS, NAMESPACE } from '../../gateway-api/kinds.ts';
import { listenerEntryOf } from '../../gateway-api/listener-entry.ts';
import type { ListenerEntry } from '../../gateway-api/listener-entry.ts';
import { readPath } from '../../model/read.ts';
import { refOf } from '../../model/ref.ts';
import { cutList } from '../../text/cut-list.ts';
import { listenerPort, namespacesText } from '../listener-text.ts';
import type { Cell, Column, TableDefinition } from '../table.ts';
import { objectText } from './object-text.ts';
import { countCell } from './relation-count.ts';
import { statusCell } from './status-cell.ts';

/** One row a listener of Gateways and ListenerSets. */
export const listenerTable: TableDefinition = {
  columns: [
    column('PARENT', ({ holder }) => objectText(refOf(holder), refOf(holder).namespace)),
    column('NAME', ({ listener }) => listener.name),
    column('PORT', ({ listener, holder }) => listenerPort(listener, holder)),
    column('PROTOCOL', ({ listener }) => textOrNone(listener.protocol)),
    column('HOSTNAME', ({ listener }) => listener.hostname ?? '*'),
    {
      name: 'ATTACHED',
      needs: ['routes'],
      counted: 'listenerRoutes',
      // Its Gateway says whose word counts on a ListenerSet.
      refinedBy: [GATEWAY_CLASS, GATEWAY, NAMESPACE],
      cell: (object, { count, coverage }) => countCell(count('listenerRoutes', object), coverage('routes')),
    },
    conditionColumn('ACCEPTED', 'Accepted'),
    conditionColumn('PROGRAMMED', 'Programmed'),
    { ...conditionColumn('RESOLVED', 'ResolvedRefs'), wide: true },
    { ...column('TLS', ({ listener }) => listener.tlsMode ?? '<none>'), wide: true },
    { ...column('ALLOWED ROUTES', allowedRoutes), wide: true },
    {
      ...column('KINDS', ({ listener }) =>
        cutList(
          readAllowedKinds(listener).map(({ kind }) => kind),
          true,
        ),
      ),
      wide: true,
    },
  ],
};

function column(name: string, cellOf: (entry: ListenerEntry) => Cell): Column {
  return {
    name,
    cell(object) {
      const entry = listenerEntryOf(object);
      return entry === undefined ? '<unknown>' : cellOf(entry);
    },
  };
}

/** What the controller wrote of the listener itself. */
function conditionColumn(name: string, type: 'Accepted' | 'Programmed' | 'ResolvedRefs'): Column {
  return {
    ...column(name, ({ holder, listener }) => {
      const reported = readListenerStatuses(holder).find((status) => status.name === listener.name);
      return statusCell(statusOf(reported?.conditions ?? [], type, generationOf(holder)));
    }),
    computes: type,
  };
}

function allowedRoutes({ listener }: ListenerEntry): string {
  const selector = readPath(listener.source, 'allowedRoutes', 'namespaces', 'selector');
  return namespacesText(listener.allowedNamespaces, selector);
}

function textOrNone(text: string): string {
  return text === '' ? '<none>' : text;
}
