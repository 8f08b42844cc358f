import { GATEWAY, SERVICE } from '../../gateway-api/kinds.ts';
import { refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { HostTable } from '../host-table.ts';
import { kindsAt } from '../listener-rows.ts';
import type { RoutedRequest } from '../routed-request.ts';
import type { RoutingWorld } from '../routing-world.ts';
import type { RowKind } from '../row.ts';
import { noAnswer } from '../trace.ts';
import type { Trace } from '../trace.ts';
import { traceRequest } from '../trace-request.ts';

/** Where requests come in, on both sides of a difference: a Gateway, or in a mesh a port of a Service. */
export interface Place {
  readonly parent: ObjectRef;
  /** In a mesh. */
  readonly port?: number | undefined;
  readonly clientNamespace?: string | undefined;
}

/** The rows of one kind of route at one listener, or at a port of a Service. */
export interface SideTable {
  readonly table: HostTable;
  readonly kind: RowKind;
  readonly port: number;
  readonly isSecure: boolean;
  /** Of the listener; undefined: any. */
  readonly hostname: string | undefined;
}

/** What a place serves on one side. */
export interface Side {
  readonly tables: readonly SideTable[];
  /** What becomes of a request there. */
  trace(request: RoutedRequest): Trace;
  /** The hostname of the listener that a trace came to. */
  listenerHostname(trace: Trace): string | undefined;
}

const KINDS: readonly RowKind[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];
const NOTHING_TOLD = { looked: 0, told: 0 };

/** What a place serves in a world. @param isGone whether what is not there is known to be gone. */
export function sideOf(world: RoutingWorld, place: Place, isGone: boolean): Side {
  const { parent, clientNamespace } = place;
  const hostnames = new Map<string, string | undefined>();
  return {
    tables: sameGroupKind(parent, SERVICE) ? meshTables(world, place) : gatewayTables(world, parent, hostnames),
    trace(request) {
      const [trace] = traceRequest(
        world,
        { request: { ...request, clientNamespace }, parent, address: undefined },
        NOTHING_TOLD,
      );
      if (trace === undefined) throw new Error('a request has no answer');
      if (!isGone || trace.outcome.reason?.code !== 'parentNotRead') return trace;
      return { ...trace, outcome: noAnswer('refused', trace.outcome.reason, { of: parent }) };
    },
    listenerHostname: ({ listener }) => (listener === undefined ? undefined : hostnames.get(refKey(listener))),
  };
}

function gatewayTables(
  world: RoutingWorld,
  ref: ObjectRef,
  hostnames: Map<string, string | undefined>,
): readonly SideTable[] {
  const lookup = world.snapshot.find(ref);
  if (lookup.state !== 'found') return [];
  const tables: SideTable[] = [];
  for (const own of world.gateway(lookup.object).listeners) {
    const { port = 0, protocol, hostname } = own.listener;
    hostnames.set(refKey(own.ref), hostname || undefined);
    if (own.serving.state === 'no') continue;
    const isSecure = protocol === 'HTTPS' || protocol === 'TLS';
    for (const kind of kindsAt(own)) {
      tables.push({ table: own.table(kind), kind, port, isSecure, hostname: hostname || undefined });
    }
  }
  return tables;
}

function meshTables(world: RoutingWorld, { parent, port = 0, clientNamespace }: Place): readonly SideTable[] {
  const lookup = world.snapshot.find(parent);
  if (lookup.state !== 'found') return [];
  const mesh = world.mesh(lookup.object, port, clientNamespace);
  return KINDS.map((kind) => ({ table: mesh.table(kind), kind, port, isSecure: false, hostname: undefined }));
}

/**
 * Whether an object that the other side has, and this one has not, is gone: of files of one origin it is, and where the place was
 * read whole. Beside a cluster, what files lack may stand elsewhere.
 */
export function isGoneFrom(snapshot: Snapshot, other: Snapshot, ref: ObjectRef): boolean {
  const lookup = snapshot.find(ref);
  if (lookup.state !== 'unknown') return lookup.state === 'missing';
  return snapshot.origin === other.origin && isReadWhole(snapshot, ref);
}

function isReadWhole(snapshot: Snapshot, ref: GroupKind & Pick<ObjectRef, 'namespace'>): boolean {
  return snapshot.isComplete(ref) || (ref.namespace !== undefined && snapshot.isComplete(ref, ref.namespace));
}

/** The Gateways of a side. */
export function gatewayRefs({ snapshot }: RoutingWorld): readonly ObjectRef[] {
  return snapshot.list(GATEWAY).map(refOf);
}
