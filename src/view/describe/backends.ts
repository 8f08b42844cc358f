import { backendVerdict } from '../../analysis/backend-verdict.ts';
import { FINE } from '../../analysis/verdict.ts';
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
import { backendTlsOf } from '../../policy/settings/backend-tls.ts';
import { usesBackendTls } from '../../policy/uses-backend-tls.ts';
import { objectText } from '../tables/object-text.ts';
import { xBackendDestination, xBackendPort } from '../tables/x-backend.ts';
import type { Block, Line } from '../description.ts';
import { endpointText } from '../say/endpoints.ts';
import { say, sayShortly } from '../say/say.ts';
import { sayBecause } from '../say/verdicts.ts';
import { MARK_OF } from '../verdict-mark.ts';
import { backendText } from './backend-text.ts';
import { cut, lines } from './blocks.ts';
import { countEndpoints } from '../../graph/resolve/count-endpoints.ts';
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
    const message = [say(edge?.because), say(edge?.note)].filter((text) => text !== '').join('; ');
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
  const tls = usesBackendTls(context.graph, refOf(route)) ? tlsFacts(lookup.object, ref.port, context) : [];
  const facts = backendFacts(lookup.object, ref.port, edge, context, tls);
  const verdict = edge === undefined ? FINE : backendVerdict(context, edge);
  const mark = verdict.state === 'ok' && isExternalName(lookup.object) ? 'note' : MARK_OF[verdict.state];
  const failures = verdict.because.filter(({ code }) => code === 'tlsFails').map(sayBecause);
  const notes = edge?.note === undefined ? [] : [say(edge.note)];
  const details = [...failures.map(({ message }) => message), ...notes].map((text) => [text]);
  return [{ mark, cells: [name, facts.join(', ')], details }];
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
  tls: readonly string[],
): readonly string[] {
  const facts: string[] = [];
  if (sameGroupKind(groupKindOf(backend), SERVICE)) {
    facts.push(...serviceFacts(backend, context));
    const appProtocol = edge?.appProtocol ?? appProtocolOf(backend, port);
    if (appProtocol !== undefined) facts.push(`appProtocol ${appProtocol}`);
  } else if (sameGroupKind(groupKindOf(backend), X_BACKEND)) {
    facts.push(...xBackendFacts(backend));
  }
  facts.push(...tls);
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

function isExternalName(backend: KubernetesObject): boolean {
  return sameGroupKind(groupKindOf(backend), SERVICE) && readPath(backend, 'spec', 'type') === 'ExternalName';
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

/** The BackendTLSPolicies that govern a backend, or the port of it that is used: `TLS by backendtlspolicy/pay (CA configmap/pay-ca)` */
function tlsFacts(backend: KubernetesObject, port: number | undefined, context: DescribeContext): readonly string[] {
  const whole = refOf(backend);
  const hasPort = port !== undefined && sameGroupKind(whole, SERVICE);
  const settings = backendTlsOf(context.policyIndex(), hasPort ? { ...whole, section: portSection(port) } : whole);
  const policies = new Map(
    settings.flatMap(({ source }) => (source === undefined ? [] : [[refKey(source.ref), source.ref]])),
  );
  return [...policies.values()].flatMap((ref) => {
    const policy = context.snapshot.find(ref);
    if (policy.state !== 'found') return [];
    return [`TLS by ${objectText(ref, namespaceOf(backend))}${trustText(policy.object)}`];
  });
}

/** Where the trust of a BackendTLSPolicy comes from, in the fields of every version (semantics.md 1.4). */
function trustText(policy: KubernetesObject): string {
  const { authorities, wellKnown } = readBackendTrust(policy);
  const names = authorities.map(({ ref }) => objectText(ref, namespaceOf(policy)));
  const sources: readonly string[] = wellKnown === undefined ? names : [...names, `well-known ${wellKnown}`];
  return sources.length === 0 ? '' : ` (CA ${sources.join(', ')})`;
}
