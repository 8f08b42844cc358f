import { kindOfCrd } from '../../gateway-api/crd.ts';
import { CUSTOM_RESOURCE_DEFINITION, GATEWAY, GATEWAY_API_TYPES } from '../../gateway-api/kinds.ts';
import type { GivenReport } from '../../gateway-api/conformance-report.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import type { Graph, GraphEdge } from '../../graph/graph.ts';
import { certificatesOf } from '../../model/certificates.ts';
import type { Certificates } from '../../model/certificates.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { Judgement } from '../../model/judgement.ts';
import { groupKindKey, refOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Violation } from '../../model/violation.ts';
import type { PolicyIndex } from '../../policy/policy-index.ts';
import type { PolicyKind } from '../../policy/policy-kind.ts';
import { reportPolicy } from '../../policy/policy-report.ts';
import type { PolicyReport } from '../../policy/policy-report.ts';
import { ANY_HOSTNAME } from '../../graph/attach/hostname.ts';
import type { RequestChange } from '../../routing/difference/table-difference.ts';
import type { Departure } from '../../routing/implementations/alter-outcome.ts';
import { asImplemented } from '../../routing/implementations/as-implemented.ts';
import type { Implementation } from '../../routing/implementations/behaviours.ts';
import { implementationOf } from '../../routing/implementations/index.ts';
import { anchoring } from '../../routing/implementations/match-as.ts';
import type { CompileAnchored } from '../../routing/implementations/match-as.ts';
import type { RoutedRequest } from '../../routing/routed-request.ts';
import type { Row } from '../../routing/row.ts';
import type { Outcome } from '../../routing/trace.ts';
import { traceGateway } from '../../routing/trace-gateway.ts';
import type { GatewayTable, ListenerTable } from '../../routing/gateway-table.ts';
import { listenerWitnesses, rowsBeyond, ruleUseAt } from '../../routing/listener-rows.ts';
import type { CompilePattern } from '../../routing/pattern.ts';
import type { RuleUse } from '../../routing/plan-rule.ts';
import { routingWorld } from '../../routing/routing-world.ts';
import type { RoutingWorld } from '../../routing/routing-world.ts';
import type { Witness } from '../../routing/witnesses.ts';
import { findProblems } from '../find-problems.ts';
import type { Problem } from '../problem.ts';
import { STATUS_KINDS } from '../status-kinds.ts';
import { codeOfSymptom } from '../symptom-code.ts';
import type { JudgedWorld } from '../verdict.ts';

/** What rules ask. Each answer is worked out once, when the first rule asks for it, and shared. */
export interface RuleWorld extends JudgedWorld {
  readonly snapshot: Snapshot;
  readonly graph: Graph;
  readonly policyKinds: readonly PolicyKind[];
  /** What a conformance report of the user says of controllers whose classes list no features. */
  readonly conformance: GivenReport | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Which objects are asked about. Findings on others are left out anyway: this only spares work. */
  readonly wants: (object: KubernetesObject) => boolean;
  /** All references of a relation that the objects under analysis hold: classes, Gateways, ListenerSets, routes, backends, policies. */
  edges(relation: Relation): readonly GraphEdge[];
  /** What `status` shows as problems, of one code (src/analysis/symptom-code.ts). */
  problems(code: string): readonly Problem[];
  /** The listeners of all Gateways with their rows, and what requests reach them. */
  traffic(): readonly ListenerTraffic[];
  /** The Gateways that `traffic` leaves out, as a table of all their matches would fit in no memory, with how many these are. */
  tooLarge(): ReadonlyMap<ObjectRef, number>;
  /** The policies by what they attach to, and what `traffic` was made with. */
  policies(): PolicyIndex;
  /** What becomes of each policy under analysis: where it acts, and who overrides it. */
  policyReports(): readonly PolicyReport[];
  routing(): RoutingWorld;
  /** Where the controllers of Gateways are known to answer otherwise than the specification says. */
  departures(): readonly RowDeparture[];
  /** What a change does to requests, where one is asked about; else nothing. */
  changes(): readonly RequestChange[];
  /** Why an API server would refuse an object of files. */
  violations(object: KubernetesObject): readonly Violation[];
  /** What an API server would make of the objects that somebody writes, each with what it would do. */
  judgements(): readonly JudgedObject[];
  /** What is known of the certificates that an object holds; undefined where nothing is, as of Secrets that were not looked into. */
  certificates(ref: ObjectRef): Certificates | undefined;
}

