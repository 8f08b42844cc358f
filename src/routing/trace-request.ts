import { GATEWAY, SERVICE, isListenerSetKind } from '../gateway-api/kinds.ts';
import { readAddresses } from '../gateway-api/gateway.ts';
import { admittedListenerSets, gatewayOf } from '../graph/attach/listener-set-admission.ts';
import { listenersOf } from '../graph/attach/listeners-of.ts';
import { missingObject } from '../graph/resolve/missing-object.ts';
import type { Fact } from '../model/fact.ts';
import type { KubernetesObject } from '../model/object.ts';
import { refKey, refOf, sameGroupKind } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { someOf } from '../model/some.ts';
import { listenerProtocols } from './choose-listener.ts';
import { coversHost, hostnameKey } from './hostname-chain.ts';
import type { Explain } from './near-rows.ts';
import type { RoutedRequest } from './routed-request.ts';
import type { RoutingWorld } from './routing-world.ts';
import { noAnswer } from './trace.ts';
import type { Outcome, Trace } from './trace.ts';
import { traceGateway } from './trace-gateway.ts';
import { traceMesh } from './trace-mesh.ts';

/** What is asked: a request, and where it comes in. */
export interface TraceAsk {
  readonly request: RoutedRequest;
  /** A Gateway, a ListenerSet for its Gateway, or in a mesh a Service; undefined: whatever could answer. */
  readonly parent: ObjectRef | undefined;
  /** The IP address that the client connects to, where it is known: only Gateways with it are meant, if there are any. */
  readonly address: string | undefined;
}

/**
 * Follows a request. Without a parent every Gateway whose listeners could answer does, the likeliest first: by address, then by how
 * specific its listener's hostname is.
 * @returns at least one.
 */
export function traceRequest(world: RoutingWorld, ask: TraceAsk, explain: Explain): readonly Trace[] {
  const { request, parent } = ask;
  if (parent !== undefined) return [traceParent(world, parent, request, explain)];
  const all = world.snapshot.list(GATEWAY);
  const gateways = addressed(all, ask);
  const notes = addressNotes(all, ask.address);
  const possible = likeliest(world, gateways, request);
  if (possible.length > 0) {
    const traces = possible.map((gateway) => traceGateway(world, world.gateway(gateway), request, explain));
    return traces
      .toSorted((a, b) => rankOf(a) - rankOf(b))
      .map((trace) => ({ ...trace, notes: [...notes, ...trace.notes] }));
  }
  if (!world.snapshot.isComplete(GATEWAY)) {
    return [unanswered(request, undefined, noAnswer('unknown', { code: 'routesNotRead', kinds: [GATEWAY.kind] }))];
  }
  return [{ ...nothingListens(world, gateways, request), notes }];
}

/** The Gateways that are reached by an address, else by the host itself, where any are; else all. */
function addressed(
  gateways: readonly KubernetesObject[],
  { request, address = request.host }: TraceAsk,
): readonly KubernetesObject[] {
  const reached = gateways.filter((gateway) => addressesOf(gateway).has(address));
  return reached.length > 0 ? reached : gateways;
}

/** Says that an address is no Gateway's, where the addresses of Gateways are known. */
function addressNotes(gateways: readonly KubernetesObject[], address: string | undefined): readonly Fact[] {
  if (address === undefined) return [];
  const known = gateways.map(addressesOf);
  if (known.every(({ size }) => size === 0) || known.some((addresses) => addresses.has(address))) return [];
  return [{ code: 'addressOfNoGateway', address }];
}

/** What is known to answer stands before what only knows that nothing does. */
function rankOf({ outcome, route }: Trace): number {
  if (outcome.state === 'answered') return route === undefined ? 2 : 0;
  return outcome.state === 'unknown' ? 1 : 3;
}

function traceParent(world: RoutingWorld, ref: ObjectRef, request: RoutedRequest, explain: Explain): Trace {
  const { snapshot } = world;
  const lookup = snapshot.find(ref);
  if (lookup.state === 'unknown') {
    const reason: Fact = { code: 'parentNotRead', ref, because: lookup.because };
    return unanswered(request, ref, noAnswer('unknown', reason, { of: ref }));
  }
  if (lookup.state === 'missing') {
    const reason: Fact = { code: 'parentMissing', ref, because: missingObject(snapshot, ref) };
    return unanswered(request, ref, noAnswer('refused', reason, { of: ref }));
  }
  if (sameGroupKind(ref, SERVICE)) return traceMesh(world, lookup.object, request, explain);
  const gateway = isListenerSetKind(ref) ? gatewayOf(snapshot, lookup.object) : lookup.object;
  if (gateway === undefined) {
    const reason: Fact = { code: 'parentNotRead', ref, because: undefined };
    return unanswered(request, ref, noAnswer('unknown', reason, { of: ref }));
  }
  return traceGateway(world, world.gateway(gateway), request, explain);
}

