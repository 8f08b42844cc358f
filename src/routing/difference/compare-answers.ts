import { readDuration } from '../../gateway-api/duration.ts';
import { authenticates, isAuthentication } from '../../policy/settings/authentication.ts';
import { canonicalJson } from '../../model/canonical-json.ts';
import { refKey } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Outcome, RoutedBackend, Trace, WayStep } from '../trace.ts';

/**
 * What changes for a request. `moves`: other backends, or another redirect; `notFound`, `fails`, `refused`: nothing answers any more;
 * `partlyFails`: a greater share gets an error; `reachable`: something answers now; `otherError`: one error for another.
 */
export type ChangeKind =
  | 'moves'
  | 'notFound'
  | 'fails'
  | 'refused'
  | 'partlyFails'
  | 'reachable'
  | 'otherError'
  | 'losesAuthentication'
  | 'gainsAuthentication'
  | 'authentication'
  | 'shares'
  | 'rewrite'
  | 'headers'
  | 'mirrors'
  | 'filters'
  | 'settings'
  | 'connection'
  | 'policies';

/** What a comparison of two answers comes to. */
export type Comparison =
  | { readonly state: 'equal' }
  | { readonly state: 'changed'; readonly kinds: readonly ChangeKind[] }
  /** Something that decides is not known on a side. */
  | { readonly state: 'unknown'; readonly side: 'before' | 'after' };

/** Holds the answers to one request against each other. @param worlds what they were given from. */
export function compareAnswers(
  before: Trace,
  after: Trace,
  worlds: readonly [before: Snapshot, after: Snapshot],
): Comparison {
  const unknown = unknownSide(before, after);
  if (unknown === 'both') return { state: 'equal' };
  if (unknown !== undefined) return { state: 'unknown', side: unknown };
  const kinds = [...destinationChanges(before, after), ...detailChanges(before, after, worlds)];
  if (kinds.length === 0) return { state: 'equal' };
  const guessed = guessingSide(before, after);
  return guessed === undefined ? { state: 'changed', kinds } : { state: 'unknown', side: guessed };
}

function unknownSide(before: Trace, after: Trace): 'before' | 'after' | 'both' | undefined {
  const [isBefore, isAfter] = [before, after].map(({ outcome }) => outcome.state === 'unknown');
  if (isBefore === true && isAfter === true) {
    // What could be read is the same: no more could be found out of either.
    return canonicalJson(openKey(before)) === canonicalJson(openKey(after)) ? 'both' : 'after';
  }
  if (isBefore === true) return 'before';
  return isAfter === true ? 'after' : undefined;
}

function openKey({ route, rule, outcome, choice }: Trace): unknown {
  return [route, rule?.index, outcome.reason?.code, choice?.row?.rule.source];
}

/** The side of which an answer rests on what could not be read: other routes might win, or a backend was taken to be ready. */
function guessingSide(before: Trace, after: Trace): 'before' | 'after' | undefined {
  if (mayLose(before)) return 'before';
  if (mayLose(after)) return 'after';
  if (isOnlyReadiness(before, after)) return 'after';
  return isOnlyReadiness(after, before) ? 'before' : undefined;
}

function mayLose({ notes }: Trace): boolean {
  return notes.some(({ code }) => code === 'routesMayWin');
}

/** Whether a backend fails on one side for want of ready endpoints, and on the other its endpoints are not known. */
function isOnlyReadiness({ outcome: one }: Trace, { outcome: other }: Trace): boolean {
  const idle = one.failing.filter(({ reason }) => reason.code === 'noReadyEndpoints');
  if (idle.length === 0) return false;
  return idle.every(({ reason }) => {
    if (reason.code !== 'noReadyEndpoints') return false;
    const key = refKey(reason.backend);
    return other.backends.some(({ ref, readyEndpoints }) => refKey(ref) === key && readyEndpoints === undefined);
  });
}

/** Whether something answers that is no error. */
function isServed({ state, statusCode = 200, grpcStatus = 0, backends }: Outcome): boolean {
  return state === 'answered' && (backends.length > 0 || (statusCode < 400 && grpcStatus === 0));
}

function destinationChanges({ outcome: before }: Trace, { outcome: after }: Trace): readonly ChangeKind[] {
  if (!isServed(before)) {
    if (isServed(after)) return ['reachable'];
    return errorKey(before) === errorKey(after) ? [] : ['otherError'];
  }
  if (!isServed(after)) return [lossOf(after)];
  if (destinationKey(before) !== destinationKey(after)) return ['moves'];
  if (shareKey(before) === shareKey(after)) return [];
  return failingShare(after) > failingShare(before) + LEAST ? ['partlyFails'] : ['shares'];
}

