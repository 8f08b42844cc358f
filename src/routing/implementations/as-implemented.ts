import { GATEWAY } from '../../gateway-api/kinds.ts';
import { append } from '../../model/append.ts';
import type { Fact } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refKey, sameGroupKind } from '../../model/ref.ts';
import { followRule } from '../follow-rule.ts';
import type { GatewayTable, ListenerTable } from '../gateway-table.ts';
import { speaksHttp } from '../routed-request.ts';
import type { RoutedRequest } from '../routed-request.ts';
import type { RoutingWorld } from '../routing-world.ts';
import type { Row, RowKind } from '../row.ts';
import { noAnswer } from '../trace.ts';
import type { Outcome, Trace } from '../trace.ts';
import { alterOutcome } from './alter-outcome.ts';
import type { Altered, Departure } from './alter-outcome.ts';
import type { Behaviours, Implementation } from './behaviours.ts';
import type { Candidate } from './candidate.ts';
import { explainChoice } from './departures.ts';
import { isUnknownFilter, whyDropped } from './dropped-routes.ts';
import { gatherCandidates } from './gather-candidates.ts';
import type { Candidates } from './gather-candidates.ts';
import { implementationOf } from './index.ts';
import type { CompileAnchored } from './match-as.ts';
import { pickRow } from './pick-row.ts';
import { sameAnswer } from './same-answer.ts';
import { uniteBackends } from './unite-backends.ts';
import { viewRequest } from './request-view.ts';

/** What a controller is known to answer where that is not what the specification says. */
export interface Implemented {
  readonly implementation: Implementation;
  readonly outcome: Outcome;
  /** Each thing that it does otherwise here. */
  readonly departures: readonly Departure[];
}

/**
 * What the controller of a Gateway answers to a request, where it is known to differ from the specification.
 * @param compile the expressions of routes.
 * @returns undefined for a controller that nobody knows, and where it answers the same, or nothing is known for sure.
 */
export function asImplemented(world: RoutingWorld, trace: Trace, compile: CompileAnchored): Implemented | undefined {
  const implementation = implementationOf(trace.controller);
  const { request, outcome, parent } = trace;
  if (implementation === undefined || outcome.state !== 'answered' || !speaksHttp(request)) return undefined;
  if (parent === undefined || !sameGroupKind(parent, GATEWAY)) return undefined;
  const lookup = world.snapshot.find(parent);
  if (lookup.state !== 'found') return undefined;
  const table = world.gateway(lookup.object);
  const chosen = findListener(table, trace.listener);
  if (chosen === undefined) return undefined;
  const controller = new Controller(world, table, implementation.behaviours, compile, request);
  const answer =
    outcome.reason?.code === 'misdirected'
      ? controller.answerMisdirected(trace, chosen)
      : controller.answer(trace, chosen);
  if (answer === undefined || answer.departures.length === 0 || sameAnswer(answer.outcome, outcome)) return undefined;
  return { implementation, ...answer };
}

function findListener({ listeners }: GatewayTable, ref: Trace['listener']): ListenerTable | undefined {
  return ref === undefined ? undefined : listeners.find((one) => refKey(one.ref) === refKey(ref));
}

/** One controller with one request before it. */
class Controller {
  readonly #world: RoutingWorld;
  readonly #table: GatewayTable;
  readonly #behaviours: Behaviours;
  readonly #compile: CompileAnchored;
  readonly #request: RoutedRequest;
  readonly #view: ReturnType<typeof viewRequest>;

  constructor(
    world: RoutingWorld,
    table: GatewayTable,
    behaviours: Behaviours,
    compile: CompileAnchored,
    request: RoutedRequest,
  ) {
    this.#world = world;
    this.#table = table;
    this.#behaviours = behaviours;
    this.#compile = compile;
    this.#request = request;
    this.#view = viewRequest(request);
  }

