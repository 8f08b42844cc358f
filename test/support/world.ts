import { buildGraph } from '../../src/graph/query/build-graph.ts';
import type { Attachment, ComputedListener, Graph, GraphEdge } from '../../src/graph/graph.ts';
import { compareText } from '../../src/model/compare-text.ts';
import type { Gap } from '../../src/model/gap.ts';
import { SnapshotBuilder } from '../../src/world/memory-snapshot.ts';
import { SPECIFICATION_POLICY_KINDS } from '../../src/gateway-api/kinds.ts';
import type { KubernetesObject } from '../../src/model/object.ts';
import { groupKindKey, refKey, refOf } from '../../src/model/ref.ts';
import type { GroupKind, ObjectRef } from '../../src/model/ref.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

/** Free fields of an object of a test. */
type Fields = Readonly<Record<string, unknown>>;

/** The namespace of every object of these tests that names none. */
export const NS = 'shop';
export const CONTROLLER = 'acme.example/controller';
const V1 = 'gateway.networking.k8s.io/v1';
const X_V1ALPHA1 = 'gateway.networking.x-k8s.io/v1alpha1';

/** An object; `name` may be `namespace/name`. */
export function make(apiVersion: string, kind: string, name: string, fields: Fields = {}): KubernetesObject {
  const [first = '', second] = name.split('/');
  const { metadata, ...rest } = fields;
  const written = typeof metadata === 'object' && metadata !== null ? metadata : {};
  const identity = second === undefined ? { namespace: NS, name: first } : { namespace: first, name: second };
  return { apiVersion, kind, metadata: { ...identity, ...written }, ...rest };
}

function makeClusterScoped(apiVersion: string, kind: string, name: string, fields: Fields = {}): KubernetesObject {
  const { metadata, ...rest } = fields;
  const written = typeof metadata === 'object' && metadata !== null ? metadata : {};
  return { apiVersion, kind, metadata: { name, ...written }, ...rest };
}

export const namespace = (name: string, labels: Fields = {}): KubernetesObject =>
  makeClusterScoped('v1', 'Namespace', name, { metadata: { labels } });

export const gatewayClass = (name = 'acme'): KubernetesObject =>
  makeClusterScoped(V1, 'GatewayClass', name, { spec: { controllerName: CONTROLLER } });

export const http: Fields = { name: 'http', port: 80, protocol: 'HTTP' };

/** A Gateway of class acme. */
export const gateway = (name: string, listeners: readonly Fields[] = [http], spec: Fields = {}, more: Fields = {}) =>
  make(V1, 'Gateway', name, { spec: { gatewayClassName: 'acme', listeners, ...spec }, ...more });

export const listenerSet = (name: string, parent: Fields, listeners: readonly Fields[], more: Fields = {}) =>
  make(V1, 'ListenerSet', name, { spec: { parentRef: parent, listeners }, ...more });

/** A route of any kind with a parentRef for each name or object. */
export function route(
  kind: string,
  name: string,
  parents: readonly (string | Fields)[],
  spec: Fields = {},
  more: Fields = {},
): KubernetesObject {
  const parentRefs = parents.map((parent) => (typeof parent === 'string' ? { name: parent } : parent));
  return make(V1, kind, name, { spec: { parentRefs, ...spec }, ...more });
}

/** A rule with these backendRefs. */
export const to = (...backendRefs: readonly Fields[]): Fields => ({ rules: [{ backendRefs }] });

export const service = (name: string, ports: readonly Fields[] = [{ name: 'http', port: 80 }], spec: Fields = {}) =>
  make('v1', 'Service', name, { spec: { ports, ...spec } });

export const secret = (name: string, data: Fields = { 'tls.crt': '', 'tls.key': '' }) =>
  make('v1', 'Secret', name, { type: 'kubernetes.io/tls', data });

export const configMap = (name: string, data: Fields = { 'ca.crt': '-----BEGIN CERTIFICATE-----' }) =>
  make('v1', 'ConfigMap', name, { data });

/** A ReferenceGrant in a namespace; from and to as `group/Kind/namespace` and `group/Kind/name`. */
export function grant(name: string, from: string, target: string): KubernetesObject {
  const [fromGroup, fromKind, fromNamespace] = from.split('/');
  const [toGroup, toKind, toName] = target.split('/');
  const named = toName === undefined ? {} : { name: toName };
  return make('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', name, {
    spec: {
      from: [{ group: fromGroup, kind: fromKind, namespace: fromNamespace }],
      to: [{ group: toGroup, kind: toKind, ...named }],
    },
  });
}

