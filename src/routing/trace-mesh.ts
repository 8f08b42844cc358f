import { SERVICE } from '../gateway-api/kinds.ts';
import { readServicePorts } from '../gateway-api/service-port.ts';
import { countEndpoints } from '../graph/resolve/count-endpoints.ts';
import type { KubernetesObject } from '../model/object.ts';
import type { MeshTable } from './mesh-table.ts';
import type { Explain } from './near-rows.ts';
import { speaksHttp } from './routed-request.ts';
import type { RoutedRequest } from './routed-request.ts';
import type { RoutingWorld } from './routing-world.ts';
import type { RowKind } from './row.ts';
import { noAnswer } from './trace.ts';
import type { Outcome, Trace } from './trace.ts';
import { followConnection } from './trace-connection.ts';
import { traceRule } from './trace-rule.ts';

/** Follows a request of a client in a mesh to a Service: by the routes that act on that client, else to the Service itself. */
export function traceMesh(
  world: RoutingWorld,
  service: KubernetesObject,
  request: RoutedRequest,
  explain: Explain,
): Trace {
  const table = world.mesh(service, request.port, request.clientNamespace);
  const { ref, from } = table;
  const way: Trace = {
    request,
    parent: ref,
    controller: undefined,
    features: new Set(),
    listener: undefined,
    route: undefined,
    rule: undefined,
    match: undefined,
    choice: undefined,
    outcome: noAnswer('unknown', { code: 'meshDefault', service: ref }),
    decided: [
      {
        step: 'address',
        fact: {
          code: 'serviceReached',
          service: ref,
          port: request.port,
          from,
          clientNamespace: request.clientNamespace,
        },
        of: ref,
      },
    ],
    rejected: [],
    notes: request.clientNamespace === undefined ? [{ code: 'noClientNamespace' }] : [],
  };
  const ports = readServicePorts(service);
  if (!ports.some(({ number }) => number === request.port)) {
    const reason = { code: 'servicePortNotThere', service: ref, port: request.port } as const;
    return { ...way, outcome: noAnswer('refused', reason, { of: ref, field: 'spec.ports' }) };
  }
  if (from === 'none') return { ...way, outcome: defaultOutcome(world, table, request) };
  if (!speaksHttp(request)) return traceOther(world, table, way);
  // No HTTP route acts on the port: routes of TLS or TCP take the bytes as they are.
  const kinds: readonly RowKind[] = ['HTTPRoute', 'GRPCRoute'];
  if (kinds.every((kind) => table.table(kind).entries().length === 0)) return traceOther(world, table, way);
  const tables = {
    ref,
    listener: { table: (kind: RowKind) => table.table(kind), knowsAll: () => table.knowsAll },
    others: [],
    features: way.features,
  };
  return traceRule(world, tables, way, explain);
}

function traceOther(world: RoutingWorld, table: MeshTable, way: Trace): Trace {
  const wanted: readonly RowKind[] = way.request.protocol === 'UDP' ? ['UDPRoute'] : ['TLSRoute', 'TCPRoute'];
  const kind = wanted.find((one) => table.table(one).entries().length > 0);
  if (kind === undefined) return { ...way, outcome: defaultOutcome(world, table, way.request) };
  const use = { parent: table.ref, listener: undefined, needsGrant: false, usesBackendTls: false };
  const tables = { table: table.table(kind), kind, use, knowsAll: table.knowsAll, of: undefined };
  return followConnection(world, tables, way);
}

/** Without a route the Service answers as if there were no mesh. */
function defaultOutcome({ snapshot }: RoutingWorld, { ref, knowsAll }: MeshTable, request: RoutedRequest): Outcome {
  const reason = { code: 'meshDefault', service: ref } as const;
  if (!knowsAll) return noAnswer('unknown', { code: 'routesNotRead', kinds: ['HTTPRoute'] }, { of: ref });
  const ready = countEndpoints(snapshot, ref)?.ready;
  const isHttp = speaksHttp(request);
  return {
    state: 'answered',
    statusCode: isHttp ? 200 : undefined,
    grpcStatus: request.protocol === 'GRPC' ? 0 : undefined,
    reason,
    backends: [
      {
        ref: { ...SERVICE, namespace: ref.namespace, name: ref.name },
        port: request.port,
        weight: 1,
        share: 1,
        field: '',
        targetPort: undefined,
        readyEndpoints: ready,
        appProtocol: undefined,
        tlsHostname: undefined,
        rewritten: undefined,
        requestHeaders: undefined,
        responseHeaders: undefined,
      },
    ],
    failing: [],
    mirrors: [],
  };
}
