import type { Listener } from '../gateway-api/gateway.ts';
import { readSupportedFeatures } from '../gateway-api/gateway.ts';
import { GATEWAY_CLASS, GRPC_ROUTE, HTTP_ROUTE, TCP_ROUTE, TLS_ROUTE, UDP_ROUTE } from '../gateway-api/kinds.ts';
import { admittedListenerSets, knowsListenerSets } from '../graph/attach/listener-set-admission.ts';
import { controllerOf } from '../graph/attach/controller-of.ts';
import { knowsClaimants } from '../graph/resolve/route-claims.ts';
import { listenerStates } from '../graph/status/listener-status.ts';
import type { KubernetesObject } from '../model/object.ts';
import { namespaceOf } from '../model/object.ts';
import { readPath, readString } from '../model/read.ts';
import { refOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { attachedRoutes } from './attached-routes.ts';
import type { AttachedRoute } from './attached-routes.ts';
import { compileRows } from './compile-rows.ts';
import { HostTable } from './host-table.ts';
import type { CompilePattern } from './pattern.ts';
import { sortRows } from './precedence.ts';
import type { Row, RowKind } from './row.ts';
import { servingOf } from './serving.ts';
import type { Serving } from './serving.ts';

/** A listener with the routes that it serves, indexed. */
export interface ListenerTable {
  /** The Gateway or ListenerSet that holds it. */
  readonly holder: KubernetesObject;
  /** Of the holder, with the listener's name as section. */
  readonly ref: ObjectRef;
  readonly listener: Listener;
  readonly serving: Serving;
  /** The rows of one kind of route; empty for kinds that it takes no routes of. */
  table(kind: RowKind): HostTable;
  /** How many rows that table has, without making it. */
  countRows(kind: RowKind): number;
  /** Whether every route of these kinds that could attach was read. */
  knowsAll(kind: RowKind): boolean;
}

/** What a Gateway serves. */
export interface GatewayTable {
  readonly gateway: KubernetesObject;
  readonly ref: ObjectRef;
  /** Undefined where the class is not known. */
  readonly controller: string | undefined;
  /** The features that the class says its controller supports; empty where it says nothing. */
  readonly features: ReadonlySet<string>;
  /** Its own listeners, then those of the ListenerSets that it admits. */
  readonly listeners: readonly ListenerTable[];
  /** Whether all ListenerSets that could be part of it were read. */
  readonly knowsListenerSets: boolean;
}

const KINDS: Readonly<Record<RowKind, GroupKind>> = {
  HTTPRoute: HTTP_ROUTE,
  GRPCRoute: GRPC_ROUTE,
  TLSRoute: TLS_ROUTE,
  TCPRoute: TCP_ROUTE,
  UDPRoute: UDP_ROUTE,
};

/** The ordered tables of a Gateway. Routes of a kind are read, and a listener is indexed, when they are asked for. */
export function gatewayTable(snapshot: Snapshot, gateway: KubernetesObject, compile: CompilePattern): GatewayTable {
  const holders = [gateway, ...admittedListenerSets(snapshot, gateway)];
  const rankedOf = memo((kind: RowKind) => rankRows(snapshot, holders, kind, compile));
  return {
    gateway,
    ref: refOf(gateway),
    controller: controllerOf(snapshot, gateway),
    features: featuresOf(snapshot, gateway),
    listeners: holders.flatMap((holder) =>
      listenerStates(snapshot, holder).map((state): ListenerTable => {
        const { listener, supportedKinds } = state;
        const takes = (kind: RowKind): boolean => supportedKinds.some((one) => sameGroupKind(one, KINDS[kind]));
        return {
          holder,
          ref: { ...refOf(holder), section: listener.name },
          listener,
          serving: servingOf(snapshot, holder, state),
          table: memo((kind: RowKind) => (takes(kind) ? indexListener(rankedOf(kind), listener) : EMPTY)),
          countRows: (kind) => (takes(kind) ? countAt(rankedOf(kind), listener) : 0),
          knowsAll: (kind) => !takes(kind) || knowsRoutes(snapshot, holder, listener, kind),
        };
      }),
    ),
    knowsListenerSets: knowsListenerSets(snapshot, gateway),
  };
}

const EMPTY = new HostTable();

interface Ranked {
  readonly attached: ReadonlyMap<Listener, readonly AttachedRoute[]>;
  readonly rowsOf: ReadonlyMap<KubernetesObject, readonly Row[]>;
  /** In the order in which they win. */
  readonly rows: readonly Row[];
}

function countAt({ attached, rowsOf }: Ranked, listener: Listener): number {
  const routes = attached.get(listener) ?? [];
  return routes.reduce((sum, { route, hostnames }) => sum + hostnames.length * (rowsOf.get(route)?.length ?? 0), 0);
}

/** Every row of a kind at any listener of the Gateway, compiled once and in the order in which rows win. */
function rankRows(
  snapshot: Snapshot,
  holders: readonly KubernetesObject[],
  kind: RowKind,
  compile: CompilePattern,
): Ranked {
  const attached = new Map(holders.flatMap((holder) => [...attachedRoutes(snapshot, holder, [KINDS[kind]])]));
  const rowsOf = new Map<KubernetesObject, readonly Row[]>();
  for (const routes of attached.values()) {
    for (const { route } of routes) if (!rowsOf.has(route)) rowsOf.set(route, compileRows(route, compile));
  }
  return { attached, rowsOf, rows: sortRows([...rowsOf.values()].flat()) };
}

function indexListener({ attached, rows }: Ranked, listener: Listener): HostTable {
  const table = new HostTable();
  const routes = new Map((attached.get(listener) ?? []).map((one) => [one.route, one]));
  if (routes.size === 0) return table;
  for (const [rank, row] of rows.entries()) {
    const own = routes.get(row.route);
    if (own === undefined) continue;
    const ranked = { row, rank, unsure: own.unsure };
    for (const { shared, written } of own.hostnames) table.add(shared, written, ranked);
  }
  return table;
}

function knowsRoutes(snapshot: Snapshot, holder: KubernetesObject, listener: Listener, kind: RowKind): boolean {
  const namespace = listener.allowedNamespaces === 'Same' ? namespaceOf(holder) : undefined;
  const type = KINDS[kind];
  if (namespace !== undefined && snapshot.isComplete(type, namespace)) return true;
  return knowsClaimants(snapshot, type, holder);
}

function featuresOf(snapshot: Snapshot, gateway: KubernetesObject): ReadonlySet<string> {
  const name = readString(readPath(gateway, 'spec', 'gatewayClassName'));
  const lookup = name === undefined ? undefined : snapshot.find({ ...GATEWAY_CLASS, name });
  return new Set(lookup?.state === 'found' ? readSupportedFeatures(lookup.object) : []);
}

/** Works an answer out when it is asked for, once for each key. */
function memo<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key) ?? { value: make(key) };
    known.set(key, found);
    return found.value;
  };
}