/** An object that is judged as an API server judges what is written. */
export interface JudgedObject {
  readonly ref: ObjectRef;
  readonly object: KubernetesObject;
  readonly judgement: Judgement;
}

/** A match whose requests a controller is known to answer in its own way. */
export interface RowDeparture {
  /** The match that answers by the specification; where none does, the one that the request was made for. */
  readonly row: Row;
  readonly gateway: ObjectRef;
  readonly implementation: Implementation;
  readonly departure: Departure;
  /** What the controller answers. */
  readonly outcome: Outcome;
}

/** A listener of a Gateway with all that can be reached there. */
export interface ListenerTraffic {
  readonly gateway: GatewayTable;
  readonly own: ListenerTable;
  /** Kind by kind, each in the order in which they win. */
  readonly rows: readonly Witness[];
  /** How its rules are reached: what `followRule` asks for. */
  readonly use: RuleUse;
}

/** What the world of rules is made of. */
export interface RuleWorldParts {
  readonly snapshot: Snapshot;
  readonly policyKinds: readonly PolicyKind[];
  readonly compile: CompilePattern;
  readonly now: number;
  readonly wants: (object: KubernetesObject) => boolean;
  readonly changes?: readonly RequestChange[] | undefined;
  readonly conformance?: GivenReport | undefined;
}

/** Makes the world of rules over a snapshot. */
export function openRuleWorld(parts: RuleWorldParts): RuleWorld {
  const { snapshot, policyKinds, compile, now, wants, changes = [], conformance } = parts;
  const routing = routingWorld(snapshot, policyKinds, compile);
  const { graph } = routing.index;
  const judged = { snapshot, graph };
  const edges = once(() => edgesByRelation(judged, policyKinds));
  const problems = once(() => Map.groupBy(findProblems(judged, policyKinds, wants), codeOfSymptom));
  const traffic = once(() => snapshot.list(GATEWAY).flatMap((gateway) => trafficOf(routing, gateway)));
  const tooLarge = once(
    () =>
      new Map(
        snapshot.list(GATEWAY).flatMap((gateway) => {
          const { ref, listeners } = routing.gateway(gateway);
          const rows = rowsBeyond(listeners);
          return rows === undefined ? [] : [[ref, rows] as const];
        }),
      ),
  );
  const departures = once(() => departuresOf(routing, traffic(), anchoring(compile)));
  const policyReports = once(() =>
    routing.index
      .policies()
      .filter(({ object }) => wants(object))
      .map((policy) => reportPolicy(routing.index, policy)),
  );
  return {
    snapshot,
    graph,
    policyKinds,
    conformance,
    now,
    wants,
    edges: (relation) => edges().get(relation) ?? [],
    problems: (code) => problems().get(code) ?? [],
    traffic,
    tooLarge,
    policies: () => routing.index,
    policyReports,
    routing: () => routing,
    departures,
    changes: () => changes,
    violations: (object) => snapshot.violations(refOf(object)),
    judgements: once(() => judgementsOf(snapshot, policyKinds)),
    certificates: (ref) => {
      const lookup = snapshot.find(ref);
      return lookup.state === 'found' ? certificatesOf(lookup.object) : undefined;
    },
  };
}

function edgesByRelation(
  { snapshot, graph }: JudgedWorld,
  policyKinds: readonly PolicyKind[],
): ReadonlyMap<Relation, readonly GraphEdge[]> {
  const byRelation = new Map<Relation, GraphEdge[]>();
  for (const kind of [...STATUS_KINDS, ...policyKinds]) {
    for (const object of snapshot.list(kind)) {
      for (const edge of graph.edges(refOf(object))) {
        const known = byRelation.get(edge.relation);
        if (known === undefined) byRelation.set(edge.relation, [edge]);
        else known.push(edge);
      }
    }
  }
  return byRelation;
}

