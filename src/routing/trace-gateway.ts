import { validationFor } from '../graph/resolve/frontend-validation.ts';
import { filtersOf } from '../graph/resolve/listener-filters.ts';
import { readAddresses } from '../gateway-api/gateway.ts';
import type { Fact } from '../model/fact.ts';
import { chooseListener, nameListener } from './choose-listener.ts';
import type { ListenerChoice } from './choose-listener.ts';
import type { GatewayTable, ListenerTable } from './gateway-table.ts';
import { idleMisses, listenerMisses, nearListeners } from './near-listeners.ts';
import type { Explain } from './near-rows.ts';
import { speaksHttp } from './routed-request.ts';
import type { RoutedRequest } from './routed-request.ts';
import type { RoutingWorld } from './routing-world.ts';
import { noAnswer } from './trace.ts';
import type { Miss, Outcome, Trace, WayStep } from './trace.ts';
import { traceConnection } from './trace-connection.ts';
import { traceRule } from './trace-rule.ts';

/** Follows a request that comes to a Gateway (the pipeline of the specification, north to south). */
export function traceGateway(
  world: RoutingWorld,
  table: GatewayTable,
  request: RoutedRequest,
  explain: Explain,
): Trace {
  const choice = chooseListener(table.listeners, request);
  const start = startOf(table, request);
  const { chosen } = choice;
  if (chosen === undefined) return { ...start, ...withoutListener(table, choice, request, explain) };
  const steps = [...start.decided, listenerStep(choice, chosen)];
  const note = chosen.serving.state === 'yes' ? chosen.serving.note : undefined;
  const notes = note === undefined ? [] : [note];
  const at: Trace = { ...start, listener: chosen.ref, decided: steps, rejected: idleMisses(table, request), notes };
  if (chosen.serving.state === 'unknown') {
    const { because, field } = chosen.serving;
    const reason: Fact = { code: 'listenerNotJudged', listener: nameListener(chosen), because };
    return { ...at, outcome: noAnswer('unknown', reason, { field, of: chosen.ref }) };
  }
  if (request.protocol === 'TLS' || chosen.listener.protocol !== 'HTTP' || !speaksHttp(request)) {
    const { protocol } = chosen.listener;
    if (protocol !== 'HTTPS' && protocol !== 'HTTP') return traceConnection(world, table, chosen, at);
    if (request.protocol === 'TLS') {
      const reason: Fact = { code: 'otherProtocol', listener: nameListener(chosen), protocol: 'TLS' };
      return { ...at, outcome: noAnswer('rejected', reason, { of: chosen.ref, field: fieldOf(chosen) }) };
    }
  }
  if (choice.better !== undefined) {
    const reason: Fact = {
      code: 'misdirected',
      sni: request.sni,
      host: request.host,
      listener: nameListener(chosen),
      other: nameListener(choice.better),
    };
    const outcome = noAnswer('answered', reason, {
      statusCode: 421,
      of: choice.better.ref,
      field: fieldOf(choice.better),
    });
    return { ...at, outcome };
  }
  const own = listenerSteps(world, table, chosen);
  const way: Trace = { ...at, decided: [...steps, ...own.steps], notes: [...at.notes, ...own.notes] };
  const parent = { ref: table.ref, listener: chosen, others: choice.others, features: table.features };
  return traceRule(world, parent, way, explain);
}

function startOf(table: GatewayTable, request: RoutedRequest): Trace {
  const [address] = readAddresses(table.gateway, 'status');
  const step: WayStep = {
    step: 'address',
    fact: { code: 'gatewayReached', gateway: table.ref, address: address?.value, port: request.port },
    of: table.ref,
  };
  return {
    request,
    parent: table.ref,
    controller: table.controller,
    features: table.features,
    listener: undefined,
    route: undefined,
    rule: undefined,
    match: undefined,
    choice: undefined,
    outcome: noAnswer('unknown', { code: 'noGateways' }),
    decided: [step],
    rejected: [],
    notes: [],
  };
}

