import { chooseListener } from './choose-listener.ts';
import { freshHost, freshWords, sampleOf } from './fresh-names.ts';
import type { FreshWords } from './fresh-names.ts';
import type { FieldTest, TextTest } from './field-test.ts';
import type { GatewayTable, ListenerTable } from './gateway-table.ts';
import type { HostTable } from './host-table.ts';
import { makeRequest } from './make-request.ts';
import type { RequestParts } from './make-request.ts';
import { matchInput } from './match-input.ts';
import type { RequestProtocol, RoutedRequest } from './routed-request.ts';
import type { Row, RowKind } from './row.ts';

/** Whether a row is ever reached, and the request that shows it. */
export type Reach =
  /** The request reaches the row. */
  | { readonly state: 'reached'; readonly request: RoutedRequest }
  /** Every request that matches is answered by another row, as this one. */
  | { readonly state: 'shadowed'; readonly by: Row; readonly written: string; readonly request: RoutedRequest }
  /** Every request for the hostname comes to another listener. */
  | { readonly state: 'elsewhere'; readonly listener: ListenerTable; readonly request: RoutedRequest }
  /** An expression decides, and no request was found that settles it. */
  | { readonly state: 'unknown'; readonly by: Row | undefined };

/** A row under one hostname of a listener, or of a Service in a mesh. */
export interface Witness {
  readonly hostname: string;
  /** The hostname as the route wrote it. */
  readonly written: string;
  readonly row: Row;
  /** Whether the route is only known to attach perhaps. */
  readonly unsure: boolean;
  readonly reach: Reach;
}

/** Where rows are looked up. */
export interface WitnessTables {
  readonly table: HostTable;
  readonly kind: RowKind;
  readonly port: number;
  readonly isSecure: boolean;
  /** The hostnames that other listeners of the port have. */
  readonly otherHostnames: ReadonlySet<string>;
  /** The listener that a request comes to; undefined where it is the own one. */
  readonly otherListener: (request: RoutedRequest) => ListenerTable | undefined;
}

/** The tables of one kind of route at a listener. */
export function tablesOf(gateway: GatewayTable, own: ListenerTable, kind: RowKind): WitnessTables {
  const { listener } = own;
  return {
    table: own.table(kind),
    kind,
    port: listener.port ?? 0,
    isSecure: listener.protocol === 'HTTPS' || listener.protocol === 'TLS',
    otherHostnames: hostnamesOf(gateway.listeners),
    otherListener: (request) => {
      const { chosen } = chooseListener(gateway.listeners, request);
      return chosen === own ? undefined : chosen;
    },
  };
}

/** Every listener's tables are asked with them. */
const knownHostnames = new WeakMap<readonly ListenerTable[], ReadonlySet<string>>();

function hostnamesOf(listeners: readonly ListenerTable[]): ReadonlySet<string> {
  const known = knownHostnames.get(listeners);
  if (known !== undefined) return known;
  const hostnames = new Set(listeners.flatMap(({ listener }) => listener.hostname ?? []));
  knownHostnames.set(listeners, hostnames);
  return hostnames;
}

/**
 * For every row a request that reaches it, or who answers in its place: in the order in which rows win. Where no expression is
 * involved the answer is exact: the request asks for what the row asks for and for nothing more (its own headers and parameters, a
 * host, method and path that no other row names), so that who matches it as well matches everything that the row does.
 */
export function witnessesOf(tables: WitnessTables): readonly Witness[] {
  const own = new Set(tables.table.entries().map(({ hostname }) => hostname));
  const hostnames = { has: (hostname: string) => own.has(hostname) || tables.otherHostnames.has(hostname) };
  const fresh = freshWords(wordsIn(tables.table));
  const witnesses: Witness[] = [];
  const seen = new Map<string, Set<Row>>();
  for (const { hostname, written, index } of tables.table.entries()) {
    const host = freshHost(hostname, hostnames);
    const rows = seen.get(hostname) ?? new Set();
    seen.set(hostname, rows);
    for (const { row, unsure } of index.rows) {
      // A route that wrote two hostnames which a listener narrows to one stands there once.
      if (rows.has(row)) continue;
      rows.add(row);
      witnesses.push({ hostname, written, row, unsure, reach: reachOf(row, host, fresh, tables) });
    }
  }
  return witnesses;
}