/** Of the kinds of the Gateway API, of policies, and of those whose CRDs stand among the files. */
function judgementsOf(snapshot: Snapshot, policyKinds: readonly PolicyKind[]): readonly JudgedObject[] {
  const beside = snapshot.origin === 'files' ? snapshot.list(CUSTOM_RESOURCE_DEFINITION).map(kindOfCrd) : [];
  const kinds = new Map([...GATEWAY_API_TYPES, ...policyKinds, ...beside].map((kind) => [groupKindKey(kind), kind]));
  return [...kinds.values()].flatMap((kind) =>
    snapshot.list(kind).flatMap((object) => {
      const ref = refOf(object);
      const judgement = snapshot.judgement(ref);
      return judgement === undefined ? [] : [{ ref, object, judgement }];
    }),
  );
}

function trafficOf(routing: RoutingWorld, gateway: KubernetesObject): readonly ListenerTraffic[] {
  const table = routing.gateway(gateway);
  if (rowsBeyond(table.listeners) !== undefined) return [];
  return table.listeners
    .filter(({ serving }) => serving.state !== 'no')
    .map((own) => ({
      gateway: table,
      own,
      rows: listenerWitnesses(table, own),
      use: ruleUseAt(table, own),
    }));
}

const SHORT = { looked: 0, told: 0 };

/**
 * By the requests that reach each match, those that have its path and nothing else of it, and those for more specific hostnames,
 * whose own matches or listeners take none of them.
 */
function departuresOf(
  routing: RoutingWorld,
  traffic: readonly ListenerTraffic[],
  compile: CompileAnchored,
): readonly RowDeparture[] {
  const found: RowDeparture[] = [];
  for (const [gateway, listeners] of Map.groupBy(traffic, (one) => one.gateway)) {
    if (implementationOf(gateway.controller) === undefined) continue;
    // What becomes of each rule is asked here alone: it is forgotten with the Gateway.
    const passing: RoutingWorld = { ...routing, plans: new WeakMap(), backendPlans: new WeakMap() };
    for (const { request, of } of probesOf(listeners)) {
      const trace = traceGateway(passing, gateway, request, SHORT);
      const implemented = asImplemented(passing, trace, compile);
      if (implemented === undefined) continue;
      const { implementation, outcome } = implemented;
      const row = trace.choice?.row ?? of;
      for (const departure of implemented.departures) {
        found.push({ row, gateway: gateway.ref, implementation, departure, outcome });
      }
    }
  }
  return found;
}

/** A request, and the match that it was made for. */
interface Probe {
  readonly request: RoutedRequest;
  readonly of: Row;
}

function* probesOf(listeners: readonly ListenerTraffic[]): Generator<Probe> {
  const hosts = new Map<string, string>();
  const widest: Probe[] = [];
  for (const { reach, hostname, row } of listeners.flatMap(({ rows }) => rows)) {
    if (reach.state !== 'reached') continue;
    const probe: Probe = { request: reach.request, of: row };
    yield probe;
    if (row.method !== undefined || row.headers.length > 0 || row.query.length > 0) {
      yield { request: withPathOnly(reach.request), of: row };
    }
    if (!hosts.has(hostname)) hosts.set(hostname, reach.request.host);
    if (hostname.startsWith('*') && widest.length < MOST_WIDE) widest.push(probe);
  }
  for (const [hostname, host] of hosts) {
    if (hostname === ANY_HOSTNAME) continue;
    for (const { request, of } of widest) {
      if (request.host === host) continue;
      yield { request: { ...request, host, sni: request.sni === undefined ? undefined : host }, of };
    }
  }
}

function withPathOnly(request: RoutedRequest): RoutedRequest {
  if (request.protocol === 'GRPC')
    return { ...request, headers: request.headers.filter(([name]) => name === 'content-type') };
  const [path = '/'] = request.path.split('?', 1);
  return { ...request, path, headers: [], method: request.method === 'GET' ? 'OPTIONS' : 'GET' };
}

/** So many matches of wildcard hostnames are tried with each more specific hostname. */
const MOST_WIDE = 6;

function once<Answer>(make: () => Answer): () => Answer {
  let known: { readonly answer: Answer } | undefined;
  return () => (known ??= { answer: make() }).answer;
}
