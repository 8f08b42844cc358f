import { ruleSection } from '../gateway-api/section.ts';
import { ANY_HOSTNAME } from '../graph/attach/hostname.ts';
import type { Fact } from '../model/fact.ts';
import type { ObjectRef } from '../model/ref.ts';
import { nameListener } from './choose-listener.ts';
import { followRule } from './follow-rule.ts';
import type { ListenerTable } from './gateway-table.ts';
import type { HostHit, HostTable } from './host-table.ts';
import { matchInput } from './match-input.ts';
import type { MatchInput } from './match-input.ts';
import { nearRows, wonBy } from './near-rows.ts';
import type { Explain } from './near-rows.ts';
import { refusedRoutes } from './refused-routes.ts';
import type { RoutedRequest } from './routed-request.ts';
import type { RoutingWorld } from './routing-world.ts';
import type { Row, RowKind } from './row.ts';
import { rowNotes, requestNotes } from './row-notes.ts';
import { noAnswer } from './trace.ts';
import type { Outcome, RuleChoice, Trace, WayStep } from './trace.ts';

/** The tables that a request is looked up in. */
export interface RuleTables {
  /** The Gateway, or in a mesh the Service. */
  readonly ref: ObjectRef;
  /** The listener that was chosen. */
  readonly listener: Pick<ListenerTable, 'table' | 'knowsAll'> & Partial<ListenerTable>;
  /** Less specific listeners that serve the host as well: other controllers may fall through to them. */
  readonly others: readonly ListenerTable[];
  readonly features: ReadonlySet<string>;
}

/** Where the routes of which a hostname is compared as written are announced (v1.7). */
const WRITTEN_HOSTNAMES = 'GatewayRouteHostnameIntersectionPrecedence';
const ISOLATION = 'GatewayHTTPListenerIsolation';
const UNIMPLEMENTED = 12;

/** Looks up the rule that answers a request of HTTP or gRPC at the tables of a listener or Service, and follows it. */
export function traceRule(world: RoutingWorld, tables: RuleTables, way: Trace, explain: Explain): Trace {
  const { request } = way;
  const input = matchInput(request);
  // In a mesh hostnames are not interpreted: its tables have rows of any host only.
  const found = lookUp(tables.listener, request, input);
  const { hit, table, kinds } = found;
  const notes = [...way.notes, ...requestNotes(request)];
  const refused =
    tables.listener.holder === undefined ? [] : refusedRoutes(world, tables.listener, kinds, request, input, explain);
  const near = nearRows(table, request.host, input, hit, explain);
  // A route that would match, were it attached, is nearer than one that does not.
  const others = hit === undefined ? [...refused, ...near] : [...near, ...refused];
  const rejected = [...way.rejected, ...others].slice(0, explain.told);
  if (hit === undefined) {
    const unmatched = withoutRule(tables, kinds, table, request, input);
    return { ...way, ...unmatched, rejected, notes: [...notes, ...unmatched.notes] };
  }
  const { ranked, hostname, written } = hit;
  const { row } = ranked;
  const matching = matchingRows(table, request.host, input);
  const next = matching.find(({ row: other }) => other !== row);
  const by = next === undefined ? undefined : wonBy(hit, next);
  const shared = table.bestByShared(request.host, input)?.ranked.row;
  const usesExpressions = matching.some(({ row: other }) => other.path?.type === 'RegularExpression');
  const choice: RuleChoice = {
    row,
    by,
    firstHostname: table.covering(request.host),
    hostname,
    bySharedHostname: shared,
    withoutIsolation: undefined,
    usesExpressions,
  };
  const steps: WayStep[] = [];
  if (hostname !== ANY_HOSTNAME || written !== ANY_HOSTNAME) {
    const fact: Fact = { code: 'hostnameServed', host: request.host, hostname, written };
    steps.push({ step: 'hostname', fact, of: row.ref, field: 'spec.hostnames' });
  }
  steps.push(rowStep(row, matching.length, by));
  const section = { ...row.ref, section: ruleSection(row.rule.index) };
  const base: Trace = {
    ...way,
    route: row.ref,
    rule: { index: row.rule.index, name: row.rule.name },
    match: row.match,
    choice,
    rejected,
  };
  const more: Fact[] = [...notes, ...found.notes, ...rowNotes(row, input, usesExpressions && matching.length > 1)];
  if (shared !== undefined && shared !== row && !tables.features.has(WRITTEN_HOSTNAMES)) {
    more.push({ code: 'bySharedHostname', route: shared.ref, rule: shared.rule.index });
  }
  if (ranked.unsure) {
    const outcome = noAnswer('unknown', { code: 'routeNotJudged', route: row.ref }, { of: section });
    return { ...base, outcome, decided: [...way.decided, ...steps], notes: more };
  }
  const unread = kinds.filter((kind) => !tables.listener.knowsAll(kind));
  if (unread.length > 0) more.push({ code: 'routesMayWin', kinds: unread });
  const followed = followRule(world, request, row, {
    parent: tables.ref,
    listener: tables.listener.ref,
    needsGrant: tables.listener.ref !== undefined,
    usesBackendTls: true,
  });
  return {
    ...base,
    outcome: followed.outcome,
    decided: [...way.decided, ...steps, ...followed.steps],
    notes: distinctNotes([...more, ...followed.notes]),
  };
}

