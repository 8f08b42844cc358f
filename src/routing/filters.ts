import { readBackendRef } from '../gateway-api/backend-ref.ts';
import { readObjectReference } from '../gateway-api/object-reference.ts';
import { resolveBackend } from '../graph/resolve/backend-resolution.ts';
import { missingObject } from '../graph/resolve/missing-object.ts';
import type { Fact } from '../model/fact.ts';
import { namespaceOf } from '../model/object.ts';
import { isRecord, readNumber, readPath, readRecord, readString } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { corsAnswer } from './cors.ts';
import { HeaderList, readHeaderChange } from './header-list.ts';
import type { HeaderChange } from './header-list.ts';
import { leadsTo, redirectOf } from './redirect.ts';
import { changedPath } from './replace-prefix.ts';
import type { Header, RoutedRequest } from './routed-request.ts';
import type { Row } from './row.ts';
import type { Redirect, RoutedMirror, WayStep } from './trace.ts';

/** What filters ask beside the request. */
export interface FilterContext {
  readonly snapshot: Snapshot;
  readonly row: Row;
  /** False in a mesh, where references may cross namespaces (GEP-1294). */
  readonly needsGrant: boolean;
}

/** What ends a request before a backend sees it. */
export type Ending =
  | { readonly kind: 'redirect'; readonly redirect: Redirect }
  | { readonly kind: 'preflight'; readonly origin: string; readonly isAllowed: boolean }
  | { readonly kind: 'failure'; readonly reason: Fact; readonly field: string };

/** A request on its way through filters. */
export interface Passing {
  readonly headers: HeaderList;
  host: string;
  path: string;
  readonly responseChanges: HeaderChange[];
  readonly corsHeaders: Header[];
  readonly mirrors: RoutedMirror[];
  readonly steps: WayStep[];
  readonly notes: Fact[];
  ending: Ending | undefined;
}

/** A request before its first filter. */
export function startPassing(request: RoutedRequest): Passing {
  const headers = new HeaderList(request.host === '' ? [] : [['host', request.host]]);
  for (const [name, value] of request.headers) headers.add(name, value);
  return {
    headers,
    host: request.host,
    path: request.path,
    responseChanges: [],
    corsHeaders: [],
    mirrors: [],
    steps: [],
    notes: [],
    ending: undefined,
  };
}

/** The same request on the way to one of several backends. */
export function forkPassing(passing: Passing): Passing {
  return {
    ...passing,
    headers: passing.headers.copy(),
    responseChanges: [],
    corsHeaders: [],
    mirrors: [],
    steps: [],
    notes: [],
  };
}

/**
 * Runs filters in the order in which they are listed (HR:225-239) until one of them answers.
 * @param at the field that holds them: `spec.rules[0]`, or a backendRef of it.
 */
export function runFilters(
  filters: readonly JsonRecord[],
  at: string,
  passing: Passing,
  request: RoutedRequest,
  context: FilterContext,
): void {
  for (const [index, filter] of filters.entries()) {
    if (passing.ending !== undefined) return;
    runFilter(filter, `${at}.filters[${index}]`, passing, request, context);
  }
}

function runFilter(
  filter: JsonRecord,
  field: string,
  passing: Passing,
  request: RoutedRequest,
  context: FilterContext,
): void {
  const type = readString(filter['type']) ?? '';
  const note = (fact: Fact): void => void passing.steps.push({ step: 'filters', fact, of: context.row.ref, field });
  switch (type) {
    case 'RequestHeaderModifier': {
      const change = readHeaderChange(readRecord(filter['requestHeaderModifier']));
      passing.headers.apply(change);
      return note({ code: 'headersChanged', of: 'request', ...change });
    }
    case 'ResponseHeaderModifier': {
      const change = readHeaderChange(readRecord(filter['responseHeaderModifier']));
      passing.responseChanges.push(change);
      return note({ code: 'headersChanged', of: 'response', ...change });
    }
    case 'RequestRedirect': {
      const from = { scheme: request.scheme, host: passing.host, path: passing.path, port: request.port };
      const redirect = redirectOf(readRecord(filter['requestRedirect']), from, context.row);
      passing.ending = { kind: 'redirect', redirect };
      if (leadsTo(redirect, request)) {
        passing.notes.push({ code: 'redirectLoop', location: redirect.location, scheme: redirect.scheme });
      }
      return note({ code: 'redirected', statusCode: redirect.statusCode, location: redirect.location });
    }
    case 'URLRewrite':
      return rewrite(readRecord(filter['urlRewrite']), passing, context.row, note);
    case 'RequestMirror':
      return mirror(readRecord(filter['requestMirror']), passing, context, note);
    case 'CORS':
      return answerCors(readRecord(filter['cors']), passing, request, note);
    case 'ExternalAuth':
      return askAuth(readRecord(filter['externalAuth']), field, passing, context, note);
    case 'ExtensionRef':
      return extend(filter['extensionRef'], field, passing, context, note);
    default:
      return note({ code: 'filterNotKnown', type });
  }
}

