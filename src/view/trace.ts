import type {
  TraceBackend,
  TraceOutcome,
  TraceRejection,
  TraceResult,
  TraceStep,
  TracedRequest,
} from '../documents/trace-result.ts';
import type { DocumentGap } from '../documents/gap.ts';
import { speaksHttp } from '../routing/routed-request.ts';
import type { RoutedRequest } from '../routing/routed-request.ts';
import type { Outcome, RoutedBackend, Trace } from '../routing/trace.ts';
import { say } from './say/say.ts';
import { withoutAbsent } from './without-absent.ts';

/** The answer to one request as a document. @param id of a list of requests the request's own. */
export function traceDocument(trace: Trace, gaps: readonly DocumentGap[], id?: string): TraceResult {
  const { request, parent, listener, route, rule, match, outcome, decided, rejected, notes } = trace;
  return withoutAbsent<TraceResult>({
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'TraceResult',
    id,
    request: tracedRequest(request),
    parent,
    listener,
    route,
    rule: rule === undefined ? undefined : withoutAbsent(rule),
    match,
    outcome: traceOutcome(outcome),
    decided: decided.map(({ step, fact, of, field }): TraceStep => withoutAbsent({ step, text: say(fact), of, field })),
    rejected: rejected.map(({ of, field, fact }): TraceRejection => withoutAbsent({ of, field, text: say(fact) })),
    notes: notes.map((note) => say(note)),
    deviations: [],
    gaps,
  });
}

/** The request as it was understood. */
export function tracedRequest(request: RoutedRequest): TracedRequest {
  const { protocol, port, sni, clientNamespace, grpc } = request;
  if (!speaksHttp(request)) return withoutAbsent<TracedRequest>({ protocol, port, sni, clientNamespace });
  const { method, scheme, host, path, headers } = request;
  return withoutAbsent<TracedRequest>({
    protocol,
    port,
    method,
    scheme,
    host,
    path,
    headers: headers.length === 0 ? undefined : headers,
    sni,
    grpc,
    clientNamespace,
  });
}

/** What comes back, as a document. */
export function traceOutcome(outcome: Outcome): TraceOutcome {
  const { state, statusCode, grpcStatus, reason, field, of, backends, failing, redirect, mirrors } = outcome;
  const { rewritten, requestHeaders, responseHeaders } = outcome;
  return withoutAbsent<TraceOutcome>({
    state,
    statusCode,
    grpcStatus,
    rejected: state === 'rejected' || state === 'refused' ? true : undefined,
    reason: reason === undefined ? undefined : say(reason),
    field,
    of,
    backends: backends.map(traceBackend),
    failing:
      failing.length === 0
        ? undefined
        : failing.map(({ field: place, share, statusCode: code, reason: why }) => ({
            field: place,
            share,
            statusCode: code,
            reason: say(why),
          })),
    redirect: redirect === undefined ? undefined : withoutAbsent(redirect),
    rewritten: rewritten === undefined ? undefined : withoutAbsent(rewritten),
    requestHeaders,
    responseHeaders,
    mirrors:
      mirrors.length === 0
        ? undefined
        : mirrors.map(({ ref, port, percent }) => withoutAbsent({ ...named(ref), port, percent })),
  });
}

function traceBackend(backend: RoutedBackend): TraceBackend {
  const { ref, port, weight, share, targetPort, readyEndpoints, appProtocol, tlsHostname } = backend;
  const { rewritten, requestHeaders, responseHeaders } = backend;
  return withoutAbsent<TraceBackend>({
    ...named(ref),
    port,
    weight,
    share,
    targetPort,
    readyEndpoints,
    appProtocol,
    tlsHostname,
    rewritten: rewritten === undefined ? undefined : withoutAbsent(rewritten),
    requestHeaders,
    responseHeaders,
  });
}

function named({
  group,
  kind,
  namespace,
  name,
}: RoutedBackend['ref']): Pick<TraceBackend, 'group' | 'kind' | 'namespace' | 'name'> {
  return { group, kind, namespace, name };
}
