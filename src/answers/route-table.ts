import type { ListenerRoutes, RouteTable } from '../documents/route-table.ts';
import { GATEWAY, SERVICE } from '../gateway-api/kinds.ts';
import { readServicePorts } from '../gateway-api/service-port.ts';
import { AnswerError, CannotRunError } from '../model/errors.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindOf, refOf, sameGroupKind } from '../model/ref.ts';
import { checkRows, listenerRows, meshRows } from '../routing/listener-rows.ts';
import type { CompilePattern } from '../routing/pattern.ts';
import { routingWorld } from '../routing/routing-world.ts';
import type { RoutingWorld } from '../routing/routing-world.ts';
import { documentGaps } from '../view/document-gaps.ts';
import { listenerRoutes, meshRoutes } from '../view/route-table.ts';
import { nodeText } from '../view/say/paths.ts';
import type { World } from '../world/world.ts';
import type { WantedObject } from './effective.ts';

/** Whose tables are asked for. */
export interface RouteTableQuestion {
  /** Gateways, with a section one listener; or Services of a mesh, with a section one port. */
  readonly wanted: readonly WantedObject[];
  /** In a mesh: the namespace of the clients. */
  readonly clientNamespace: string | undefined;
}

/**
 * What wins at each listener, in order, with a request that shows it.
 * @throws AnswerError for an object that has no table, or a section that it does not have.
 */
export function routeTableOf(
  { snapshot, policyKinds, gaps }: World,
  { wanted, clientNamespace }: RouteTableQuestion,
  compile: CompilePattern,
): RouteTable {
  const world = routingWorld(snapshot, policyKinds, compile);
  let backends = 0;
  const items: ListenerRoutes[] = [];
  for (const one of wanted) {
    for (const table of tablesOn(world, one, clientNamespace)) {
      for (const row of table.rows) backends += row.backends.length;
      if (backends > MOST_BACKENDS) {
        const most = MOST_BACKENDS.toLocaleString('en');
        throw new CannotRunError(
          `error: the tables have more than ${most} backends together: ask for one listener, as in table gateway/NAME#LISTENER`,
        );
      }
      items.push(table);
    }
  }
  return {
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'RouteTable',
    items,
    gaps: documentGaps(gaps),
  };
}

/** A rule has at most 16 by the API: what is beyond these are no tables that anybody reads. */
const MOST_BACKENDS = 2_000_000;

function* tablesOn(
  world: RoutingWorld,
  { object, section }: WantedObject,
  clientNamespace: string | undefined,
): Generator<ListenerRoutes> {
  const kind = groupKindOf(object);
  if (sameGroupKind(kind, GATEWAY)) yield* gatewayTables(world, object, section);
  else if (sameGroupKind(kind, SERVICE)) yield* serviceTables(world, object, section, clientNamespace);
  else throw new AnswerError(`table shows Gateways, and Services of a mesh, not ${kind.kind}`);
}

function* gatewayTables(
  world: RoutingWorld,
  gateway: KubernetesObject,
  section: string | undefined,
): Generator<ListenerRoutes> {
  const table = world.gateway(gateway);
  const listeners = table.listeners.filter(({ listener: { name } }) => section === undefined || name === section);
  if (listeners.length === 0 && section !== undefined) {
    throw new AnswerError(`${nodeText(table.ref)} has no listener ${section}`);
  }
  checkRows(table, listeners);
  for (const own of listeners) yield listenerRoutes(table, own, listenerRows(world, table, own));
}

function serviceTables(
  world: RoutingWorld,
  service: KubernetesObject,
  section: string | undefined,
  clientNamespace: string | undefined,
): readonly ListenerRoutes[] {
  const ports = readServicePorts(service).filter(
    ({ name, number }) => section === undefined || name === section || String(number) === section,
  );
  if (ports.length === 0 && section !== undefined) {
    throw new AnswerError(`${nodeText(refOf(service))} has no port ${section}`);
  }
  return ports.flatMap(({ number }) => {
    if (number === undefined) return [];
    const mesh = world.mesh(service, number, clientNamespace);
    return [meshRoutes(mesh, number, clientNamespace, meshRows(world, mesh, number))];
  });
}