/** Every element of a path, gRPC name and method that a row asks for: fresh ones are none of them. */
export function wordsIn(table: HostTable): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { index } of table.entries()) {
    for (const { row } of index.rows) {
      for (const word of (row.path?.value ?? '').split('/')) words.add(word);
      for (const test of [row.grpcService, row.grpcMethod]) if (test !== undefined) words.add(test.value);
      if (row.method !== undefined) words.add(row.method);
    }
  }
  return words;
}

function reachOf(row: Row, host: string, fresh: FreshWords, tables: WitnessTables): Reach {
  let last: Reach = { state: 'unknown', by: undefined };
  for (const request of requestsFor(row, host, fresh, tables)) {
    const other = tables.otherListener(request);
    if (other !== undefined) {
      last = { state: 'elsewhere', listener: other, request };
      continue;
    }
    const hit = tables.table.best(row.kind === 'TLSRoute' ? (request.sni ?? '') : request.host, matchInput(request));
    const winner = hit?.ranked.row;
    if (winner === row) return { state: 'reached', request };
    if (hit === undefined || winner === undefined) continue;
    last =
      hasExpression(row) || hasExpression(winner)
        ? { state: 'unknown', by: winner }
        : { state: 'shadowed', by: winner, written: hit.written, request };
  }
  return last;
}

function protocolOf(kind: RowKind, isSecure: boolean): RequestProtocol {
  switch (kind) {
    case 'HTTPRoute':
      return isSecure ? 'HTTPS' : 'HTTP';
    case 'GRPCRoute':
      return 'GRPC';
    case 'TLSRoute':
      return 'TLS';
    case 'TCPRoute':
      return 'TCP';
    case 'UDPRoute':
      return 'UDP';
  }
}

/** Whether what a row matches is not exactly known. */
export function hasExpression({ path, grpcService, grpcMethod, headers, query }: Row): boolean {
  const fields = [...headers, ...query].map(({ test }) => test);
  return [path?.text, grpcService, grpcMethod, ...fields].some((test) => test?.type === 'RegularExpression');
}

/** Requests for a row at a host, the one that reads best first and the one that asks for least of what others name last. */
export function* requestsFor(
  row: Row,
  host: string,
  fresh: FreshWords,
  { port, isSecure }: Pick<WitnessTables, 'port' | 'isSecure'>,
): Generator<RoutedRequest> {
  for (const parts of candidates(row, fresh)) {
    const protocol = protocolOf(row.kind, isSecure);
    yield makeRequest({ ...parts, host, port, protocol, scheme: isSecure ? 'https' : 'http' });
  }
}

/** What a request asks for of what a row does. */
function* candidates(row: Row, fresh: FreshWords): Generator<RequestParts> {
  const headers = row.headers.map(({ name, test }) => [name, valueFor(test)] as const);
  const query = row.query.map(queryPart).join('&');
  if (row.kind === 'GRPCRoute') {
    const service = row.grpcService === undefined ? `${fresh.word}.Service` : valueFor(row.grpcService);
    yield { headers, grpc: { service, method: row.grpcMethod === undefined ? fresh.word : valueFor(row.grpcMethod) } };
    return;
  }
  const methods = row.method === undefined ? ['GET', fresh.method] : [row.method];
  for (const path of pathsFor(row, fresh.word)) {
    for (const method of methods) {
      yield { headers, method, path: query === '' ? path : `${path}?${query}` };
    }
  }
}

function pathsFor({ path }: Row, fresh: string): readonly string[] {
  if (path === undefined) return ['/'];
  if (path.type === 'Exact') return [path.value];
  if (path.type === 'PathPrefix') return [path.value === '' ? '/' : path.value, `${path.value}/${fresh}`];
  return path.text === undefined ? [] : [valueFor(path.text)];
}

function queryPart({ name, test }: FieldTest): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(valueFor(test))}`;
}

function valueFor(test: TextTest): string {
  return test.type === 'Exact' ? test.value : sampleOf(test);
}