/** The Gateways with a listener that could take the request, the most specific hostname first. */
function likeliest(
  { snapshot }: RoutingWorld,
  gateways: readonly KubernetesObject[],
  request: RoutedRequest,
): readonly KubernetesObject[] {
  const protocols = listenerProtocols(request);
  const isTls = protocols.includes('TLS');
  const name = isTls ? (request.sni ?? '') : request.host;
  const isNamed = request.protocol !== 'TCP' && request.protocol !== 'UDP';
  const keyed = gateways.flatMap((gateway) => {
    const keys = [gateway, ...admittedListenerSets(snapshot, gateway)]
      .flatMap((holder) => listenersOf(snapshot, holder))
      .filter(({ port, protocol }) => port === request.port && protocols.includes(protocol))
      .filter(({ hostname }) => !isNamed || coversHost(hostname, name))
      .map(({ hostname }) => hostnameKey(hostname || '*'));
    const key = keys.reduce((most, one) => Math.max(most, one), 0);
    return keys.length === 0 ? [] : [{ gateway, key, name: refKey(refOf(gateway)) }];
  });
  return keyed.toSorted((a, b) => b.key - a.key || (a.name < b.name ? -1 : 1)).map(({ gateway }) => gateway);
}

/** The addresses by which clients reach a Gateway. */
function addressesOf(gateway: KubernetesObject): ReadonlySet<string> {
  const all = [...readAddresses(gateway, 'status'), ...readAddresses(gateway, 'spec')];
  return new Set(all.flatMap(({ value }) => value ?? []));
}

/** So many of the nearest are named. */
const MOST_NAMED = 2;

/** No listener of any Gateway could answer: what is nearest. */
function nothingListens(
  { snapshot }: RoutingWorld,
  gateways: readonly KubernetesObject[],
  request: RoutedRequest,
): Trace {
  if (gateways.length === 0) return unanswered(request, undefined, noAnswer('refused', { code: 'noGateways' }));
  const protocols = listenerProtocols(request);
  const name = protocols.includes('TLS') ? (request.sni ?? '') : request.host;
  const all = gateways
    .flatMap((gateway) => [gateway, ...admittedListenerSets(snapshot, gateway)])
    .flatMap((holder) => listenersOf(snapshot, holder).map((listener) => ({ holder: refOf(holder), ...listener })));
  const distanceOf = (listener: (typeof all)[number]): number =>
    (coversHost(listener.hostname, name) ? (listener.hostname === undefined ? 1 : 0) : 3) +
    (listener.port === request.port ? 0 : 1) +
    (protocols.includes(listener.protocol) ? 0 : 1);
  const near = someOf(
    all
      .toSorted((a, b) => distanceOf(a) - distanceOf(b))
      .map(({ holder, name: called, port, protocol, hostname }) => ({
        holder,
        name: called,
        port,
        protocol,
        hostname,
      })),
    MOST_NAMED,
  );
  const onPort = all.some(({ port, protocol }) => port === request.port && protocols.includes(protocol));
  const { port, protocol, host, sni } = request;
  if (!onPort)
    return unanswered(request, undefined, noAnswer('refused', { code: 'nothingListens', port, protocol, near }));
  if (protocols.includes('TLS')) {
    return unanswered(request, undefined, noAnswer('rejected', { code: 'noListenerForName', sni, port, near }));
  }
  const reason: Fact = { code: 'noListenerForHost', host, port, near };
  const status = protocol === 'GRPC' ? { grpcStatus: UNIMPLEMENTED } : { statusCode: 404 };
  return unanswered(request, undefined, noAnswer('answered', reason, status));
}

const UNIMPLEMENTED = 12;

function unanswered(request: RoutedRequest, parent: ObjectRef | undefined, outcome: Outcome): Trace {
  return {
    request,
    parent,
    controller: undefined,
    features: new Set(),
    listener: undefined,
    route: undefined,
    rule: undefined,
    match: undefined,
    choice: undefined,
    outcome,
    decided: [],
    rejected: [],
    notes: [],
  };
}