  /** The answer at the listener that takes the request. */
  answer({ choice, outcome }: Trace, chosen: ListenerTable): Altered {
    const kind = kindOf(this.#request, choice?.row);
    const specified = choice?.row;
    const lost = new Map<KubernetesObject, Departure>();
    let own = this.#pick(chosen, kind, this.#behaviours, lost);
    // The routes of which it serves nothing: found one by one, as only a winner is looked at.
    for (;;) {
      const dropped = own === undefined ? undefined : whyDropped(this.#world.snapshot, own.row.route, this.#behaviours);
      if (own === undefined || dropped === undefined) break;
      lost.set(own.row.route, dropped);
      own = this.#pick(chosen, kind, this.#behaviours, lost);
    }
    const isSame = own?.row === specified;
    const departures: Departure[] = [];
    if (!isSame) {
      if (specified !== undefined && lost.has(specified.route)) append(departures, lost.values());
      else departures.push(...this.#explain(chosen, kind, own, specified, lost));
    }
    const altered =
      own === undefined ? this.#notFound(isSame ? outcome : undefined, chosen) : this.#follow(own, chosen, kind);
    return { outcome: altered.outcome, departures: [...departures, ...altered.departures] };
  }

  /** The answer to a request whose host belongs to another listener than its server name. */
  answerMisdirected({ outcome }: Trace, chosen: ListenerTable): Altered | undefined {
    const { misdirected } = this.#behaviours;
    if (misdirected === undefined || misdirected.value === '421' || misdirected.value === '404or421') return undefined;
    if (misdirected.value === '404') {
      const notFound = this.#notFound(undefined, chosen);
      return { ...notFound, departures: [{ fact: { code: 'misdirectedNotFound' }, known: misdirected }] };
    }
    const kind = kindOf(this.#request, undefined);
    const better = findListener(this.#table, outcome.of);
    const tables = better === undefined ? [chosen] : [chosen, better];
    const [own] = tables.flatMap((listener) => this.#pick(listener, kind, this.#behaviours, new Map()) ?? []);
    const altered = own === undefined ? this.#notFound(undefined, chosen) : this.#follow(own, own.listener, kind);
    return {
      outcome: altered.outcome,
      departures: [{ fact: { code: 'misdirectedServed' }, known: misdirected }, ...altered.departures],
    };
  }

  #candidates(
    chosen: ListenerTable,
    kind: RowKind,
    behaviours: Behaviours,
    lost?: ReadonlyMap<KubernetesObject, Departure>,
  ): Candidates {
    return gatherCandidates(this.#table, chosen, kind, this.#view, behaviours, lost);
  }

  #pick(
    chosen: ListenerTable,
    kind: RowKind,
    behaviours: Behaviours,
    lost: ReadonlyMap<KubernetesObject, Departure>,
  ): Candidate | undefined {
    // What is known of orders is known of HTTP.
    const { order: _order, sumWeights: _weights, ...rest } = behaviours;
    const known = kind === 'GRPCRoute' ? rest : behaviours;
    const candidates = this.#candidates(chosen, kind, known, lost);
    return pickRow(candidates, this.#view, { behaviours: known, compile: this.#compile });
  }

  #explain(
    chosen: ListenerTable,
    kind: RowKind,
    own: Candidate | undefined,
    specified: Row | undefined,
    lost: ReadonlyMap<KubernetesObject, Departure>,
  ): readonly Departure[] {
    const behaviours = this.#behaviours;
    const candidates = this.#candidates(chosen, kind, behaviours);
    const context = {
      behaviours,
      view: this.#view,
      own,
      specified: candidates.rows.find(({ row }) => row === specified),
      hostname: candidates.hostname ?? '*',
    };
    return explainChoice(context, (some) => this.#pick(chosen, kind, some, lost));
  }

  /** Nothing of a route answers. */
  #notFound(specified: Outcome | undefined, chosen: ListenerTable): Altered {
    const { grpcNoMatch } = this.#behaviours;
    const isGrpc = this.#request.protocol === 'GRPC';
    const reason: Fact = specified?.reason ?? { code: 'noRuleMatches', kind: isGrpc ? 'GRPCRoute' : 'HTTPRoute' };
    const of = specified?.of ?? chosen.ref;
    if (!isGrpc) return { outcome: noAnswer('answered', reason, { statusCode: 404, of }), departures: [] };
    if (grpcNoMatch === undefined || grpcNoMatch.value === UNIMPLEMENTED) {
      return { outcome: noAnswer('answered', reason, { grpcStatus: UNIMPLEMENTED, of }), departures: [] };
    }
    const status = grpcNoMatch.value ?? undefined;
    return {
      outcome: noAnswer(
        'answered',
        reason,
        status === undefined ? { statusCode: 404, of } : { grpcStatus: status, of },
      ),
      departures: [{ fact: { code: 'grpcStatusOther', status }, known: grpcNoMatch }],
    };
  }

  /** What becomes of a request at a row. */
  #follow(own: Candidate, chosen: ListenerTable, kind: RowKind): Altered {
    const { row, departures } = this.#skipFilters(own.row);
    const use = { parent: this.#table.ref, listener: own.listener.ref, needsGrant: true, usesBackendTls: true };
    const { outcome, steps } = followRule(this.#world, this.#request, row, use);
    const altered = alterOutcome(outcome, row, steps, this.#behaviours);
    const twin = this.#twinOf(own, chosen, kind);
    if (twin === undefined) return { outcome: altered.outcome, departures: [...departures, ...altered.departures] };
    const other = alterOutcome(
      followRule(this.#world, this.#request, twin.row, use).outcome,
      twin.row,
      [],
      this.#behaviours,
    );
    return {
      outcome: uniteBackends(altered.outcome, other.outcome),
      departures: [...departures, ...altered.departures, twin.departure],
    };
  }

  /** A row without the filters that an implementation ignores. */
  #skipFilters(row: Row): { readonly row: Row; readonly departures: readonly Departure[] } {
    const { unknownFilter } = this.#behaviours;
    if (unknownFilter?.value !== 'ignored') return { row, departures: [] };
    const filters = row.rule.filters.filter((filter) => !isUnknownFilter(this.#world.snapshot, row.route, filter));
    if (filters.length === row.rule.filters.length) return { row, departures: [] };
    return {
      row: { ...row, rule: { ...row.rule, filters } },
      departures: [{ fact: { code: 'filterSkipped', type: 'ExtensionRef' }, known: unknownFilter }],
    };
  }

  /** The row of another route with the very same match, where backends of both are used. */
  #twinOf(
    own: Candidate,
    chosen: ListenerTable,
    kind: RowKind,
  ): { readonly row: Row; readonly departure: Departure } | undefined {
    const { sameMatchTwoRoutes } = this.#behaviours;
    if (sameMatchTwoRoutes?.value !== 'merged') return undefined;
    const match = matchKey(own.row);
    const twin = this.#candidates(chosen, kind, this.#behaviours).rows.find(
      ({ row, hostname }) => row.route !== own.row.route && hostname === own.hostname && matchKey(row) === match,
    );
    if (twin === undefined) return undefined;
    const fact: Fact = { code: 'backendsMerged', with: twin.row.ref };
    return { row: twin.row, departure: { fact, known: sameMatchTwoRoutes } };
  }
}

const UNIMPLEMENTED = 12;

function kindOf({ protocol }: RoutedRequest, row: Row | undefined): RowKind {
  return row?.kind ?? (protocol === 'GRPC' ? 'GRPCRoute' : 'HTTPRoute');
}

/** Equal for rows that ask for the same. */
function matchKey({ path, method, headers, query, grpcService, grpcMethod }: Row): string {
  const fields = [...headers, ...query].map(({ what, name, test }) => `${what} ${name} ${test.type} ${test.value}`);
  return JSON.stringify([path?.type, path?.value, method, grpcService?.value, grpcMethod?.value, fields.toSorted()]);
}