type Tell = (fact: Fact) => void;

function rewrite(filter: JsonRecord, passing: Passing, row: Row, tell: Tell): void {
  const host = readString(filter['hostname']);
  if (host !== undefined) {
    passing.host = host;
    passing.headers.set('host', host);
    tell({ code: 'hostRewritten', to: host });
  }
  const path = changedPath(filter['path'], passing.path, row);
  if (path === undefined) return;
  tell({ code: 'pathRewritten', from: passing.path, to: path });
  passing.path = path;
}

/** A mirror to a backend that cannot be used is dropped, and the request goes on (HR:1347-1369). */
function mirror(filter: JsonRecord, passing: Passing, context: FilterContext, tell: Tell): void {
  const ref = readBackendRef(filter['backendRef'], namespaceOf(context.row.route));
  const { group, kind, namespace, name, port } = ref;
  const to = { group, kind, namespace, name };
  const resolution = resolve(ref, context);
  if (resolution.state === 'missing' || resolution.state === 'notPermitted') {
    return tell({ code: 'mirrorDropped', to, because: resolution.because });
  }
  const percent = mirrorPercent(filter);
  if (percent > 0) passing.mirrors.push({ ref: to, port, percent });
  tell({ code: 'mirrored', to, port, percent });
}

/** All requests unless a share is written; the denominator of a fraction is 100 unless written. */
function mirrorPercent(filter: JsonRecord): number {
  const percent = readNumber(filter['percent']);
  if (percent !== undefined) return percent;
  const numerator = readNumber(readPath(filter, 'fraction', 'numerator'));
  if (numerator === undefined) return 100;
  const denominator = readNumber(readPath(filter, 'fraction', 'denominator')) ?? 100;
  return denominator > 0 ? (100 * numerator) / denominator : 0;
}

function answerCors(filter: JsonRecord, passing: Passing, request: RoutedRequest, tell: Tell): void {
  const answer = corsAnswer(filter, request.method, (name) => passing.headers.get(name));
  if (answer === undefined) return;
  const { origin, isAllowed, isPreflight, headers } = answer;
  passing.corsHeaders.push(...headers);
  if (isPreflight) passing.ending = { kind: 'preflight', origin, isAllowed };
  tell({ code: isPreflight ? 'preflightAnswered' : 'corsChecked', origin, isAllowed });
}

/** What an authorization service answers nobody knows; one that cannot be asked refuses everything (HR:942-947). */
function askAuth(filter: JsonRecord, field: string, passing: Passing, context: FilterContext, tell: Tell): void {
  const ref = readBackendRef(filter['backendRef'], namespaceOf(context.row.route));
  const { group, kind, namespace, name, port } = ref;
  const backend = { group, kind, namespace, name };
  const { state, because } = resolve(ref, context);
  if (state === 'missing' || state === 'notPermitted') {
    passing.ending = {
      kind: 'failure',
      reason: { code: 'authFails', because },
      field: `${field}.externalAuth.backendRef`,
    };
    return;
  }
  tell({ code: 'authAsked', backend, port });
  passing.notes.push({ code: 'authAssumed', backend });
}

/** A filter whose object is not there is never skipped: the client gets an error (HR:871-873). */
function extend(written: unknown, field: string, passing: Passing, { snapshot, row }: FilterContext, tell: Tell): void {
  if (!isRecord(written)) return tell({ code: 'filterNotKnown', type: 'ExtensionRef' });
  const ref = readObjectReference(written, namespaceOf(row.route), { group: '', kind: '' });
  const lookup = snapshot.find(ref);
  if (lookup.state === 'missing') {
    const reason: Fact = { code: 'extensionFails', because: missingObject(snapshot, ref) };
    passing.ending = { kind: 'failure', reason, field: `${field}.extensionRef` };
    return;
  }
  tell({ code: 'extensionAssumed', ref });
}

function resolve(ref: ReturnType<typeof readBackendRef>, { snapshot, row, needsGrant }: FilterContext) {
  return resolveBackend(snapshot, ref, { from: row.ref, needsGrant });
}
