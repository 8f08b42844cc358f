import { statusOfObject } from '../../analysis/reported-status.ts';
import type { ComputedListener } from '../../graph/graph.ts';
import { findCondition } from '../../model/conditions.ts';
import { readAddresses, readListeners, readObjectConditions } from '../../gateway-api/gateway.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readString } from '../../model/read.ts';
import { cutList } from '../../text/cut-list.ts';
import type { Cell } from '../table.ts';

/** What stands behind the name of a Gateway: its addresses, and whether its controller says that it works. */
export function statusTail(gateway: KubernetesObject | undefined): {
  readonly cells: readonly Cell[];
  readonly tail: Cell | undefined;
} {
  if (gateway === undefined) return { cells: [], tail: undefined };
  const addresses = readAddresses(gateway, 'status').flatMap(({ value }) => value ?? []);
  const conditions = readObjectConditions(gateway);
  const cells = addresses.length === 0 ? [] : [cutList(addresses, false)];
  if (conditions.length === 0) return { cells, tail: undefined };
  return { cells, tail: programmedCell(gateway) };
}

function programmedCell(gateway: KubernetesObject): Cell {
  const conditions = readObjectConditions(gateway);
  switch (statusOfObject(gateway, 'Programmed')) {
    case 'True':
      return { text: 'programmed', tone: 'good' };
    case 'False': {
      const reason = findCondition(conditions, 'Programmed')?.reason ?? '';
      return { text: `not programmed${reason === '' ? '' : `: ${reason}`}`, tone: 'bad' };
    }
    case 'Stale':
      return { text: 'programmed for an older generation', tone: 'warning' };
    case 'Pending':
      return { text: 'no controller has reported', tone: 'warning' };
    case 'Partial':
    case 'Unknown':
      return { text: 'not known whether programmed', tone: 'muted' };
  }
}

/** The controller of a class. */
export function classTail(gatewayClass: KubernetesObject | undefined): Cell {
  return gatewayClass === undefined ? '' : (readString(readPath(gatewayClass, 'spec', 'controllerName')) ?? '');
}

/** `listener https :443 HTTPS shop.example.com` */
export function listenerText(holder: KubernetesObject | undefined, { name, path }: ComputedListener): string {
  const listener =
    holder === undefined ? undefined : readListeners(holder).find(({ index }) => path === `spec.listeners[${index}]`);
  if (listener === undefined) return `listener ${name}`;
  const { port, protocol, hostname } = listener;
  return [`listener ${name}`, port === undefined ? '' : `:${port}`, protocol, hostname ?? '']
    .filter((part) => part !== '')
    .join(' ');
}

/** How many routes a listener has, of all and not only of those that are drawn. */
export function routeCount({ attachedRoutes, routes }: ComputedListener): Cell {
  if (attachedRoutes === undefined) {
    return { text: routes.length === 0 ? 'routes unknown' : `at least ${countOf(routes.length)}`, tone: 'muted' };
  }
  return attachedRoutes === 0 ? { text: 'no routes', tone: 'muted' } : countOf(attachedRoutes);
}

function countOf(routes: number): string {
  return routes === 1 ? '1 route' : `${routes} routes`;
}