interface Found {
  readonly hit: HostHit | undefined;
  readonly table: HostTable;
  /** The kinds of routes that could answer. */
  readonly kinds: readonly RowKind[];
  readonly notes: readonly Fact[];
}

/** gRPC is asked of GRPCRoutes, then as the HTTP request that it is of HTTPRoutes. */
function lookUp(listener: RuleTables['listener'], request: RoutedRequest, input: MatchInput): Found {
  const http = listener.table('HTTPRoute');
  if (request.protocol !== 'GRPC') {
    return { hit: http.best(request.host, input), table: http, kinds: ['HTTPRoute'], notes: [] };
  }
  const kinds = ['GRPCRoute', 'HTTPRoute'] as const;
  const grpc = listener.table('GRPCRoute');
  const hit = grpc.best(request.host, input);
  if (hit !== undefined) return { hit, table: grpc, kinds, notes: [] };
  const asHttp = http.best(request.host, input);
  if (asHttp === undefined) return { hit: undefined, table: grpc, kinds, notes: [] };
  return { hit: asHttp, table: http, kinds, notes: [{ code: 'answeredByHttpRoute' }] };
}

/** Every row that matches, in the order in which they would win. */
function matchingRows(
  table: HostTable,
  host: string,
  input: MatchInput,
): readonly { readonly row: Row; readonly written: string }[] {
  const seen = new Set<Row>();
  const matching: { row: Row; written: string }[] = [];
  for (const { written, index } of table.entriesFor(host)) {
    for (const { row } of index.matching(input)) {
      if (seen.has(row)) continue;
      seen.add(row);
      matching.push({ row, written });
    }
  }
  return matching;
}

function rowStep(row: Row, matching: number, by: RuleChoice['by']): WayStep {
  const { rule, match, kind, ref } = row;
  const written = match === undefined ? undefined : rule.matches[match];
  return {
    step: 'route',
    fact: { code: 'rowWins', kind, match: written, rule: rule.index, name: rule.name, matching, by },
    of: ref,
    field: match === undefined ? `spec.rules[${rule.index}]` : `spec.rules[${rule.index}].matches[${match}]`,
  };
}

/** No rule matches: a 404 or Unimplemented, unless a route that could match was not read. */
function withoutRule(
  { listener, others, features }: RuleTables,
  kinds: readonly RowKind[],
  table: HostTable,
  request: RoutedRequest,
  input: MatchInput,
): Pick<Trace, 'outcome' | 'choice' | 'notes'> {
  const notes: Fact[] = [];
  let withoutIsolation: RuleChoice['withoutIsolation'];
  for (const other of features.has(ISOLATION) ? [] : others) {
    const hit = lookUp(other, request, input).hit;
    if (hit === undefined) continue;
    const { row } = hit.ranked;
    withoutIsolation = { listener: nameListener(other), row };
    notes.push({ code: 'withoutIsolation', listener: nameListener(other), route: row.ref, rule: row.rule.index });
    break;
  }
  const choice: RuleChoice = {
    row: undefined,
    by: undefined,
    firstHostname: table.covering(request.host),
    hostname: undefined,
    bySharedHostname: undefined,
    withoutIsolation,
    usesExpressions: false,
  };
  const unread = kinds.filter((kind) => !listener.knowsAll(kind));
  if (unread.length > 0) {
    return {
      outcome: noAnswer('unknown', { code: 'routesNotRead', kinds: unread }, { of: listener.ref }),
      choice,
      notes,
    };
  }
  return { outcome: notFound(reasonWithout(listener, kinds, request), request, listener.ref), choice, notes };
}

function reasonWithout(listener: RuleTables['listener'], kinds: readonly RowKind[], request: RoutedRequest): Fact {
  const tables = kinds.map((kind) => listener.table(kind));
  const { listener: entry, ref, holder } = listener;
  if (entry !== undefined && ref !== undefined && holder !== undefined) {
    const named = {
      holder: { ...ref, section: undefined },
      name: entry.name,
      port: entry.port,
      protocol: entry.protocol,
      hostname: entry.hostname,
    };
    if (tables.every((table) => table.entries().length === 0)) return { code: 'noRoutes', listener: named };
    if (tables.every((table) => table.covering(request.host) === undefined)) {
      return { code: 'hostNotServed', host: request.host, listener: named };
    }
  }
  return { code: 'noRuleMatches', kind: kinds[0] ?? '' };
}

function notFound(reason: Fact, { protocol }: RoutedRequest, of: ObjectRef | undefined): Outcome {
  return protocol === 'GRPC'
    ? noAnswer('answered', reason, { grpcStatus: UNIMPLEMENTED, of })
    : noAnswer('answered', reason, { statusCode: 404, of });
}

function distinctNotes(notes: readonly Fact[]): readonly Fact[] {
  const seen = new Map<string, Fact>();
  for (const note of notes) seen.set(JSON.stringify(note), note);
  return [...seen.values()];
}
