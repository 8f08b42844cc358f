import { statusOfObject } from '../../analysis/reported-status.ts';
import { readListeners } from '../../gateway-api/gateway.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { cutList } from '../../text/cut-list.ts';
import type { Cell, Column } from '../table.ts';
import { statusCell } from './status-cell.ts';

/** The ports of the listeners of a Gateway or ListenerSet, each once, in rising order; 0 means "assign one". */
export const portsColumn: Column = {
  name: 'PORTS',
  cell: (object, { wide }) => {
    const ports = readListeners(object).flatMap(({ port }) => (port === undefined || port === 0 ? [] : [port]));
    return cutList(ports.sort((a, b) => a - b).map(String), wide, 4);
  },
};

/** The names of the listeners. */
export const listenersColumn: Column = {
  name: 'LISTENERS',
  wide: true,
  cell: (object, { wide }) =>
    cutList(
      readListeners(object).map(({ name }) => name),
      wide,
    ),
};

/** A condition of the object itself. */
export function conditionCell(object: KubernetesObject, type: string): Cell {
  return statusCell(statusOfObject(object, type));
}

/** A column that shows a condition of the object itself under the condition's name. */
export function conditionColumn(type: 'Accepted' | 'Programmed'): Column {
  return { name: type.toUpperCase(), computes: type, cell: (object) => conditionCell(object, type) };
}
