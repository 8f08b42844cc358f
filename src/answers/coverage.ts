import type { RoutingTestEntry } from '../documents/routing-test.ts';
import type { TestCoverage } from '../documents/test-report.ts';
import type { TraceResult } from '../documents/trace-result.ts';
import { GATEWAY } from '../gateway-api/kinds.ts';
import type { KubernetesObject } from '../model/object.ts';
import { namespaceOf } from '../model/object.ts';
import type { ObjectRef } from '../model/ref.ts';
import { checkRows, kindsAt, meshRows } from '../routing/listener-rows.ts';
import { meshPorts } from '../routing/mesh-ports.ts';
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
  for (const { service, port, clientNamespace } of gateway === undefined ? meshPorts(routing.snapshot) : []) {
    const mesh = routing.mesh(service, port, clientNamespace);
    for (const witness of meshRows(routing, mesh, port)) add(mesh.ref, witness, clientNamespace);
  }
  return [...found.values()];
}

function isGateway(gateway: KubernetesObject, named: string, namespace: string): boolean {
  const [name = '', place = namespace] = named.split('/').toReversed();
  return gateway.metadata.name === name && namespaceOf(gateway) === place;
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
