import { ANY_HOSTNAME } from '../../graph/attach/hostname.ts';
import { GATEWAY, SERVICE } from '../../gateway-api/kinds.ts';
import { compareText } from '../../model/compare-text.ts';
import { refKey, refOf } from '../../model/ref.ts';
import type { Fact } from '../../model/fact.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { meshPorts } from '../mesh-ports.ts';
import type { RoutedRequest } from '../routed-request.ts';
import type { RoutingWorld } from '../routing-world.ts';
import type { Row } from '../row.ts';
import type { Trace } from '../trace.ts';
import { authenticatorsOf, compareAnswers } from './compare-answers.ts';
import type { ChangeKind } from './compare-answers.ts';
import { joined, matchKey, narrower } from './match-of-row.ts';
import type { RequestMatch } from './match-of-row.ts';
import { probesOf } from './probes.ts';
import type { Probe } from './probes.ts';
import { Settled } from './settled.ts';
import { gatewayRefs, isGoneFrom, sideOf } from './side.ts';
import type { Place, Side } from './side.ts';

/** What changes for the requests of one hostname and match at one place. */
export interface RequestChange {
  readonly place: Place;
  /** `*`: any. */
  readonly hostname: string;
  /** Undefined where no match has to do with it: a listener that comes or goes. */
  readonly match: RequestMatch | undefined;
  /** A request that shows it. */
  readonly request: RoutedRequest;
  readonly kinds: readonly ChangeKind[];
  readonly before: Trace;
  readonly after: Trace;
  /** Who asked before who the client is, where now nobody does. */
  readonly unasked: readonly ObjectRef[];
}

/** Requests of which it is not known whether anything changes. */
export interface OpenComparison extends Pick<RequestChange, 'place' | 'hostname' | 'match' | 'request'> {
  /** Where what decides could not be read. */
  readonly side: 'before' | 'after';
  readonly because: Fact | undefined;
}

/** The difference of what two states answer. */
export interface TableDifference {
  readonly changes: readonly RequestChange[];
  readonly open: readonly OpenComparison[];
  /** How many requests were put to both. */
  readonly compared: number;
  /** Whether there were too many pairs of overlapping matches to try all of them. */
  readonly isPartial: boolean;
}

/**
 * What two states answer differently, by requests that both are asked: for each match of either one that asks for nothing else, and
 * for each match that is not the same on both sides also such that ask for what another match asks for as well. Two requests of one
 * hostname that the same two matches answer, before and after, differ or are equal together: a change stands for all of them.
 */
export function tableDifference(before: RoutingWorld, after: RoutingWorld): TableDifference {
  const changes: RequestChange[] = [];
  const open: OpenComparison[] = [];
  let compared = 0;
  let isPartial = false;
  const settled = new Settled(before, after);
  for (const place of placesOf(before, after)) {
    const sides = [
      sideOf(before, place, isGoneFrom(before.snapshot, after.snapshot, place.parent)),
      sideOf(after, place, isGoneFrom(after.snapshot, before.snapshot, place.parent)),
    ] as const;
    const comparing = new PlaceComparison(place, sides, [before, after]);
    const isSamePlace = place.parent.kind === GATEWAY.kind && settled.isSameGateway(place.parent);
    const isSettled = (one: Row, other: Row): boolean => isSamePlace && settled.isSameRule(one, other);
    isPartial = probesOf(sides, (probe) => comparing.isChanged(probe), isSettled) || isPartial;
    for (const change of comparing.changes.values()) changes.push(change);
    for (const one of comparing.open.values()) open.push(one);
    compared += comparing.compared;
  }
  return { changes, open, compared, isPartial };
}

/** Every Gateway, and every port of a Service of a mesh, of either side. */
function placesOf(before: RoutingWorld, after: RoutingWorld): readonly Place[] {
  const places = new Map<string, Place>();
  for (const world of [before, after]) {
    for (const parent of gatewayRefs(world)) places.set(refKey(parent), { parent });
    for (const { service, port, clientNamespace } of meshPorts(world.snapshot)) {
      const parent = { ...SERVICE, namespace: refOf(service).namespace, name: service.metadata.name };
      places.set(`${refKey(parent)} ${port} ${clientNamespace ?? ''}`, { parent, port, clientNamespace });
    }
  }
  return [...places]
    .toSorted(([a, one], [b, other]) => rank(one) - rank(other) || compareText(a, b))
    .map(([, place]) => place);
}

/** Gateways first. */
function rank({ parent }: Place): number {
  return parent.kind === GATEWAY.kind ? 0 : 1;
}

