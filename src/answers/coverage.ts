import type { RoutingTestEntry } from '../documents/routing-test.ts';
import type { TestCoverage } from '../documents/test-report.ts';
import type { TraceResult } from '../documents/trace-result.ts';
import { GATEWAY, GRPC_ROUTE, HTTP_ROUTE, SERVICE, TCP_ROUTE, TLS_ROUTE, UDP_ROUTE } from '../gateway-api/kinds.ts';
import { readParentRefs } from '../gateway-api/parent-ref.ts';
import { readServicePorts } from '../gateway-api/service-port.ts';
import type { KubernetesObject } from '../model/object.ts';
import { namespaceOf } from '../model/object.ts';
import { sameGroupKind } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { checkRows, kindsAt, meshRows } from '../routing/listener-rows.ts';
import type { RoutedRequest } from '../routing/routed-request.ts';
import type { RoutingWorld } from '../routing/routing-world.ts';
import { tablesOf, witnessesOf } from '../routing/witnesses.ts';
import type { Witness } from '../routing/witnesses.ts';
import { coverageOf, placeKey } from '../routing-tests/coverage.ts';
import type { MatchPlace } from '../routing-tests/coverage.ts';
import { writeTest } from '../routing-tests/write-test.ts';
import type { Tracer } from './trace.ts';

/** Nothing beside the answer is told. */
const NO_MISSES = { looked: 0, told: 0 };

/** A match of an attached route, and the requests that reach it. */
export interface AttachedMatch {
  readonly place: MatchPlace;
  readonly hasSiblings: boolean;
  readonly requests: readonly { readonly parent: ObjectRef; readonly request: RoutedRequest }[];
}

/**
 * The matches of the routes that are attached to Gateways, or act on Services of a mesh, each once.
 * @param gateway `[NAMESPACE/]NAME`: only those of one Gateway.
 */
export function attachedMatches(
  routing: RoutingWorld,
  gateway: string | undefined,
  namespace: string,
): readonly AttachedMatch[] {
  const found = new Map<
    string,
    { place: MatchPlace; hasSiblings: boolean; requests: { parent: ObjectRef; request: RoutedRequest }[] }
  >();
  const add = (parent: ObjectRef, { row, reach }: Witness, clientNamespace?: string): void => {
    const place = { route: row.ref, rule: row.rule.index, match: row.match };
    const key = placeKey(place);
    const known = found.get(key) ?? { place, hasSiblings: row.rule.matches.length > 1, requests: [] };
    found.set(key, known);
    if (reach.state === 'reached') known.requests.push({ parent, request: { ...reach.request, clientNamespace } });
  };
  for (const object of routing.snapshot.list(GATEWAY)) {
    if (gateway !== undefined && !isGateway(object, gateway, namespace)) continue;
    const table = routing.gateway(object);
    checkRows(table);
    for (const listener of table.listeners) {
      if (listener.serving.state === 'no') continue;
      for (const kind of kindsAt(listener)) {
        for (const witness of witnessesOf(tablesOf(table, listener, kind))) add(table.ref, witness);
      }
    }
  }
  for (const { service, port, clientNamespace } of gateway === undefined ? meshPorts(routing) : []) {
    const mesh = routing.mesh(service, port, clientNamespace);
    for (const witness of meshRows(routing, mesh, port)) add(mesh.ref, witness, clientNamespace);
  }
  return [...found.values()];
}

function isGateway(gateway: KubernetesObject, named: string, namespace: string): boolean {
  const [name = '', place = namespace] = named.split('/').toReversed();
  return gateway.metadata.name === name && namespaceOf(gateway) === place;
}

interface MeshPort {
  readonly service: KubernetesObject;
  readonly port: number;
  /** Of the clients that routes of another namespace than the Service's act on. */
  readonly clientNamespace: string | undefined;
}

/** The ports of Services that routes name as their parents, and whose clients the routes act on. */
function meshPorts({ snapshot }: RoutingWorld): readonly MeshPort[] {
  const ports = new Map<string, MeshPort>();
  for (const kind of [HTTP_ROUTE, GRPC_ROUTE, TLS_ROUTE, TCP_ROUTE, UDP_ROUTE]) {
    for (const route of snapshot.list(kind)) {
      for (const ref of readParentRefs(route)) {
        if (!sameGroupKind(ref, SERVICE)) continue;
        const lookup = snapshot.find({ ...SERVICE, namespace: ref.namespace, name: ref.name });
        if (lookup.state !== 'found') continue;
        const service = lookup.object;
        const isOwn = namespaceOf(route) === namespaceOf(service);
        const clientNamespace = isOwn ? undefined : namespaceOf(route);
        for (const { number } of readServicePorts(service)) {
          if (number === undefined || (ref.port !== undefined && ref.port !== number)) continue;
          const key = `${ref.namespace ?? ''}/${ref.name}:${number} ${clientNamespace ?? ''}`;
          ports.set(key, { service, port: number, clientNamespace });
        }
      }
    }
  }
  return [...ports.values()];
}

/** A test for a match, which passes as things are; undefined where no request is known that reaches it. */
export function testFor(tracer: Tracer, match: AttachedMatch, namesGateway: boolean): RoutingTestEntry | undefined {
  const { place, hasSiblings, requests } = match;
  for (const { parent, request } of requests) {
    const [trace] = tracer.trace({ request, parent, address: undefined }, NO_MISSES);
    if (trace === undefined) continue;
    const document = tracer.document(trace);
    if (!isPlace(document, place) || document.outcome.state === 'unknown') continue;
    return writeTest(document, { gateway: namesGateway, match: hasSiblings });
  }
  return undefined;
}

function isPlace({ route, rule, match }: TraceResult, place: MatchPlace): boolean {
  return route !== undefined && rule !== undefined && placeKey({ route, rule: rule.index, match }) === placeKey(place);
}

/** How many of the attached matches the answers reach, with a ready test for each of the others. */
export function coverageFor(
  tracer: Tracer,
  answered: readonly { readonly trace: TraceResult }[],
  gateway: string | undefined,
  namespace: string,
): TestCoverage {
  const matches = attachedMatches(tracer.routing, gateway, namespace);
  const byPlace = new Map(matches.map((match) => [placeKey(match.place), match]));
  const reached = answered.flatMap(({ trace: { route, rule, match } }) =>
    route === undefined || rule === undefined ? [] : [{ route, rule: rule.index, match }],
  );
  return coverageOf(
    matches.map(({ place }) => place),
    reached,
    (place) => {
      const match = byPlace.get(placeKey(place));
      return match === undefined ? undefined : testFor(tracer, match, true);
    },
  );
}
