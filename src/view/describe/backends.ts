import type { GraphEdge } from '../../graph/graph.ts';
import { readBackendTrust } from '../../gateway-api/backend-tls-policy.ts';
import { readRouteBackends, readRules } from '../../gateway-api/route.ts';
import type { RouteBackend } from '../../gateway-api/route.ts';
import { SERVICE, X_BACKEND } from '../../gateway-api/kinds.ts';
import { portSection } from '../../gateway-api/section.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readNumber, readPath, readRecords, readString } from '../../model/read.ts';
import { groupKindOf, refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import { backendTlsAcceptance } from '../../graph/status/backend-tls-policy.ts';
import { backendTlsOf } from '../../policy/settings/backend-tls.ts';
import { usesBackendTls } from '../../policy/uses-backend-tls.ts';
import { objectText } from '../tables/object-text.ts';
import { xBackendDestination, xBackendPort } from '../tables/x-backend.ts';
import type { Block, Line } from '../description.ts';
import { say, sayShortly } from '../say/say.ts';
import { backendText } from './backend-text.ts';
import { cut, lines } from './blocks.ts';
import { countEndpoints } from '../../graph/resolve/endpoint-slices.ts';
import type { DescribeContext } from './context.ts';
import { scopeOf } from './relations.ts';
import { edgesByPath } from './rules.ts';
import { REFERENCE_MARKS } from './reference.ts';

const MOST_BACKENDS = 40;

/** What a route sends to, mirrors to or asks: each backend once, with what it is and whether it may be used. */
export function backendBlocks(route: KubernetesObject, context: DescribeContext): readonly Block[] {
  const edges = edgesByPath(route, readRules(route), context);
  const namespace = namespaceOf(route);
  const byText = Map.groupBy(readRouteBackends(route), ({ ref }) => `${ref.group}/${backendText(ref, namespace)}`);
  const { shown, left } = cut([...byText.values()], MOST_BACKENDS);
  return lines(
    'Backends',
    shown.flatMap((uses) => backendLine(uses, edges, route, context)),
    left === 0
      ? undefined
      : `${left} more: ${context.command(`get ${route.kind.toLowerCase()} ${route.metadata.name}${scopeOf(refOf(route))} -o yaml`)}`,
  );
}

/** @param uses every place of the route that names the backend. */
function backendLine(
  uses: readonly RouteBackend[],
  edges: ReadonlyMap<string, GraphEdge>,
  route: KubernetesObject,
  context: DescribeContext,
): readonly Line[] {
  const [first] = uses;
  if (first === undefined) return [];
  const { ref, path } = first;
  const edge = edges.get(path);
  const name = `${backendText(ref, namespaceOf(route))}${useText(uses)}`;
  const lookup = context.snapshot.find(ref);
  const state = edge?.state ?? (lookup.state === 'found' ? 'resolved' : lookup.state);
  if (state !== 'resolved') {
    const message = say(edge?.because);
    const because = lookup.state === 'unknown' ? lookup.because : undefined;
    const reason =
      state === 'unknown'
        ? `unknown${because === undefined ? '' : ` (${sayShortly(because)})`}`
        : (edge?.reason ?? 'missing');
    return [
      {
        mark: REFERENCE_MARKS[state],
        cells: [name, { text: reason, tone: state === 'unknown' ? 'muted' : 'bad' }, path],
        details: message === '' || message === say(because) ? [] : [[message]],
      },
    ];
  }
  if (lookup.state !== 'found') return [{ mark: 'ok', cells: [name, ''] }];
  const tls = usesBackendTls(context.graph, refOf(route)) ? tlsOf(lookup.object, ref.port, context) : NO_TLS;
  const facts = backendFacts(lookup.object, ref.port, edge, context, tls);
  const mark = tls.failures.length > 0 ? 'broken' : hasNoReadyEndpoint(lookup.object, context) ? 'note' : 'ok';
  return [{ mark, cells: [name, facts.join(', ')], details: tls.failures.map((failure) => [failure]) }];
}

/** What the route uses it for, unless it only sends requests there: ` (mirror)`, ` (backend, mirror)`. */
function useText(uses: readonly RouteBackend[]): string {
  const words = USES.filter(([use]) => uses.some((one) => one.use === use)).map(([, word]) => word);
  return words.join() === 'backend' ? '' : ` (${words.join(', ')})`;
}

const USES: readonly (readonly [RouteBackend['use'], string])[] = [
  ['backend', 'backend'],
  ['mirror', 'mirror'],
  ['externalAuth', 'external auth'],
];

/** What is worth knowing of a backend: its type, ready endpoints, protocol, TLS and the grant that allows it. */
function backendFacts(
  backend: KubernetesObject,
  port: number | undefined,
  edge: GraphEdge | undefined,
  context: DescribeContext,
  tls: BackendTls,
): readonly string[] {
  const facts: string[] = [];
  if (sameGroupKind(groupKindOf(backend), SERVICE)) {
    facts.push(...serviceFacts(backend, context));
    const appProtocol = edge?.appProtocol ?? appProtocolOf(backend, port);
    if (appProtocol !== undefined) facts.push(`appProtocol ${appProtocol}`);
  } else if (sameGroupKind(groupKindOf(backend), X_BACKEND)) {
    facts.push(...xBackendFacts(backend));
  }
  facts.push(...tls.facts);
  if (edge?.grant !== undefined) facts.push(`allowed by ${objectText(edge.grant, undefined)}`);
  return facts;
}

function serviceFacts(service: KubernetesObject, context: DescribeContext): readonly string[] {
  const type = readString(readPath(service, 'spec', 'type')) ?? 'ClusterIP';
  if (type === 'ExternalName') {
    return [
      `ExternalName ${readString(readPath(service, 'spec', 'externalName')) ?? '?'}: should not be used as a backend`,
    ];
  }
  const headless = readString(readPath(service, 'spec', 'clusterIP')) === 'None' ? `${type} (headless)` : type;
  const endpoints = countEndpoints(context.snapshot, refOf(service));
  return endpoints === undefined ? [headless] : [headless, endpointText(endpoints)];
}

/** `3 of 3 endpoints ready`, `no endpoints`. */
export function endpointText({ ready, total }: { readonly ready: number; readonly total: number }): string {
  return total === 0 ? 'no endpoints' : `${ready} of ${total} endpoints ready`;
}

function hasNoReadyEndpoint(backend: KubernetesObject, context: DescribeContext): boolean {
  if (!sameGroupKind(groupKindOf(backend), SERVICE)) return false;
  return countEndpoints(context.snapshot, refOf(backend))?.ready === 0;
}

function appProtocolOf(service: KubernetesObject, port: number | undefined): string | undefined {
  const entry = readRecords(readPath(service, 'spec', 'ports')).find(
    (candidate) => readNumber(candidate['port']) === port,
  );
  return entry === undefined ? undefined : readString(entry['appProtocol']);
}

function xBackendFacts(backend: KubernetesObject): readonly string[] {
  const port = xBackendPort(backend);
  const protocol = readString(readPath(backend, 'spec', 'protocol'));
  const tls = readString(readPath(backend, 'spec', 'tls', 'mode'));
  return [
    `${readString(readPath(backend, 'spec', 'type')) ?? '?'} ${xBackendDestination(backend)}${port === undefined ? '' : `:${port}`}`,
    ...(protocol === undefined ? [] : [protocol]),
    ...(tls === undefined || tls === 'None' ? [] : [`TLS ${tls}`]),
  ];
}

/** The BackendTLSPolicies that govern a backend, or the port of it that is used, and whether connections fail by them. */
interface BackendTls {
  /** `TLS by backendtlspolicy/pay (CA configmap/pay-ca)` */
  readonly facts: readonly string[];
  /** Why every connection fails (semantics.md 5.10: never plaintext instead). */
  readonly failures: readonly string[];
}

const NO_TLS: BackendTls = { facts: [], failures: [] };

function tlsOf(backend: KubernetesObject, port: number | undefined, context: DescribeContext): BackendTls {
  const whole = refOf(backend);
  const hasPort = port !== undefined && sameGroupKind(whole, SERVICE);
  const settings = backendTlsOf(context.policyIndex(), hasPort ? { ...whole, section: portSection(port) } : whole);
  const policies = new Map(
    settings.flatMap(({ source }) => (source === undefined ? [] : [[refKey(source.ref), source.ref]])),
  );
  const facts: string[] = [];
  const failures: string[] = [];
  for (const ref of policies.values()) {
    const policy = context.snapshot.find(ref);
    if (policy.state !== 'found') continue;
    const name = objectText(ref, namespaceOf(backend));
    facts.push(`TLS by ${name}${trustText(policy.object)}`);
    const accepted = backendTlsAcceptance(context.snapshot, policy.object, whole);
    if (accepted.status === 'False') failures.push(`connections fail: ${name}: ${say(accepted.because)}`);
  }
  return { facts, failures };
}

/** Where the trust of a BackendTLSPolicy comes from, in the fields of every version (semantics.md 1.4). */
function trustText(policy: KubernetesObject): string {
  const { authorities, wellKnown } = readBackendTrust(policy);
  const names = authorities.map(({ ref }) => objectText(ref, namespaceOf(policy)));
  const sources: readonly string[] = wellKnown === undefined ? names : [...names, `well-known ${wellKnown}`];
  return sources.length === 0 ? '' : ` (CA ${sources.join(', ')})`;
}
