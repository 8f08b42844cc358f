import type { Fact } from '../../model/fact.ts';
import { readNumber, readRecord, readString } from '../../model/read.ts';
import type { Row } from '../row.ts';
import type { Outcome, RoutedBackend, WayStep } from '../trace.ts';
import type { Behaviours, Known } from './behaviours.ts';

/** Something that an implementation does otherwise, and how that is known. */
export interface Departure {
  readonly fact: Fact;
  readonly known: Known<unknown>;
}

/** An outcome as an implementation has it, and what makes it differ. */
export interface Altered {
  readonly outcome: Outcome;
  readonly departures: readonly Departure[];
}

const NOTHING = { backends: [], failing: [], mirrors: [] } as const;
const UNAVAILABLE = 14;

/** Turns what the specification makes of a rule into what an implementation makes of it. */
export function alterOutcome(outcome: Outcome, row: Row, steps: readonly WayStep[], behaviours: Behaviours): Altered {
  const changes = [failRule, changeShares, changeStatus, changeRedirect];
  let altered: Altered = { outcome, departures: [] };
  for (const change of changes) {
    const next = change(altered.outcome, row, steps, behaviours);
    if (next === undefined) continue;
    altered = { outcome: next.outcome, departures: [...altered.departures, ...next.departures] };
  }
  return altered;
}

type Change = (outcome: Outcome, row: Row, steps: readonly WayStep[], behaviours: Behaviours) => Altered | undefined;

/** A filter for which the whole rule answers an error. */
const failRule: Change = (outcome, row, steps, { badMirror, unsupportedFilters }) => {
  const failed: Outcome = { ...NOTHING, state: 'answered', ...errorStatus(outcome, 500), of: row.ref };
  for (const [index, filter] of row.rule.filters.entries()) {
    const type = readString(filter['type']) ?? '';
    const field = `spec.rules[${row.rule.index}].filters[${index}]`;
    if (unsupportedFilters?.value.includes(type) === true) {
      const fact: Fact = { code: 'filterNotSupported', type };
      return { outcome: { ...failed, reason: fact, field }, departures: [{ fact, known: unsupportedFilters }] };
    }
  }
  const dropped = steps.find(({ fact }) => fact.code === 'mirrorDropped');
  if (dropped === undefined || badMirror?.value !== 'rule500') return undefined;
  const fact: Fact = { code: 'mirrorFailsRule' };
  return { outcome: { ...failed, reason: fact, field: dropped.field }, departures: [{ fact, known: badMirror }] };
};

/** What becomes of the share of a backend that cannot be used, beside one that can. */
const changeShares: Change = (outcome, _row, _steps, { mixedInvalid }) => {
  const lost = outcome.failing.filter(({ statusCode }) => statusCode === 500);
  if (lost.length === 0 || outcome.backends.length === 0 || mixedInvalid === undefined) return undefined;
  if (mixedInvalid.value === 'share500') return undefined;
  if (mixedInvalid.value === 'share503') {
    const failing = outcome.failing.map((one) => (one.statusCode === 500 ? { ...one, statusCode: 503 } : one));
    return {
      outcome: { ...outcome, failing },
      departures: [{ fact: { code: 'sharesUnavailable' }, known: mixedInvalid }],
    };
  }
  const rest = outcome.failing.filter(({ statusCode }) => statusCode !== 500);
  const total = [...outcome.backends, ...rest].reduce((sum, { share }) => sum + share, 0);
  return {
    outcome: {
      ...outcome,
      backends: outcome.backends.map((backend): RoutedBackend => ({ ...backend, share: backend.share / total })),
      failing: rest.map((one) => ({ ...one, share: one.share / total })),
    },
    departures: [{ fact: { code: 'sharesRedistributed' }, known: mixedInvalid }],
  };
};

