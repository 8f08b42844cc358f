import type {
  ListenerRoutes,
  RouteTableBackend,
  RouteTableField,
  RouteTableRow,
  RouteTableShadow,
} from '../documents/route-table.ts';
import { namespaceOf } from '../model/object.ts';
import type { JsonRecord } from '../model/read.ts';
import { wholeOf } from '../model/ref.ts';
import { nameListener } from '../routing/choose-listener.ts';
import type { FieldTest } from '../routing/field-test.ts';
import type { GatewayTable, ListenerTable } from '../routing/gateway-table.ts';
import { kindsAt } from '../routing/listener-rows.ts';
import type { TableRow } from '../routing/listener-rows.ts';
import type { MeshTable } from '../routing/mesh-table.ts';
import { decide } from '../routing/precedence.ts';
import { isAddress } from '../routing/routed-request.ts';
import type { RoutedRequest } from '../routing/routed-request.ts';
import { filterText } from './describe/filter-text.ts';
import { WINS, shortListener } from './say/routing-words.ts';
import { nodeText } from './say/paths.ts';
import { say } from './say/say.ts';
import { tracedRequest } from './trace.ts';
import { withoutAbsent } from './without-absent.ts';

/** The rows of a listener as a document. */
export function listenerRoutes(
  { ref: parent }: GatewayTable,
  own: ListenerTable,
  rows: readonly TableRow[],
): ListenerRoutes {
  const { listener, serving, ref } = own;
  return withoutAbsent<ListenerRoutes>({
    parent,
    listener: ref,
    port: listener.port,
    protocol: listener.protocol,
    hostname: listener.hostname,
    serves: serving.state,
    reason: serving.state === 'yes' ? undefined : say(serving.because),
    isComplete: kindsAt(own).every((kind) => own.knowsAll(kind)),
    rows: rows.map((row) => tableRow(row, serving.state === 'no')),
  });
}

/** The rows of a port of a Service as a document. */
export function meshRoutes(
  { ref: parent, knowsAll }: MeshTable,
  port: number,
  clientNamespace: string | undefined,
  rows: readonly TableRow[],
): ListenerRoutes {
  return withoutAbsent<ListenerRoutes>({
    parent,
    port,
    clientNamespace,
    serves: 'yes',
    isComplete: knowsAll,
    rows: rows.map((row) => tableRow(row, false)),
  });
}

function tableRow({ row, hostname, written, reach, plan, unsure }: TableRow, isIdle: boolean): RouteTableRow {
  const { rule, match, path, method, grpcService, grpcMethod, headers, query, ref, kind, route } = row;
  const isGrpc = kind === 'GRPCRoute' && (grpcService !== undefined || grpcMethod !== undefined);
  const request = 'request' in reach ? reach.request : undefined;
  return withoutAbsent<RouteTableRow>({
    hostname,
    written: written === hostname ? undefined : written,
    route: ref,
    rule: withoutAbsent({ index: rule.index, name: rule.name }),
    match,
    path: path === undefined ? undefined : { type: path.type, value: path.value === '' ? '/' : path.value },
    method,
    grpc: isGrpc
      ? withoutAbsent({
          type: (grpcService ?? grpcMethod)?.type ?? 'Exact',
          service: grpcService?.value,
          method: grpcMethod?.value,
        })
      : undefined,
    headers: headers.length === 0 ? undefined : headers.map(tableField),
    query: query.length === 0 ? undefined : query.map(tableField),
    filters: rule.filters.map((filter) => filterText(filter, namespaceOf(route))),
    backends: tableBackends(plan),
    problem: plan.nothing === undefined || answersItself(rule.filters) ? undefined : say(plan.nothing),
    url: reach.state === 'reached' ? urlOf(reach.request) : undefined,
    reached: isIdle ? 'no' : reach.state === 'unknown' || unsure ? 'unknown' : reach.state === 'reached' ? 'yes' : 'no',
    witness: request === undefined || isIdle ? undefined : tracedRequest(request),
    shadowedBy: shadowOf({ row, reach, written }),
  });
}

/** Whether a filter answers, so that no backend is needed. */
function answersItself(filters: readonly JsonRecord[]): boolean {
  return filters.some(({ type }) => type === 'RequestRedirect');
}

function tableField({ name, test }: FieldTest): RouteTableField {
  return { name, type: test.type, value: test.value };
}

/** The rows of a rule at every listener share them. */
const backendsOf = new WeakMap<TableRow['plan']['backends'], readonly RouteTableBackend[]>();

function tableBackends(plan: TableRow['plan']): readonly RouteTableBackend[] {
  const known = backendsOf.get(plan.backends);
  if (known !== undefined) return known;
  const made = makeBackends(plan);
  backendsOf.set(plan.backends, made);
  return made;
}

/** In the order of the rule, those that cannot be used among them. */
function makeBackends({ backends, failing }: TableRow['plan']): readonly RouteTableBackend[] {
  const usable = backends.map(({ ref, port, weight, share, field }) => ({
    field,
    ref,
    port,
    weight,
    share,
    problem: undefined,
  }));
  const broken = failing.map(({ field, share, reason, backend }) => ({
    field,
    ref: backend.ref,
    port: backend.port,
    weight: backend.weight,
    share,
    problem: say(reason),
  }));
  return [...usable, ...broken]
    .toSorted((a, b) => indexIn(a.field) - indexIn(b.field))
    .map(({ ref: { group, kind, namespace, name }, port, weight, share, problem }) =>
      withoutAbsent<RouteTableBackend>({ group, kind, namespace, name, port, weight, share, problem }),
    );
}

function indexIn(field: string): number {
  return Number(/backendRefs\[(\d+)\]/.exec(field)?.[1] ?? 0);
}

/** What a browser can open: a GET without headers. */
function urlOf(request: RoutedRequest): string | undefined {
  const { protocol, method, scheme, host, port, path, headers } = request;
  if ((protocol !== 'HTTP' && protocol !== 'HTTPS') || method !== 'GET' || headers.length > 0 || isAddress(host)) {
    return undefined;
  }
  const usual = (scheme === 'https' && port === 443) || (scheme === 'http' && port === 80);
  return `${scheme}://${host}${usual ? '' : `:${port}`}${path}`;
}

function shadowOf({ row, reach, written }: Pick<TableRow, 'row' | 'reach' | 'written'>): RouteTableShadow | undefined {
  if (reach.state === 'elsewhere') {
    const { ref } = reach.listener;
    return { by: ref, text: `${shortListener(nameListener(reach.listener))} takes the hostname` };
  }
  const by = reach.state === 'shadowed' || reach.state === 'unknown' ? reach.by : undefined;
  if (by === undefined) return undefined;
  const isByHostname = reach.state === 'shadowed' && reach.written !== written;
  const why = WINS[isByHostname ? 'hostname' : decide(by, row).by];
  const verb = reach.state === 'unknown' ? 'may win' : 'wins';
  return {
    by: wholeOf(by.ref),
    rule: by.rule.index,
    text: `rule ${by.rule.index} of ${nodeText(by.ref)} ${verb}: ${why}`,
  };
}