function listenerStep({ by, value, others }: ListenerChoice, chosen: ListenerTable): WayStep {
  const fact: Fact = { code: 'listenerChosen', listener: nameListener(chosen), by, value, others: others.length };
  return { step: 'listener', fact, of: chosen.ref, field: fieldOf(chosen) };
}

function fieldOf({ listener }: ListenerTable): string {
  return `spec.listeners[${listener.index}]`;
}

/** No listener takes the request: none of the port, none for the host, or one that only perhaps exists. */
function withoutListener(
  table: GatewayTable,
  { onPort }: ListenerChoice,
  request: RoutedRequest,
  { told }: Explain,
): Pick<Trace, 'outcome' | 'rejected'> {
  const rejected: readonly Miss[] = [...idleMisses(table, request), ...listenerMisses(table, request)];
  return { outcome: unservedOutcome(table, onPort, request), rejected: rejected.slice(0, told) };
}

function unservedOutcome(table: GatewayTable, onPort: readonly ListenerTable[], request: RoutedRequest): Outcome {
  const { port, protocol, host, sni } = request;
  const near = nearListeners(table.listeners, request);
  if (!table.knowsListenerSets) {
    return noAnswer('unknown', { code: 'routesNotRead', kinds: ['ListenerSet'] }, { of: table.ref });
  }
  if (onPort.length === 0) {
    const idle = table.listeners.find(
      ({ listener, serving }) => listener.port === port && serving.state === 'no' && isFor(listener.protocol, request),
    );
    if (idle?.serving.state === 'no') {
      const { because, field } = idle.serving;
      const reason: Fact = { code: 'listenerIdle', listener: nameListener(idle), because };
      return noAnswer('refused', reason, { of: idle.ref, field });
    }
    return noAnswer('refused', { code: 'nothingListens', port, protocol, near }, { of: table.ref });
  }
  if (protocol === 'TLS' || request.scheme === 'https') {
    return noAnswer('rejected', { code: 'noListenerForName', sni, port, near }, { of: table.ref });
  }
  const reason: Fact = { code: 'noListenerForHost', host, port, near };
  return protocol === 'GRPC'
    ? noAnswer('answered', reason, { grpcStatus: UNIMPLEMENTED, of: table.ref })
    : noAnswer('answered', reason, { statusCode: 404, of: table.ref });
}

const UNIMPLEMENTED = 12;

function isFor(protocol: string, request: RoutedRequest): boolean {
  if (protocol === request.protocol) return true;
  return speaksHttp(request) && protocol === (request.scheme === 'https' ? 'HTTPS' : 'HTTP');
}

/** What a listener does before a route is looked at: it ends TLS, may ask for a certificate, and runs its filters. */
function listenerSteps(
  { snapshot }: RoutingWorld,
  { gateway }: GatewayTable,
  { holder, listener, ref }: ListenerTable,
): { readonly steps: readonly WayStep[]; readonly notes: readonly Fact[] } {
  const steps: WayStep[] = [];
  const notes: Fact[] = [];
  const validation = validationFor(snapshot, gateway, holder, listener);
  if (validation !== undefined) {
    const isOptional = validation.mode === 'AllowInsecureFallback';
    const fact: Fact = { code: 'clientCertificateAsked', isOptional };
    steps.push({ step: 'tls', fact, of: ref, field: validation.path });
    if (!isOptional) notes.push({ code: 'certificateAssumed' });
  }
  for (const { index, type, path, backend, extension } of filtersOf(snapshot, holder, listener)) {
    const asked = backend ?? extension;
    const target =
      asked === undefined
        ? undefined
        : { group: asked.group, kind: asked.kind, namespace: asked.namespace, name: asked.name };
    const fact: Fact = { code: 'listenerFilterAssumed', index, type, by: target };
    steps.push({ step: 'listenerFilters', fact, of: ref, field: path });
    notes.push(fact);
  }
  return { steps, notes };
}
