import type { GatewayTable, ListenerTable } from './gateway-table.ts';
import type { Row, RowKind } from './row.ts';

/** A match of an attached route, at one listener and hostname. */
export interface AttachedMatch {
  readonly row: Row;
  readonly gateway: GatewayTable;
  readonly listener: ListenerTable;
  /** What the listener and the route share; `*`: any. */
  readonly hostname: string;
}

const KINDS: readonly RowKind[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/** Every match of the routes that are attached to a Gateway, once for each listener and hostname that it is served under. */
export function* attachedMatches(gateway: GatewayTable): Generator<AttachedMatch> {
  for (const listener of gateway.listeners) {
    if (listener.serving.state === 'no') continue;
    for (const kind of KINDS) {
      for (const { hostname, index } of listener.table(kind).entries()) {
        for (const { row } of index.rows) yield { row, gateway, listener, hostname };
      }
    }
  }
}
