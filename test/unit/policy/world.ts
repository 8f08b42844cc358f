import type { Attachment, Graph, GraphEdge, GraphNode, Relation } from '../../../src/graph/graph.ts';
import { readListeners } from '../../../src/gateway-api/gateway.ts';
import { readParentRefs, parentOf } from '../../../src/gateway-api/parent-ref.ts';
import { readRules } from '../../../src/gateway-api/route.ts';
import {
  GATEWAY,
  GATEWAY_CLASS,
  LISTENER_SET,
  isListenerSetKind,
  isRouteKind,
} from '../../../src/gateway-api/kinds.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { namespaceOf } from '../../../src/model/object.ts';
import { readPath, readString } from '../../../src/model/read.ts';
import { groupKindKey, groupKindOf, refKey, refOf, sameGroupKind } from '../../../src/model/ref.ts';
import type { GroupKind, ObjectRef } from '../../../src/model/ref.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import type { PolicyKind } from '../../../src/policy/policy-kind.ts';
import { PolicyIndex } from '../../../src/policy/policy-index.ts';

/** The namespace of every test object that names none. */
export const NS = 'shop';

/** A Gateway with HTTP listeners of these names. */
export function gateway(name: string, listeners: readonly string[] = ['http'], namespace = NS): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace },
    spec: {
      gatewayClassName: 'acme',
      listeners: listeners.map((listener, place) => ({ name: listener, port: 80 + place, protocol: 'HTTP' })),
    },
  };
}

/** A ListenerSet of a Gateway in the same namespace. */
export function listenerSet(name: string, parent: string, listeners: readonly string[]): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'ListenerSet',
    metadata: { name, namespace: NS },
    spec: { parentRef: { name: parent }, listeners: listeners.map((listener) => ({ name: listener, port: 9000 })) },
  };
}

/** An HTTPRoute; `parents` as `gateway`, `gateway#listener` or `ListenerSet/name`; each rule its backends as `name:port`. */
export function route(
  name: string,
  parents: readonly string[],
  rules: readonly { readonly name?: string; readonly backends: readonly string[] }[],
  namespace = NS,
): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace },
    spec: {
      parentRefs: parents.map((parent) => {
        const [whole = '', sectionName] = parent.split('#');
        const [left = '', right] = whole.split('/');
        const section = sectionName === undefined ? {} : { sectionName };
        return right === undefined ? { name: left, ...section } : { kind: left, name: right, ...section };
      }),
      rules: rules.map((rule) => ({
        ...(rule.name === undefined ? {} : { name: rule.name }),
        backendRefs: rule.backends.map((backend) => {
          const [backendName = '', port = '80'] = backend.split(':');
          return { name: backendName, port: Number(port) };
        }),
      })),
    },
  };
}

/** A Service with named ports. */
export function service(name: string, ports: Readonly<Record<string, number>> = { http: 80 }): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: NS },
    spec: { ports: Object.entries(ports).map(([port, number]) => ({ name: port, port: number })) },
  };
}

/** A policy of `policies.example.com`; `target` as `Kind/name` or `Kind/name#section`. */
export function policy(
  kind: string,
  name: string,
  target: string,
  spec: Readonly<Record<string, unknown>>,
  meta: Readonly<Record<string, unknown>> = {},
): KubernetesObject {
  return {
    apiVersion: 'policies.example.com/v1',
    kind,
    metadata: { name, namespace: NS, ...meta },
    spec: { targetRefs: [targetRef(target)], ...spec },
  };
}

/** A targetRef from `Kind/name#section`. */
export function targetRef(target: string): Readonly<Record<string, unknown>> {
  const [whole = '', sectionName] = target.split('#');
  const [kind = '', name = ''] = whole.split('/');
  const group = kind === 'Service' || kind === 'Namespace' ? '' : 'gateway.networking.k8s.io';
  return { group, kind, name, ...(sectionName === undefined ? {} : { sectionName }) };
}

/** A kind of `policies.example.com` as its CRD's label would say. */
export function policyKind(kind: string, more: Partial<PolicyKind> = {}): PolicyKind {
  return {
    group: 'policies.example.com',
    kind,
    class: 'Inherited',
    evidence: 'label',
    crdName: `${kind.toLowerCase()}.policies.example.com`,
    namespaced: true,
    label: 'Inherited',
    targets: [],
    ...more,
  };
}

/** Age for the metadata of a policy: days since the first of January 2025. */
export function born(day: number): { readonly creationTimestamp: string } {
  return { creationTimestamp: new Date(Date.UTC(2025, 0, 1 + day)).toISOString() };
}

/** An index over objects with a graph that lets every route attach where it wants (`refuse` names routes that may not). */
export function index(
  objects: readonly KubernetesObject[],
  kinds: readonly PolicyKind[],
  refuse: readonly string[] = [],
): PolicyIndex {
  const snapshot = makeSnapshot(objects);
  return new PolicyIndex({ graph: new TestGraph(objects, new Set(refuse)), snapshot, kinds });
}

/** References for questions. */
export const ref = {
  gateway: (name: string, section?: string): ObjectRef => ({ ...GATEWAY, namespace: NS, name, section }),
  route: (name: string, section?: string): ObjectRef => ({
    group: 'gateway.networking.k8s.io',
    kind: 'HTTPRoute',
    namespace: NS,
    name,
    section,
  }),
  service: (name: string, section?: string): ObjectRef => ({
    group: '',
    kind: 'Service',
    namespace: NS,
    name,
    section,
  }),
  listenerSet: (name: string, section?: string): ObjectRef => ({ ...LISTENER_SET, namespace: NS, name, section }),
};