/** Puts requests to both sides of a place, and gathers what differs by hostname and match. */
class PlaceComparison {
  readonly changes = new Map<string, RequestChange>();
  readonly open = new Map<string, OpenComparison>();
  compared = 0;
  readonly #place: Place;
  readonly #sides: readonly [Side, Side];
  readonly #worlds: readonly [RoutingWorld, RoutingWorld];
  readonly #asked = new Map<string, boolean>();

  constructor(place: Place, sides: readonly [Side, Side], worlds: readonly [RoutingWorld, RoutingWorld]) {
    this.#place = place;
    this.#sides = sides;
    this.#worlds = worlds;
  }

  /** Asks both sides. @returns whether the answers differ, or may. */
  isChanged(probe: Probe): boolean {
    const key = requestKey(probe.request);
    const known = this.#asked.get(key);
    if (known !== undefined) return known;
    const isChanged = this.#compare(probe);
    this.#asked.set(key, isChanged);
    return isChanged;
  }

  #compare(probe: Probe): boolean {
    this.compared += 1;
    const [before, after] = this.#ask(probe.request);
    const comparison = this.#judge(before, after);
    if (comparison.state === 'equal') return false;
    const label = this.#labelOf(probe, before, after);
    const key = changeKey(probe.request, label);
    if (comparison.state === 'unknown') {
      const because = (comparison.side === 'before' ? before : after).outcome.reason;
      const { request } = probe;
      if (!this.open.has(key))
        this.open.set(key, { place: this.#place, ...label, request, side: comparison.side, because });
      return true;
    }
    if (!this.changes.has(key)) {
      const shown = this.#readable(probe, [before, after], comparison.kinds);
      const isUnasked = comparison.kinds.includes('losesAuthentication');
      const unasked = isUnasked ? authenticatorsOf(before, this.#worlds[0].snapshot) : [];
      this.changes.set(key, { place: this.#place, ...label, ...shown, unasked });
    }
    return true;
  }

  #ask(request: RoutedRequest): readonly [Trace, Trace] {
    const [before, after] = this.#sides;
    return [before.trace(request), after.trace(request)];
  }

  #judge(before: Trace, after: Trace): ReturnType<typeof compareAnswers> {
    const [one, other] = this.#worlds;
    return compareAnswers(before, after, [one.snapshot, other.snapshot]);
  }

  /** What the requests have in common that the same rows answer. */
  #labelOf(probe: Probe, before: Trace, after: Trace): Pick<RequestChange, 'hostname' | 'match'> {
    const rows = [before, after].map(({ choice }) => choice?.row);
    const hostnames = [before, after].flatMap((trace, at) => [
      trace.choice?.hostname,
      this.#sides[at === 0 ? 0 : 1].listenerHostname(trace),
    ]);
    const isByContent = before.choice !== undefined || after.choice !== undefined;
    const found = hostnames.reduce((a, b) => narrower(a === ANY_HOSTNAME ? undefined : a, b), undefined);
    return {
      hostname: (isByContent ? found : narrower(probe.hostname, found)) ?? ANY_HOSTNAME,
      match: joined(rows[0], rows[1]) ?? (isByContent ? undefined : probe.match),
    };
  }

  /** The request that reads best of those that the same rows answer in the same way. */
  #readable(
    { request, others }: Probe,
    [before, after]: readonly [Trace, Trace],
    kinds: readonly ChangeKind[],
  ): Pick<RequestChange, 'request' | 'before' | 'after' | 'kinds'> {
    for (const other of others()) {
      const [one, two] = this.#ask(other);
      if (one.choice?.row !== before.choice?.row || two.choice?.row !== after.choice?.row) continue;
      const comparison = this.#judge(one, two);
      if (comparison.state !== 'changed' || comparison.kinds.join() !== kinds.join()) continue;
      return { request: other, before: one, after: two, kinds };
    }
    return { request, before, after, kinds };
  }
}

/** gRPC that HTTPRoutes answer is told with their requests. */
function changeKey(
  { port, scheme, protocol }: RoutedRequest,
  { hostname, match }: Pick<RequestChange, 'hostname' | 'match'>,
): string {
  const family = protocol === 'TCP' || protocol === 'UDP' || protocol === 'TLS' ? protocol : scheme;
  return `${port} ${family} ${hostname} ${match === undefined ? '' : matchKey(match)}`;
}

function requestKey({ protocol, port, method, scheme, host, path, headers, sni }: RoutedRequest): string {
  return JSON.stringify([protocol, port, method, scheme, host, path, headers, sni]);
}