export const policy = (kind: string, name: string, targets: readonly Fields[], spec: Fields = {}, more: Fields = {}) =>
  make(kind.startsWith('X') ? X_V1ALPHA1 : V1, kind, name, { spec: { targetRefs: targets, ...spec }, ...more });

/** Metadata of an object that was made some days after the first of January 2025. */
export const madeOn = (day: number): Fields => ({
  creationTimestamp: new Date(Date.UTC(2025, 0, 1 + day)).toISOString(),
});

/** The same as fields of an object. */
export const born = (day: number): Fields => ({ metadata: madeOn(day) });

/** What a test's loader says beside the objects. */
export interface World {
  readonly origin?: Snapshot['origin'];
  readonly gaps?: readonly Gap[];
  readonly complete?: readonly GroupKind[];
}

/** A snapshot of the objects, the class acme among them. */
export function snapshotOf(objects: readonly KubernetesObject[], world: World = {}): Snapshot {
  const builder = new SnapshotBuilder();
  builder.add(gatewayClass());
  for (const object of objects) builder.add(object);
  for (const gap of world.gaps ?? []) builder.addGap(gap);
  for (const type of world.complete ?? []) builder.markComplete(type);
  return builder.build(world.origin ?? 'files');
}

/** The graph of the objects. */
export function graphOf(objects: readonly KubernetesObject[], world: World = {}): Graph {
  const graph = buildGraph(snapshotOf(objects, world), { policyKinds: SPECIFICATION_POLICY_KINDS, endpoints: true });
  refsOf.set(graph, [gatewayClass(), ...objects].map(refOf));
  return graph;
}

/** What a graph was made of. */
const refsOf = new WeakMap<Graph, readonly ObjectRef[]>();

/** Every edge of a graph: by the types of the holders, then their namespaces and names; those of grants last. */
export function everyEdge(graph: Graph): readonly GraphEdge[] {
  const refs = new Map((refsOf.get(graph) ?? []).map((ref) => [refKey(ref), ref]));
  const keyed = [...refs.values()].toSorted(
    (a, b) =>
      compareText(groupKindKey(a), groupKindKey(b)) ||
      compareText(a.namespace ?? '', b.namespace ?? '') ||
      compareText(a.name, b.name),
  );
  const grants = keyed.filter(({ kind }) => kind === 'ReferenceGrant');
  return [...keyed.flatMap((ref) => graph.edges(ref)), ...grants.flatMap((ref) => graph.outgoing(ref, 'grant'))];
}

/** What becomes of the only, or a later, parentRef of a route. */
export function attachmentOf(
  object: KubernetesObject,
  others: readonly KubernetesObject[],
  world: World = {},
  index = 0,
): Attachment {
  const attachment = graphOf([object, ...others], world).attachments(refOf(object))[index];
  if (attachment === undefined) throw new Error('the route has no such attachment');
  return attachment;
}

/** `True`, or `False NotAllowedByListeners`, or `Unknown`. */
export function verdict(condition: { readonly status: string; readonly reason: string } | undefined): string {
  if (condition === undefined) return 'absent';
  return condition.status === 'False' ? `False ${condition.reason}` : condition.status;
}

/** A listener of a Gateway or ListenerSet by its name. */
export function listenerOf(graph: Graph, holder: KubernetesObject, name: string): ComputedListener {
  const listener = graph.parent(refOf(holder))?.listeners.find((candidate) => candidate.name === name);
  if (listener === undefined) throw new Error(`no listener ${name}`);
  return listener;
}

/** The edges of a graph that are not resolved, each as one text. */
export function brokenEdges(graph: Graph): readonly string[] {
  return everyEdge(graph)
    .filter(({ state }) => state !== 'resolved')
    .map(edgeText);
}

/** `backend HTTPRoute/web#rules[0] -> Service/cart: missing BackendNotFound` */
export function edgeText({ relation, from, to: target, state, reason }: GraphEdge): string {
  return `${relation} ${nodeText(from)} -> ${nodeText(target)}: ${state}${reason === '' ? '' : ` ${reason}`}`;
}

function nodeText({ kind, namespace: ns, name, section }: ObjectRef): string {
  const place = ns === undefined || ns === NS ? name : `${ns}/${name}`;
  return `${kind}/${place}${section === undefined ? '' : `#${section}`}`;
}