/** A snapshot of all objects of a "cluster". */
export function makeSnapshot(objects: readonly KubernetesObject[], unread: readonly GroupKind[] = []): Snapshot {
  const byKey = new Map(objects.map((object) => [refKey(refOf(object)), object]));
  const byKind = new Map<string, KubernetesObject[]>();
  for (const object of objects) {
    const key = groupKindKey(groupKindOf(object));
    push(byKind, key, object);
  }
  const isUnread = (type: GroupKind): boolean => unread.some((gap) => sameGroupKind(gap, type));
  return {
    origin: 'live',
    find: (wanted) => {
      const object = byKey.get(refKey({ ...wanted, section: undefined }));
      if (object !== undefined) return { state: 'found', object };
      return isUnread(wanted)
        ? { state: 'unknown', because: { code: 'kindNotRead', kind: wanted.kind } }
        : { state: 'missing' };
    },
    list: (type) => byKind.get(groupKindKey(type)) ?? [],
    listIn: (type, namespace) =>
      (byKind.get(groupKindKey(type)) ?? []).filter((object) => namespaceOf(object) === namespace),
    isComplete: (type) => !isUnread(type),
    types: () => [...byKind.values()].flatMap(([object]) => (object === undefined ? [] : [groupKindOf(object)])),
    gaps: [],
  };
}

class TestGraph implements Graph {
  readonly #nodes = new Map<string, GraphNode>();
  readonly #outgoing = new Map<string, GraphEdge[]>();
  readonly #incoming = new Map<string, GraphEdge[]>();
  readonly #attachments = new Map<string, Attachment[]>();

  constructor(objects: readonly KubernetesObject[], refuse: ReadonlySet<string>) {
    for (const object of objects) {
      const own = refOf(object);
      this.#nodes.set(refKey(own), { key: refKey(own), ref: own, object, presence: 'present' });
    }
    for (const object of objects) {
      const own = refOf(object);
      if (sameGroupKind(own, GATEWAY)) {
        const className = readString(readPath(object, 'spec', 'gatewayClassName'));
        if (className !== undefined) this.#add('class', own, { ...GATEWAY_CLASS, name: className });
      }
      if (isListenerSetKind(own))
        for (const parent of readParentRefs(object)) this.#add('parent', own, parentOf(parent));
      if (isRouteKind(own)) this.#addRoute(object, own, refuse);
    }
  }

  #addRoute(object: KubernetesObject, own: ObjectRef, refuse: ReadonlySet<string>): void {
    const attachments: Attachment[] = readParentRefs(object).map((parentRef, place) => {
      const parent = this.#nodes.get(refKey(parentOf(parentRef)))?.object;
      const listeners = parent === undefined ? [] : readListeners(parent);
      const accepted = refuse.has(own.name) || parent === undefined ? 'False' : 'True';
      return {
        parentRef,
        path: `spec.parentRefs[${place}]`,
        listeners: listeners
          .filter(({ name }) => parentRef.sectionName === undefined || name === parentRef.sectionName)
          .map(({ name, port, protocol }) => ({ name, port, protocol, hostnames: ['*'] })),
        accepted: { status: accepted, reason: 'Accepted', message: '' },
        resolvedRefs: { status: 'True', reason: 'ResolvedRefs', message: '' },
        reported: [],
        drift: [],
      };
    });
    this.#attachments.set(refKey(own), attachments);
    for (const { parentRef, accepted, listeners } of attachments) {
      if (accepted.status !== 'True') continue;
      this.#add('parent', own, parentOf(parentRef));
      for (const { name } of listeners) this.#add('attachment', own, { ...parentOf(parentRef), section: name });
    }
    for (const rule of readRules(object)) {
      for (const backend of rule.backendRefs) {
        const to = { group: backend.group, kind: backend.kind, namespace: backend.namespace, name: backend.name };
        const state = this.#nodes.has(refKey(to)) ? 'resolved' : 'missing';
        this.#add('backend', { ...own, section: `rules[${rule.index}]` }, to, state, backend.port);
      }
    }
  }

  #add(
    relation: Relation,
    from: ObjectRef,
    to: ObjectRef,
    state: GraphEdge['state'] = 'resolved',
    port?: number,
  ): void {
    const edge: GraphEdge = { relation, from, to, path: '', state, reason: '', port };
    push(this.#outgoing, refKey(from), edge);
    push(this.#incoming, refKey(to), edge);
  }

  node(wanted: ObjectRef): GraphNode | undefined {
    return this.#nodes.get(refKey({ ...wanted, section: undefined }));
  }
  nodes(): Iterable<GraphNode> {
    return this.#nodes.values();
  }
  edges(): Iterable<GraphEdge> {
    return [...this.#outgoing.values()].flat();
  }
  outgoing(from: ObjectRef, relation?: Relation): readonly GraphEdge[] {
    return (this.#outgoing.get(refKey(from)) ?? []).filter(
      (edge) => relation === undefined || edge.relation === relation,
    );
  }
  incoming(to: ObjectRef, relation?: Relation): readonly GraphEdge[] {
    return (this.#incoming.get(refKey(to)) ?? []).filter(
      (edge) => relation === undefined || edge.relation === relation,
    );
  }
  attachments(of: ObjectRef): readonly Attachment[] {
    return this.#attachments.get(refKey(of)) ?? [];
  }
  parent(): undefined {
    return undefined;
  }
  ancestors(): readonly [] {
    return [];
  }
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
