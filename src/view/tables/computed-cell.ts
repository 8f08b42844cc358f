import type { KubernetesObject } from '../../model/object.ts';
import { cutList } from '../../text/cut-list.ts';
import type { Cell, Column, TableContext } from '../table.ts';
import { statusCell } from './status-cell.ts';

/** What is said once of a list that has marked cells. */
export const COMPUTED_NOTE = '* computed by gwctl: the files hold no status';

/** The cell of a column: of an object without a status what gwctl computes, marked. */
export function cellOf({ computes, cell }: Column, object: KubernetesObject, context: TableContext): Cell {
  const computed = computes === undefined ? undefined : context.computed?.(object);
  if (computes === undefined || computed === undefined) return cell(object, context);
  if (computes !== 'addresses') return marked(statusCell(computed[computes]));
  return computed.addresses.length === 0 ? cell(object, context) : `${cutList(computed.addresses, context.wide)}*`;
}

function marked(cell: Cell): Cell {
  return typeof cell === 'string' ? `${cell}*` : { ...cell, text: `${cell.text}*` };
}
