import type { GraphEdge } from '../../graph/graph.ts';
import { readRules } from '../../gateway-api/route.ts';
import type { RouteRule } from '../../gateway-api/route.ts';
import { ruleSection } from '../../gateway-api/section.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { isRecord, readList, readNumber, readRecord, readRecords, readString } from '../../model/read.ts';
import { refOf } from '../../model/ref.ts';
import { shadowedRules } from '../../routing/shadowed-rules.ts';
import type { Block } from '../description.ts';
import type { Cell } from '../table.ts';
import { backendText, shares } from './backend-text.ts';
import { table } from './blocks.ts';
import type { DescribeContext } from './context.ts';
import { filterLines, filterText } from './filter-text.ts';
import { ruleMatches } from './match-text.ts';
import { withState } from './reference.ts';
import { SESSION_FIELDS, sessionText } from './session-text.ts';
import type { KnownFields } from './unknown-fields.ts';

/** The rules of a route of any kind as matches -> filters -> backends, with the settings of each. */
export function ruleBlocks(route: KubernetesObject, context: DescribeContext): readonly Block[] {
  const rules = readRules(route);
  const edges = edgesByPath(route, rules, context);
  const namespace = namespaceOf(route);
  const shadowed = rules.length < 2 ? new Map<number, number>() : shadowedRules(route);
  return table(
    'Rules',
    rules,
    [
      { name: '#', cell: ({ index }) => String(index) },
      { name: 'NAME', cell: ({ name }) => name },
      {
        name: 'MATCHES',
        cell: (rule) => [...ruleMatches(rule, route.kind), ...neverMatches(shadowed.get(rule.index))],
      },
      { name: 'FILTERS', cell: (rule) => ruleFilters(rule, namespace, edges) },
      { name: 'BACKENDS', cell: (rule) => backendLines(rule, route, edges) },
      { name: 'SETTINGS', cell: ({ source }) => settingLines(source) },
    ],
    (left) =>
      `${left} more rules: ${context.command(`get ${route.kind.toLowerCase()} ${route.metadata.name} -o yaml`)}`,
  );
}

/** The edges of a route and its rules by the field that holds the reference. */
export function edgesByPath(
  route: KubernetesObject,
  rules: readonly RouteRule[],
  { graph }: DescribeContext,
): ReadonlyMap<string, GraphEdge> {
  const ref = refOf(route);
  const edges = new Map<string, GraphEdge>();
  const add = (edge: GraphEdge): void => {
    if (
      edge.relation === 'backend' ||
      edge.relation === 'mirror' ||
      edge.relation === 'externalAuth' ||
      edge.relation === 'extension'
    ) {
      edges.set(edge.path, edge);
    }
  };
  for (const edge of graph.outgoing(ref)) add(edge);
  for (const { index } of rules) for (const edge of graph.outgoing({ ...ref, section: ruleSection(index) })) add(edge);
  return edges;
}

/** The filters of a rule; an extension that is not there says so, since it then answers with an error (semantics.md 3.4). */
function ruleFilters(
  rule: RouteRule,
  namespace: string | undefined,
  edges: ReadonlyMap<string, GraphEdge>,
): readonly Cell[] {
  return rule.filters.flatMap((filter, index): readonly Cell[] => {
    const edge = edges.get(`spec.rules[${rule.index}].filters[${index}].extensionRef`);
    return edge === undefined ? filterLines(filter, namespace) : [withState(filterText(filter, namespace), edge.state)];
  });
}

/** That other rules of the route take all that this one matches. */
function neverMatches(winner: number | undefined): readonly Cell[] {
  return winner === undefined ? [] : [{ text: `never matches: rule ${winner} wins`, tone: 'warning' }];
}

function backendLines(
  rule: RouteRule,
  route: KubernetesObject,
  edges: ReadonlyMap<string, GraphEdge>,
): readonly Cell[] {
  const namespace = namespaceOf(route);
  if (rule.backendRefs.length === 0) return noBackend(rule, route.kind);
  const parts = shares(rule.backendRefs.map(({ weight }) => weight));
  return rule.backendRefs.flatMap((ref, index) => {
    const edge = edges.get(`spec.rules[${rule.index}].backendRefs[${index}]`);
    const share = rule.backendRefs.length > 1 || ref.weight === 0 ? ` ${parts[index] ?? 'weight 0'}` : '';
    const text = `${backendText(ref, namespace)}${share}`;
    const filters = readRecords(ref.source['filters']).map((filter) => `  with ${filterText(filter, namespace)}`);
    return [withState(text, edge?.state), ...filters];
  });
}

