import type { AttachmentDifference } from '../analysis/difference/attachment-difference.ts';
import type { ConditionDifference } from '../analysis/difference/condition-difference.ts';
import type { ObjectDifference } from '../analysis/difference/object-difference.ts';
import type { PolicyDifference, PolicyValue } from '../analysis/difference/policy-difference.ts';
import type {
  AcceptedDifference,
  AttachmentChange,
  ChangedCondition,
  ChangedValue,
  ConditionChange,
  EffectivePolicyChange,
  NotCompared,
  ObjectChanges,
  TrafficAnswer,
  TrafficChange,
  TrafficDiffSummary,
  TrafficMatch,
} from '../documents/traffic-diff.ts';
import type { TraceOutcome } from '../documents/trace-result.ts';
import type { ComputedCondition } from '../model/computed-condition.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import { compareText } from '../model/compare-text.ts';
import { wholeOf } from '../model/ref.ts';
import type { RequestMatch } from '../routing/difference/match-of-row.ts';
import type { OpenComparison, RequestChange, TableDifference } from '../routing/difference/table-difference.ts';
import type { FieldTest, TextTest } from '../routing/field-test.ts';
import type { Trace, WayStep } from '../routing/trace.ts';
import { nodeText, pathText } from './say/paths.ts';
import { percentText } from './say/routing-words.ts';
import { say } from './say/say.ts';
import { backendName } from './trace-answer.ts';
import { traceOutcome, tracedRequest } from './trace.ts';
import { withoutAbsent } from './without-absent.ts';

/** A change of traffic as a document. */
export function trafficChange(change: RequestChange): TrafficChange {
  const { place, hostname, match, request, kinds, before, after } = change;
  // Where nobody is reached on a side, all of the way there would be told.
  const isTold = before.outcome.backends.length > 0 && after.outcome.backends.length > 0;
  const [own, others] = isTold ? [stepsOf(before), stepsOf(after)] : [NO_STEPS, NO_STEPS];
  return withoutAbsent<TrafficChange>({
    parent: place.parent,
    port: request.port,
    protocol: request.protocol,
    clientNamespace: place.clientNamespace,
    hostname,
    match: match === undefined ? undefined : trafficMatch(match),
    changes: kinds,
    request: tracedRequest(request),
    before: trafficAnswer(before, onlyIn(own, others)),
    after: trafficAnswer(after, onlyIn(others, own)),
  });
}

const NO_STEPS: ReadonlyMap<string, string> = new Map();

/** What is told of the way only where the sides differ: not how the request came to its rule. */
const TOLD: ReadonlySet<WayStep['step']> = new Set(['tls', 'listenerFilters', 'filters', 'backend', 'policies']);

/** The steps of a way by their sentences; a policy with all that it sets, since the sentence names only some of it. */
function stepsOf({ decided }: Trace): ReadonlyMap<string, string> {
  const told = decided.filter(({ step, fact }) => TOLD.has(step) && fact.code !== 'sentTo');
  return new Map(
    told.map(({ fact, acts }) => {
      const text = say(fact);
      return [
        acts === undefined
          ? text
          : `${text}${canonicalJson([[...acts.sets].toSorted(([a], [b]) => compareText(a, b)), acts.spec])}`,
        text,
      ];
    }),
  );
}

function onlyIn(own: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): readonly string[] {
  return [...own].filter(([key]) => !others.has(key)).map(([, text]) => text);
}

function trafficAnswer({ listener, route, rule, outcome }: Trace, only: readonly string[]): TrafficAnswer {
  const document = traceOutcome(outcome);
  return withoutAbsent<TrafficAnswer>({
    text: outcomeText(document),
    listener,
    route,
    rule: rule === undefined ? undefined : withoutAbsent(rule),
    outcome: document,
    only,
  });
}

/** `service shop/cart:80`, `service shop/a:80 90 % or 500 10 %`, `redirect 301 to …`, `404`, `refused` */
function outcomeText({ state, redirect, backends, failing = [], statusCode, grpcStatus }: TraceOutcome): string {
  if (state === 'unknown') return 'unknown';
  if (redirect !== undefined) return `redirect ${redirect.statusCode} to ${redirect.location}`;
  if (backends.length > 0) {
    const isSplit = backends.length + failing.length > 1;
    const share = (part: number): string => (isSplit ? ` ${percentText(part)}` : '');
    const to = backends.map((backend) => `${backendName(backend)}${share(backend.share)}`).toSorted();
    return [...to, ...failing.map((one) => `${one.statusCode}${share(one.share)}`)].join(' or ');
  }
  if (state !== 'answered') return state;
  return grpcStatus === undefined ? String(statusCode ?? 'answered') : `gRPC ${grpcStatus}`;
}

/** What requests ask for, as a document. */
function trafficMatch(match: RequestMatch): TrafficMatch {
  const { kind, path, method, grpcService, grpcMethod, headers, query } = match;
  const written = path === undefined ? undefined : { type: path.type, value: path.value === '' ? '/' : path.value };
  const isGrpc = kind === 'GRPCRoute';
  const words = [
    method,
    isGrpc ? `${testText(grpcService)}/${testText(grpcMethod)}` : pathWord(written),
    ...headers.map(fieldText),
    ...query.map((field) => `?${fieldText(field)}`),
  ];
  return withoutAbsent<TrafficMatch>({
    text: words.filter((word) => word !== undefined && word !== '').join(' '),
    path: written,
    method,
    grpc: isGrpc ? withoutAbsent({ service: grpcService?.value, method: grpcMethod?.value }) : undefined,
    headers: headers.length === 0 ? undefined : headers.map(fieldOf),
    query: query.length === 0 ? undefined : query.map(fieldOf),
  });
}