/** The status where no backend answers. */
const changeStatus: Change = (outcome, row, _steps, behaviours) => {
  if (outcome.backends.length > 0 || outcome.redirect !== undefined) return undefined;
  const { noBackend, zeroWeights, emptyBackendRefs, grpcInvalid } = behaviours;
  const code = outcome.reason?.code;
  if (outcome.grpcStatus === UNAVAILABLE && outcome.failing[0]?.statusCode === 500 && grpcInvalid !== undefined) {
    if (grpcInvalid.value === UNAVAILABLE) return undefined;
    const status = grpcInvalid.value ?? undefined;
    const departures = [{ fact: { code: 'grpcStatusOther', status }, known: grpcInvalid }] as const;
    // Without a status of gRPC it is a response of HTTP like any other.
    return {
      outcome: { ...outcome, grpcStatus: status, statusCode: status === undefined ? 200 : undefined },
      departures,
    };
  }
  if (outcome.grpcStatus !== undefined) return undefined;
  if (code === 'noBackendRefs') {
    if (emptyBackendRefs === undefined || emptyBackendRefs.value === outcome.statusCode) return undefined;
    const departures = [{ fact: { code: 'ruleWithoutBackendsSkipped' }, known: emptyBackendRefs }] as const;
    return { outcome: { ...outcome, statusCode: emptyBackendRefs.value }, departures };
  }
  if (code === 'allWeightsZero')
    return zeroWeights === undefined ? undefined : changeZeroWeights(outcome, row, zeroWeights);
  const isUnusable = outcome.statusCode === 500 && outcome.failing.some(({ statusCode }) => statusCode === 500);
  if (!isUnusable || noBackend === undefined || noBackend.value === 500) return undefined;
  const fact: Fact = { code: 'noBackendStatus', statusCode: noBackend.value };
  return { outcome: { ...outcome, statusCode: noBackend.value }, departures: [{ fact, known: noBackend }] };
};

function changeZeroWeights(
  outcome: Outcome,
  row: Row,
  known: NonNullable<Behaviours['zeroWeights']>,
): Altered | undefined {
  if (known.value !== 'all') {
    if (known.value === outcome.statusCode) return undefined;
    const fact: Fact = { code: 'zeroWeightsStatus', statusCode: known.value };
    return { outcome: { ...outcome, statusCode: known.value }, departures: [{ fact, known }] };
  }
  const [only, ...others] = row.rule.backendRefs;
  if (only === undefined || others.length > 0) return undefined;
  const { group, kind, namespace, name, port, weight } = only;
  const backend: RoutedBackend = {
    ref: { group, kind, namespace, name },
    port,
    weight,
    share: 1,
    field: `spec.rules[${row.rule.index}].backendRefs[0]`,
    targetPort: undefined,
    readyEndpoints: undefined,
    appProtocol: undefined,
    tlsHostname: undefined,
    rewritten: undefined,
    requestHeaders: undefined,
    responseHeaders: undefined,
  };
  const served: Outcome = {
    state: 'answered',
    statusCode: 200,
    backends: [backend],
    failing: [],
    mirrors: outcome.mirrors,
  };
  return { outcome: served, departures: [{ fact: { code: 'zeroWeightsServed' }, known }] };
}

/** The Location of a redirect that leaves out its port or its hostname. */
const changeRedirect: Change = (outcome, row, _steps, { redirectPortDefault, redirectWithoutHostname }) => {
  const { redirect } = outcome;
  if (redirect === undefined) return undefined;
  const filter = row.rule.filters.find(({ type }) => type === 'RequestRedirect');
  const written = readRecord(filter?.['requestRedirect']);
  if (redirectWithoutHostname !== undefined && readString(written['hostname']) === undefined) {
    const changed = { ...redirect, location: redirect.path };
    return {
      outcome: withRedirect(outcome, changed),
      departures: [{ fact: { code: 'redirectPathOnly' }, known: redirectWithoutHostname }],
    };
  }
  const isLeftOut = redirectPortDefault?.value === 'none' || redirectPortDefault?.value === 'byScheme';
  if (!isLeftOut || redirect.port === undefined || readNumber(written['port']) !== undefined) return undefined;
  const location = `${redirect.scheme}://${redirect.host}${redirect.path}`;
  const changed = { ...redirect, port: undefined, location };
  return {
    outcome: withRedirect(outcome, changed),
    departures: [{ fact: { code: 'redirectWithoutPort' }, known: redirectPortDefault }],
  };
};

function withRedirect(outcome: Outcome, redirect: NonNullable<Outcome['redirect']>): Outcome {
  return { ...outcome, redirect, responseHeaders: { ...outcome.responseHeaders, location: redirect.location } };
}

/** gRPC has a status of its own. */
function errorStatus({ grpcStatus }: Outcome, statusCode: number): Pick<Outcome, 'statusCode' | 'grpcStatus'> {
  return grpcStatus === undefined ? { statusCode } : { grpcStatus: UNAVAILABLE };
}
