import { CannotRunError } from '../model/errors.ts';
import type { GatewayTable, ListenerTable } from './gateway-table.ts';
import { planRule } from './plan-rule.ts';
import type { RuleUse } from './plan-rule.ts';
import type { MeshTable } from './mesh-table.ts';
import type { RoutingWorld } from './routing-world.ts';
import type { RowKind } from './row.ts';
import type { RulePlan } from './rule-plan.ts';
import { tablesOf, witnessesOf } from './witnesses.ts';
import type { Witness } from './witnesses.ts';

/** A row with whether it is reached and where it leads. */
export interface TableRow extends Witness {
  readonly plan: RulePlan;
}

const KINDS_OF_PROTOCOL: ReadonlyMap<string, readonly RowKind[]> = new Map([
  ['HTTP', ['HTTPRoute', 'GRPCRoute']],
  ['HTTPS', ['HTTPRoute', 'GRPCRoute']],
  ['TLS', ['TLSRoute']],
  ['TCP', ['TCPRoute']],
  ['UDP', ['UDPRoute']],
]);

/** The kinds of routes that a listener can have. */
export function kindsAt({ listener }: ListenerTable): readonly RowKind[] {
  return KINDS_OF_PROTOCOL.get(listener.protocol) ?? [];
}

/** How the rules of routes are reached at a listener. */
export function ruleUseAt(gateway: GatewayTable, { ref, listener }: ListenerTable): RuleUse {
  const isPassthrough = listener.protocol === 'TLS' && listener.tlsMode === 'Passthrough';
  const isPlain = listener.protocol === 'TCP' || listener.protocol === 'UDP';
  return {
    parent: gateway.ref,
    listener: ref,
    needsGrant: true,
    usesBackendTls: !isPassthrough && !isPlain,
  };
}

/** More rows than these would fit in no memory: each listener has one for every match and hostname of each route at it. */
const MOST_ROWS = 500_000;

/**
 * Whole tables are only made where they are of a size that anybody could read.
 * @throws CannotRunError for more rows than that.
 */
export function checkRows(gateway: GatewayTable, listeners: readonly ListenerTable[] = gateway.listeners): void {
  const rows = rowsBeyond(listeners);
  if (rows === undefined) return;
  const { namespace = '', name } = gateway.ref;
  const [count, most] = [rows, MOST_ROWS].map((number) => number.toLocaleString('en'));
  throw new CannotRunError(
    `error: the table of gateway ${namespace}/${name} has ${count} rows, more than ${most}: ask for one listener, as in table gateway/${name}#LISTENER`,
  );
}

/** How many rows listeners have together, where they are too many for a whole table. */
export function rowsBeyond(listeners: readonly ListenerTable[]): number | undefined {
  let rows = 0;
  for (const own of listeners) for (const kind of kindsAt(own)) rows += own.countRows(kind);
  return rows > MOST_ROWS ? rows : undefined;
}

/** What reaches the rows of a listener, kind by kind, each in the order in which they win. */
export function listenerWitnesses(gateway: GatewayTable, own: ListenerTable): readonly Witness[] {
  return kindsAt(own).flatMap((kind) => witnessesOf(tablesOf(gateway, own, kind)));
}

/** The rows of a listener, kind by kind, each in the order in which they win. */
export function listenerRows(world: RoutingWorld, gateway: GatewayTable, own: ListenerTable): readonly TableRow[] {
  const use = ruleUseAt(gateway, own);
  return listenerWitnesses(gateway, own).map((witness) => ({ ...witness, plan: planRule(world, witness.row, use) }));
}

const MESH_KINDS: readonly RowKind[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/** The rows that act on clients of a port of a Service. */
export function meshRows(world: RoutingWorld, mesh: MeshTable, port: number): readonly TableRow[] {
  const use: RuleUse = { parent: mesh.ref, listener: undefined, needsGrant: false, usesBackendTls: true };
  return MESH_KINDS.flatMap((kind) =>
    witnessesOf({
      table: mesh.table(kind),
      kind,
      port,
      isSecure: false,
      otherHostnames: new Set(),
      otherListener: () => undefined,
    }).map((witness) => ({ ...witness, plan: planRule(world, witness.row, use) })),
  );
}
