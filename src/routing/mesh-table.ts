import { GRPC_ROUTE, HTTP_ROUTE, TCP_ROUTE, TLS_ROUTE, UDP_ROUTE } from '../gateway-api/kinds.ts';
import { attachRoute } from '../graph/attach/attach-route.ts';
import { ANY_HOSTNAME } from '../graph/attach/hostname.ts';
import { claimantsOf, knowsClaimants } from '../graph/resolve/route-claims.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { refOf } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { compileRows } from './compile-rows.ts';
import { HostTable } from './host-table.ts';
import type { CompilePattern } from './pattern.ts';
import { sortRows } from './precedence.ts';
import type { Row, RowKind } from './row.ts';

/** What clients of one namespace find at a port of a Service in a mesh. */
export interface MeshTable {
  readonly service: KubernetesObject;
  readonly ref: ObjectRef;
  /** Whose routes apply: the client's own, else those of the Service's namespace; none where no route applies. */
  readonly from: 'consumer' | 'producer' | 'none';
  table(kind: RowKind): HostTable;
  /** Whether every route that could apply was read. */
  readonly knowsAll: boolean;
}

const KINDS: readonly GroupKind[] = [HTTP_ROUTE, GRPC_ROUTE, TLS_ROUTE, TCP_ROUTE, UDP_ROUTE];

/**
 * The routes that act on the clients of a Service: those of the client's namespace where it has any, otherwise those of the
 * Service's own; the two are never mixed (GEP-1294). Hostnames are not interpreted there.
 */
export function meshTable(
  snapshot: Snapshot,
  service: KubernetesObject,
  port: number,
  clientNamespace: string | undefined,
  compile: CompilePattern,
): MeshTable {
  const consumer: KubernetesObject[] = [];
  const producer: KubernetesObject[] = [];
  for (const route of claimantsOf(snapshot, service)) {
    const applies = attachRoute(snapshot, route).some(
      ({ parent, accepted, ports }) => parent === service && accepted.status === 'True' && ports.includes(port),
    );
    if (!applies) continue;
    const namespace = namespaceOf(route);
    if (namespace === namespaceOf(service)) producer.push(route);
    else if (namespace === clientNamespace) consumer.push(route);
  }
  const routes = consumer.length > 0 ? consumer : producer;
  const tables = new Map<RowKind, HostTable>();
  for (const [kind, rows] of Map.groupBy(
    routes.flatMap((route) => compileRows(route, compile)),
    ({ kind: of }) => of,
  )) {
    tables.set(kind, indexRows(rows));
  }
  return {
    service,
    ref: refOf(service),
    from: consumer.length > 0 ? 'consumer' : producer.length > 0 ? 'producer' : 'none',
    table: (kind) => tables.get(kind) ?? EMPTY,
    knowsAll: KINDS.every((kind) => knowsClaimants(snapshot, kind, service)),
  };
}

const EMPTY = new HostTable();

function indexRows(rows: readonly Row[]): HostTable {
  const table = new HostTable();
  for (const [rank, row] of sortRows(rows).entries()) {
    table.add(ANY_HOSTNAME, ANY_HOSTNAME, { row, rank, unsure: false });
  }
  return table;
}