/** What a client gets from a rule without backends, unless a redirect answers (semantics.md 3.4). */
function noBackend({ filters }: RouteRule, kind: string): readonly Cell[] {
  if (filters.some((filter) => filter['type'] === 'RequestRedirect')) return [];
  if (kind === 'HTTPRoute') return [{ text: 'none: responds with 500', tone: 'warning' }];
  if (kind === 'GRPCRoute') return [{ text: 'none: responds with UNAVAILABLE', tone: 'warning' }];
  return [];
}

/** Timeouts, retry and session persistence of a rule, a line each. */
function settingLines(rule: Readonly<Record<string, unknown>>): readonly string[] {
  const timeouts = readRecord(rule['timeouts']);
  const request = readString(timeouts['request']);
  const backend = readString(timeouts['backendRequest']);
  const session = sessionText(rule['sessionPersistence']);
  return [
    ...(request === undefined ? [] : [`request timeout ${request}`]),
    ...(backend === undefined ? [] : [`backend timeout ${backend}`]),
    ...retryLine(rule['retry']),
    ...(session === undefined ? [] : [session]),
  ];
}

/** `attempts` counts retries beside the first request; 0 switches them off (semantics.md 1.4: default 1 since v1.7). */
function retryLine(retry: unknown): readonly string[] {
  if (!isRecord(retry)) return [];
  const attempts = readNumber(retry['attempts']);
  const codes = readList(retry['codes']).filter((code) => typeof code === 'number' || typeof code === 'string');
  const backoff = readString(retry['backoff']);
  const times = attempts === 0 ? 'no retry' : `retry${attempts === undefined ? '' : ` ${attempts} times`}`;
  const on = codes.length === 0 ? '' : ` on ${codes.join(' ')}`;
  return [`${times}${on}${backoff === undefined ? '' : `, backoff ${backoff}`}`];
}

const OBJECT_REF = { group: true, kind: true, namespace: true, name: true } as const;
const BACKEND_REF = { ...OBJECT_REF, port: true } as const;
const HEADERS = { set: { name: true, value: true }, add: { name: true, value: true }, remove: true } as const;
const PATH_CHANGE = { type: true, replaceFullPath: true, replacePrefixMatch: true } as const;

const FILTER_FIELDS = {
  type: true,
  requestHeaderModifier: HEADERS,
  responseHeaderModifier: HEADERS,
  requestRedirect: { scheme: true, hostname: true, port: true, statusCode: true, path: PATH_CHANGE },
  urlRewrite: { hostname: true, path: PATH_CHANGE },
  requestMirror: { backendRef: BACKEND_REF, percent: true, fraction: { numerator: true, denominator: true } },
  cors: {
    allowOrigins: true,
    allowMethods: true,
    allowHeaders: true,
    exposeHeaders: true,
    allowCredentials: true,
    maxAge: true,
  },
  externalAuth: {
    protocol: true,
    backendRef: BACKEND_REF,
    http: { path: true, allowedHeaders: true, allowedResponseHeaders: true },
    grpc: { allowedHeaders: true },
    forwardBody: { maxSize: true },
  },
  extensionRef: { group: true, kind: true, name: true },
} as const;

const VALUE_MATCH = { type: true, name: true, value: true } as const;

/** The fields of `spec.rules` that the table shows. */
export const RULE_FIELDS: KnownFields = {
  name: true,
  matches: {
    path: { type: true, value: true },
    method: true,
    headers: VALUE_MATCH,
    queryParams: VALUE_MATCH,
  },
  filters: FILTER_FIELDS,
  backendRefs: { ...BACKEND_REF, weight: true, filters: FILTER_FIELDS },
  timeouts: { request: true, backendRequest: true },
  retry: { attempts: true, codes: true, backoff: true },
  sessionPersistence: SESSION_FIELDS,
};

/** The fields of one listener filter (semantics.md 1.4, since v1.7). */
export const LISTENER_FILTER_FIELDS: KnownFields = FILTER_FIELDS;
