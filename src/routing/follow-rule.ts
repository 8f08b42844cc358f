import { readRecords } from '../model/read.ts';
import type { Fact } from '../model/fact.ts';
import { forkPassing, runFilters, startPassing } from './filters.ts';
import type { Ending, FilterContext, Passing } from './filters.ts';
import { HeaderList } from './header-list.ts';
import { planRule } from './plan-rule.ts';
import type { RuleUse } from './plan-rule.ts';
import type { RoutedRequest } from './routed-request.ts';
import type { RoutingWorld } from './routing-world.ts';
import type { Row } from './row.ts';
import type { PlannedBackend, RulePlan } from './rule-plan.ts';
import type { FailingShare, Headers, Outcome, Rewritten, RoutedBackend, WayStep } from './trace.ts';

/** Where a rule leads. */
export interface Followed {
  readonly outcome: Outcome;
  readonly steps: readonly WayStep[];
  readonly notes: readonly Fact[];
}

/** Follows a request of HTTP or gRPC through the rule of a row: its filters in order, then its backends by weight. */
export function followRule(world: RoutingWorld, request: RoutedRequest, row: Row, use: RuleUse): Followed {
  const context: FilterContext = { snapshot: world.snapshot, row, needsGrant: use.needsGrant };
  const at = `spec.rules[${row.rule.index}]`;
  const passing = startPassing(request);
  runFilters(row.rule.filters, at, passing, request, context);
  const { steps, notes, ending } = passing;
  if (ending !== undefined) return { outcome: endedOutcome(ending, passing, request, row), steps, notes };
  const plan = planRule(world, row, use);
  const followed: FollowedBackend[] = plan.backends.map((backend) => {
    const fork = forkPassing(passing);
    runFilters(readRecords(backend.written.source['filters']), backend.field, fork, request, context);
    return { backend, fork };
  });
  const outcome = backendOutcome(followed, plan, passing, request, row);
  return {
    outcome,
    steps: [...steps, ...followed.flatMap(({ fork }) => fork.steps), ...plan.steps, ...plan.policies],
    notes: [...notes, ...followed.flatMap(({ fork }) => fork.notes), ...plan.notes],
  };
}

interface FollowedBackend {
  readonly backend: PlannedBackend;
  readonly fork: Passing;
}

/** A preflight has no content. */
const PREFLIGHT = 204;

function endedOutcome(ending: Ending, passing: Passing, request: RoutedRequest, row: Row): Outcome {
  const base = { backends: [], failing: [], mirrors: passing.mirrors };
  const headers = new HeaderList();
  for (const [name, value] of passing.corsHeaders) headers.set(name, value);
  switch (ending.kind) {
    case 'redirect': {
      const { redirect } = ending;
      headers.set('location', redirect.location);
      return {
        state: 'answered',
        statusCode: redirect.statusCode,
        redirect,
        responseHeaders: headers.toRecord(),
        ...base,
      };
    }
    case 'preflight':
      return { state: 'answered', statusCode: PREFLIGHT, responseHeaders: headers.toRecord(), ...base };
    case 'failure':
      return {
        state: 'answered',
        ...failureStatus(request, 500),
        reason: ending.reason,
        field: ending.field,
        of: row.ref,
        ...base,
      };
  }
}

const UNAVAILABLE = 14;

/** gRPC answers with a status of its own; the HTTP status is then that of a response that was made. */
function failureStatus({ protocol }: RoutedRequest, statusCode: number): Pick<Outcome, 'statusCode' | 'grpcStatus'> {
  return protocol === 'GRPC' ? { grpcStatus: UNAVAILABLE } : { statusCode };
}

function backendOutcome(
  followed: readonly FollowedBackend[],
  plan: RulePlan,
  passing: Passing,
  request: RoutedRequest,
  row: Row,
): Outcome {
  const usable = followed.filter(({ fork }) => fork.ending?.kind !== 'failure');
  const failing: FailingShare[] = [...plan.failing];
  for (const { backend, fork } of followed) {
    if (fork.ending?.kind !== 'failure') continue;
    failing.push({ field: fork.ending.field, share: backend.share, statusCode: 500, reason: fork.ending.reason });
  }
  const { mirrors } = passing;
  if (usable.length === 0) {
    const [worst] = failing;
    const rest = failing.length - 1;
    const reason = worst === undefined ? plan.nothing : withMore(worst.reason, rest);
    const field =
      worst?.field ?? `spec.rules[${row.rule.index}]${plan.nothing?.code === 'allWeightsZero' ? '.backendRefs' : ''}`;
    const status = failureStatus(request, worst?.statusCode ?? 500);
    return { state: 'answered', ...status, reason, field, of: row.ref, backends: [], failing, mirrors };
  }
  const views = usable.map(({ fork }) => viewOf(fork, passing, request));
  const [only] = views.length === 1 ? views : [viewOf(undefined, passing, request)];
  const backends = usable.map(({ backend, fork }, at): RoutedBackend => {
    const { written: _, ...planned } = backend;
    const view = fork.steps.length > 0 && usable.length > 1 ? views[at] : undefined;
    return {
      ...planned,
      rewritten: view?.rewritten,
      requestHeaders: view?.requestHeaders,
      responseHeaders: view?.responseHeaders,
    };
  });
  return {
    state: 'answered',
    statusCode: 200,
    grpcStatus: request.protocol === 'GRPC' ? 0 : undefined,
    backends,
    failing,
    ...only,
    mirrors: [...mirrors, ...usable.flatMap(({ fork }) => fork.mirrors)],
  };
}

function withMore(reason: Fact, more: number): Fact {
  return reason.code === 'backendsFail' ? { ...reason, more } : reason;
}

interface View {
  readonly rewritten: Rewritten | undefined;
  readonly requestHeaders: Headers;
  readonly responseHeaders: Headers;
}

/** What a backend sees of the request, and the client of the response: changes of the backendRef before those of the rule. */
function viewOf(fork: Passing | undefined, rule: Passing, request: RoutedRequest): View {
  const { host, path, headers } = fork ?? rule;
  const response = new HeaderList(request.backendResponseHeaders);
  for (const change of [...(fork?.responseChanges ?? []), ...rule.responseChanges]) response.apply(change);
  for (const [name, value] of [...rule.corsHeaders, ...(fork?.corsHeaders ?? [])]) response.set(name, value);
  const isSame = host === request.host && path === request.path;
  return {
    rewritten: isSame
      ? undefined
      : {
          host: host === request.host ? undefined : host,
          path: path === request.path ? undefined : path,
        },
    requestHeaders: headers.toRecord(),
    responseHeaders: response.toRecord(),
  };
}