function pathWord(path: { readonly type: string; readonly value: string } | undefined): string | undefined {
  if (path === undefined || path.type === 'PathPrefix') return path?.value;
  return `${path.type === 'Exact' ? '=' : '~'} ${path.value}`;
}

function testText(test: TextTest | undefined): string {
  if (test === undefined) return '*';
  return test.type === 'Exact' ? test.value : `~${test.value}`;
}

function fieldText({ name, test }: FieldTest): string {
  return `${name}${test.type === 'Exact' ? '=' : '~'}${test.value}`;
}

function fieldOf({ name, test }: FieldTest) {
  return { name, type: test.type, value: test.value };
}

/** What could not be compared, as a document. */
export function notCompared({ place, hostname, match, request, side, because }: OpenComparison): NotCompared {
  return withoutAbsent<NotCompared>({
    parent: place.parent,
    hostname,
    match: match === undefined ? undefined : trafficMatch(match),
    request: tracedRequest(request),
    side,
    reason: because === undefined ? undefined : say(because),
  });
}

/** A change of an attachment as a document. */
export function attachmentChange({ route, parentRef, before, after }: AttachmentDifference): AttachmentChange {
  return withoutAbsent<AttachmentChange>({
    route,
    parentRef: withoutAbsent({ ...parentRef }),
    before: before === undefined ? undefined : changedCondition(before),
    after: after === undefined ? undefined : changedCondition(after),
  });
}

/** A change of a condition as a document. */
export function conditionChange({ of, type, before, after }: ConditionDifference): ConditionChange {
  return { object: of, type, before: changedCondition(before), after: changedCondition(after) };
}

function changedCondition({ status, reason, because }: ComputedCondition): ChangedCondition {
  return withoutAbsent({ status, reason, message: because === undefined ? undefined : say(because) });
}

/** A change of an effective policy as a document. */
export function policyChange({ kind, path, field, before, after }: PolicyDifference): EffectivePolicyChange {
  return withoutAbsent<EffectivePolicyChange>({
    policyKind: { group: kind.group, kind: kind.kind },
    path: pathText(path),
    field,
    before: changedValue(before),
    after: changedValue(after),
  });
}

function changedValue(value: PolicyValue | undefined): ChangedValue | undefined {
  return value === undefined ? undefined : { value: value.value, policy: value.policy };
}

/** The objects that changed, counted and named. */
export function objectChanges(differences: readonly ObjectDifference[]): ObjectChanges {
  const count = (change: ObjectDifference['change']): number =>
    differences.filter((difference) => difference.change === change).length;
  return {
    added: count('added'),
    changed: count('changed'),
    removed: count('removed'),
    items: differences.map(({ ref, change }) => ({ object: withoutAbsent({ ...ref }), change })),
  };
}

/** Counts what changes of traffic. */
export function summaryOf(
  traffic: readonly TrafficChange[],
  { compared, open, isPartial }: Pick<TableDifference, 'compared' | 'isPartial'> & { readonly open: number },
): TrafficDiffSummary {
  const told = traffic.filter(({ accepted }) => accepted !== true);
  const count = (kind: TrafficChange['changes'][number]): number =>
    told.filter(({ changes }) => changes.includes(kind)).length;
  const counted = {
    moves: count('moves'),
    notFound: count('notFound'),
    fails: count('fails') + count('partlyFails'),
    refused: count('refused'),
    reachable: count('reachable'),
    losesAuthentication: count('losesAuthentication'),
    gainsAuthentication: count('gainsAuthentication'),
  };
  const named = new Set<string>(Object.keys(counted)).add('partlyFails');
  return {
    total: told.length,
    ...counted,
    otherwise: told.filter(({ changes }) => !changes.some((kind) => named.has(kind))).length,
    accepted: traffic.length - told.length,
    notCompared: open,
    requests: compared,
    complete: !isPartial,
  };
}

/** A change of traffic as an entry of a file of accepted differences. */
export function acceptedDifference(change: TrafficChange): AcceptedDifference {
  const { changes, before, after } = change;
  return { at: placeText(change), requests: requestsText(change), changes, before: before.text, after: after.text };
}

/** `gateway infra/web:443 HTTPS` */
export function placeText({
  parent,
  port,
  protocol,
  clientNamespace,
}: Pick<TrafficChange, 'parent' | 'port' | 'protocol' | 'clientNamespace'>): string {
  const clients = clientNamespace === undefined ? '' : ` from ${clientNamespace}`;
  return `${nodeText(wholeOf(parent))}:${port} ${protocol}${clients}`;
}

/** `shop.example.com /cart` */
export function requestsText({ hostname, match }: Pick<TrafficChange, 'hostname' | 'match'>): string {
  return [hostname, match?.text ?? ''].filter((part) => part !== '').join(' ');
}
