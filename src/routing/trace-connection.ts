import { ANY_HOSTNAME } from '../graph/attach/hostname.ts';
import type { Fact } from '../model/fact.ts';
import { nameListener } from './choose-listener.ts';
import type { GatewayTable, ListenerTable } from './gateway-table.ts';
import type { HostTable } from './host-table.ts';
import { matchInput } from './match-input.ts';
import { planRule } from './plan-rule.ts';
import type { RuleUse } from './plan-rule.ts';
import type { RoutingWorld } from './routing-world.ts';
import type { Row, RowKind } from './row.ts';
import type { PlannedBackend, RulePlan } from './rule-plan.ts';
import { noAnswer } from './trace.ts';
import type { Outcome, RoutedBackend, Trace, WayStep } from './trace.ts';

const KIND_OF_PROTOCOL: ReadonlyMap<string, RowKind> = new Map([
  ['TLS', 'TLSRoute'],
  ['TCP', 'TCPRoute'],
  ['UDP', 'UDPRoute'],
]);

/** Follows a connection whose content the Gateway does not route by: TLS by the name of the handshake, TCP and UDP by the port. */
export function traceConnection(world: RoutingWorld, table: GatewayTable, chosen: ListenerTable, way: Trace): Trace {
  const { listener } = chosen;
  const kind = KIND_OF_PROTOCOL.get(listener.protocol);
  const { sni } = way.request;
  const isPassthrough = listener.tlsMode === 'Passthrough';
  const tls: readonly WayStep[] =
    kind === 'TLSRoute'
      ? [{ step: 'tls', fact: { code: isPassthrough ? 'tlsPassedThrough' : 'tlsTerminated', sni }, of: chosen.ref }]
      : [];
  const at: Trace = { ...way, decided: [...way.decided, ...tls] };
  if (kind === undefined) {
    const reason: Fact = { code: 'otherProtocol', listener: nameListener(chosen), protocol: way.request.protocol };
    return { ...at, outcome: noAnswer('refused', reason, { of: chosen.ref }) };
  }
  const use: RuleUse = {
    parent: table.ref,
    listener: chosen.ref,
    needsGrant: true,
    usesBackendTls: kind === 'TLSRoute' && !isPassthrough,
  };
  const knowsAll = chosen.knowsAll(kind);
  return followConnection(world, { table: chosen.table(kind), kind, use, knowsAll, of: chosen }, at);
}

/** Where a connection is looked up. */
export interface ConnectionTables {
  readonly table: HostTable;
  readonly kind: RowKind;
  readonly use: RuleUse;
  readonly knowsAll: boolean;
  readonly of: ListenerTable | undefined;
}

/** Looks up the route of a connection and follows it. */
export function followConnection(
  world: RoutingWorld,
  { table, kind, use, knowsAll, of }: ConnectionTables,
  way: Trace,
): Trace {
  const name = kind === 'TLSRoute' && of !== undefined ? (way.request.sni ?? '') : '';
  const hit = table.best(name, matchInput(way.request));
  if (hit === undefined) {
    const reason = missReason(table, kind, of, name);
    const outcome = knowsAll
      ? noAnswer(kind === 'TLSRoute' ? 'rejected' : 'refused', reason, { of: of?.ref })
      : noAnswer('unknown', { code: 'routesNotRead', kinds: [kind] }, { of: of?.ref });
    return { ...way, outcome };
  }
  const { row, unsure } = hit.ranked;
  const base: Trace = {
    ...way,
    route: row.ref,
    rule: { index: row.rule.index, name: row.rule.name },
    decided: [...way.decided, ...rowSteps(row, hit, name)],
  };
  if (unsure) return { ...base, outcome: noAnswer('unknown', { code: 'routeNotJudged', route: row.ref }) };
  const plan = planRule(world, row, use);
  return {
    ...base,
    outcome: connectionOutcome(plan, row),
    decided: [...base.decided, ...plan.steps, ...plan.policies],
    notes: [...way.notes, ...plan.notes, ...(knowsAll ? [] : [{ code: 'routesMayWin', kinds: [kind] } as const])],
  };
}

function rowSteps(
  row: Row,
  hit: { readonly hostname: string; readonly written: string },
  host: string,
): readonly WayStep[] {
  const steps: WayStep[] = [];
  const { hostname, written } = hit;
  if (written !== ANY_HOSTNAME) {
    const fact: Fact = { code: 'hostnameServed', host, hostname, written };
    steps.push({ step: 'hostname', fact, of: row.ref, field: 'spec.hostnames' });
  }
  const { rule, kind, ref } = row;
  const fact: Fact = {
    code: 'rowWins',
    kind,
    match: undefined,
    rule: rule.index,
    name: rule.name,
    matching: 1,
    by: undefined,
  };
  steps.push({ step: 'route', fact, of: ref, field: `spec.rules[${rule.index}]` });
  return steps;
}

function missReason(table: HostTable, kind: RowKind, of: ListenerTable | undefined, host: string): Fact {
  if (of === undefined) return { code: 'noRuleMatches', kind };
  const listener = nameListener(of);
  return table.entries().length === 0 ? { code: 'noRoutes', listener } : { code: 'hostNotServed', host, listener };
}

/** What has no usable backend is refused (TR:149-156, TCP:72-76), the share of one that fails as well. */
function connectionOutcome(plan: RulePlan, row: Row): Outcome {
  const { backends, failing, nothing } = plan;
  if (backends.length === 0) {
    const [worst] = failing;
    const reason = worst?.reason ?? nothing ?? { code: 'noBackendRefs' };
    const field = worst?.field ?? `spec.rules[${row.rule.index}]`;
    const outcome = noAnswer(row.kind === 'TLSRoute' ? 'rejected' : 'refused', reason, { field, of: row.ref });
    return { ...outcome, failing };
  }
  return {
    state: 'answered',
    backends: backends.map(withoutView),
    failing,
    mirrors: [],
  };
}

/** Who sees only bytes sees nothing that filters changed. */
function withoutView(backend: PlannedBackend): RoutedBackend {
  const { written: _, ...planned } = backend;
  return { ...planned, rewritten: undefined, requestHeaders: undefined, responseHeaders: undefined };
}