/** Shares nearer to each other are equal. */
const LEAST = 1e-9;

function lossOf({ state, statusCode, grpcStatus }: Outcome): ChangeKind {
  if (state !== 'answered') return 'refused';
  return statusCode === 404 || grpcStatus === 12 ? 'notFound' : 'fails';
}

function errorKey({ state, statusCode, grpcStatus }: Outcome): string {
  return `${state} ${statusCode ?? ''} ${grpcStatus ?? ''}`;
}

function destinationKey({ backends, redirect, statusCode }: Outcome): string {
  if (redirect !== undefined) return `${redirect.statusCode} ${redirect.location}`;
  return backends.length === 0 ? String(statusCode) : [...sharesOf(backends).keys()].join(' ');
}

/** The share of each backend, in the order of their names. */
function sharesOf(backends: readonly RoutedBackend[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const { ref, port, share } of backends) {
    const key = `${refKey(ref)}:${port ?? ''}`;
    shares.set(key, (shares.get(key) ?? 0) + share);
  }
  return new Map([...shares].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function shareKey({ backends, failing }: Outcome): string {
  const failed = new Map<number, number>();
  for (const { statusCode, share } of failing) failed.set(statusCode, (failed.get(statusCode) ?? 0) + share);
  const all = [...sharesOf(backends), ...[...failed].toSorted(([a], [b]) => a - b)];
  return all.map(([key, share]) => `${key} ${share.toFixed(6)}`).join(' ');
}

function failingShare({ failing }: Outcome): number {
  return failing.reduce((sum, { share }) => sum + share, 0);
}

/** What changes beside where the request goes; only where a backend sees it on both sides. */
function detailChanges(
  before: Trace,
  after: Trace,
  [worldBefore, worldAfter]: readonly [Snapshot, Snapshot],
): readonly ChangeKind[] {
  const kinds: ChangeKind[] = [];
  const reached = [before, after].map(({ outcome }) => outcome.backends.length > 0);
  const checks = authenticationKeys(before, worldBefore);
  const checksAfter = authenticationKeys(after, worldAfter);
  if (reached[1] === true && checks.length > 0 && checksAfter.length === 0) kinds.push('losesAuthentication');
  if (reached[0] !== true || reached[1] !== true) return kinds;
  if (checks.length === 0 && checksAfter.length > 0) kinds.push('gainsAuthentication');
  else if (checksAfter.length > 0 && checks.join('\n') !== checksAfter.join('\n')) kinds.push('authentication');
  for (const [kind, keyOf] of DETAILS) if (keyOf(before) !== keyOf(after)) kinds.push(kind);
  if (isOtherConnection(before.outcome, after.outcome)) kinds.push('connection');
  return kinds;
}

const DETAILS: readonly (readonly [ChangeKind, (trace: Trace) => string])[] = [
  ['rewrite', ({ outcome }) => canonicalJson([outcome.rewritten, perBackend(outcome, ({ rewritten }) => rewritten)])],
  [
    'headers',
    ({ outcome }) =>
      canonicalJson([
        outcome.requestHeaders,
        outcome.responseHeaders,
        perBackend(outcome, ({ requestHeaders, responseHeaders }) => [requestHeaders, responseHeaders]),
      ]),
  ],
  [
    'mirrors',
    ({ outcome }) => sorted(outcome.mirrors.map(({ ref, port, percent }) => `${refKey(ref)} ${port ?? ''} ${percent}`)),
  ],
  ['filters', (trace) => sorted(filterKeys(trace))],
  ['settings', (trace) => sorted(settingKeys(trace))],
  ['policies', (trace) => sorted(policyKeys(trace))],
];

/** What filters of a backendRef make it see; nothing where there are none. */
function perBackend({ backends }: Outcome, viewOf: (backend: RoutedBackend) => unknown): unknown {
  if (backends.every(({ requestHeaders }) => requestHeaders === undefined)) return undefined;
  return sorted(backends.map((backend) => canonicalJson([refKey(backend.ref), backend.port, viewOf(backend)])));
}

function sorted(keys: readonly string[]): string {
  return keys.toSorted().join('\n');
}

/** How a backend is spoken to, as far as that is known on both sides. */
function isOtherConnection(before: Outcome, after: Outcome): boolean {
  const known = new Map(before.backends.map((backend) => [`${refKey(backend.ref)}:${backend.port ?? ''}`, backend]));
  return after.backends.some((backend) => {
    const other = known.get(`${refKey(backend.ref)}:${backend.port ?? ''}`);
    if (other === undefined) return false;
    if (backend.tlsHostname !== other.tlsHostname) return true;
    if (backend.targetPort === undefined || other.targetPort === undefined) return false;
    return backend.targetPort !== other.targetPort || backend.appProtocol !== other.appProtocol;
  });
}

function filterKeys({ decided }: Trace): readonly string[] {
  return decided.flatMap(({ fact }) => {
    if (fact.code === 'extensionAssumed') return [`extension ${refKey(fact.ref)}`];
    if (fact.code === 'filterNotKnown') return [`filter ${fact.type}`];
    if (fact.code === 'mirrorDropped') return [`mirror ${refKey(fact.to)}`];
    if (fact.code !== 'listenerFilterAssumed') return [];
    return [`listener ${fact.type} ${fact.by === undefined ? '' : refKey({ ...fact.by })}`];
  });
}

function settingKeys({ decided }: Trace): readonly string[] {
  return decided.flatMap(({ fact }) => {
    if (fact.code === 'sessionKept') {
      return [canonicalJson(['session', refKey(fact.backend), fact.type, fact.name])];
    }
    if (fact.code === 'timeoutsSet') {
      return [canonicalJson(['timeouts', durationOf(fact.request), durationOf(fact.backendRequest)])];
    }
    if (fact.code !== 'retriesSet') return [];
    const codes = fact.codes.toSorted((a, b) => a - b);
    return [canonicalJson(['retries', fact.attempts, codes, durationOf(fact.backoff)])];
  });
}

/** `1m` and `60s` are one; what is no duration is as it is written. */
function durationOf(text: string | undefined): number | string | undefined {
  return readDuration(text) ?? text;
}

/** Everything that policies set on the way, whichever of a kind sets it, apart from what authenticates. */
function policyKeys({ decided }: Trace): readonly string[] {
  return policyLeaves(decided, (kind, field) => !isAuthentication(kind, field));
}

function policyLeaves(
  decided: readonly Pick<WayStep, 'acts'>[],
  wants: (kind: ObjectRef, field: string) => boolean,
): readonly string[] {
  const keys = new Set<string>();
  for (const { acts } of decided) {
    if (acts === undefined) continue;
    const { group, kind } = acts.policy;
    for (const [field, value] of acts.sets) {
      if (wants(acts.policy, field)) keys.add(canonicalJson([group, kind, field, value]));
    }
    // Of what only its controller knows, all that is written may count.
    if (acts.spec !== undefined && wants(acts.policy, '')) keys.add(canonicalJson([refKey(acts.policy), acts.spec]));
  }
  return [...keys];
}

/** What asks who the client is: the certificate, authorization services, filters and policies. */
function authenticationKeys(trace: Trace, snapshot: Snapshot): readonly string[] {
  return [...authentications(trace, snapshot).keys()].toSorted();
}

/** The objects that ask who the client is on the way of a request; nothing where only its certificate is asked for. */
export function authenticatorsOf(trace: Trace, snapshot: Snapshot): readonly ObjectRef[] {
  const refs = [...authentications(trace, snapshot).values()].flatMap((ref) => ref ?? []);
  return [...new Map(refs.map((ref) => [refKey(ref), ref])).values()];
}

/** By what is asked, and who asks it. */
function authentications({ decided }: Trace, snapshot: Snapshot): ReadonlyMap<string, ObjectRef | undefined> {
  const asked = new Map<string, ObjectRef | undefined>();
  for (const { fact, acts } of decided) {
    if (fact.code === 'clientCertificateAsked' && !fact.isOptional) asked.set('client certificate', undefined);
    if (fact.code === 'authAsked') asked.set(`${refKey(fact.backend)}:${fact.port ?? ''}`, fact.backend);
    if (fact.code === 'listenerFilterAssumed' && fact.type === 'ExternalAuth') {
      asked.set(fact.by === undefined ? '' : refKey(fact.by), fact.by);
    }
    if (fact.code === 'extensionAssumed') {
      const lookup = snapshot.find(fact.ref);
      const object = lookup.state === 'found' ? lookup.object : undefined;
      if (authenticates(fact.ref, object)) asked.set(refKey(fact.ref), fact.ref);
    }
    if (acts === undefined) continue;
    if (acts.spec !== undefined && authenticates(acts.policy, { spec: acts.spec })) {
      asked.set(canonicalJson([refKey(acts.policy), acts.spec]), acts.policy);
    }
    for (const key of policyLeaves([{ acts }], isAuthentication)) asked.set(key, acts.policy);
  }
  return asked;
}
