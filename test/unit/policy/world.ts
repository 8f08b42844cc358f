import { buildGraph } from '../../../src/graph/query/build-graph.ts';
import { GATEWAY, LISTENER_SET } from '../../../src/gateway-api/kinds.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import type { GroupKind, ObjectRef } from '../../../src/model/ref.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import type { PolicyKind } from '../../../src/policy/policy-kind.ts';
import { PolicyIndex } from '../../../src/policy/policy-index.ts';
import * as world from '../../support/world.ts';

export { NS, madeOn as born } from '../../support/world.ts';

const { NS } = world;

/** A Gateway with HTTP listeners of these names. */
export function gateway(name: string, listeners: readonly string[] = ['http'], namespace = NS): KubernetesObject {
  return world.gateway(`${namespace}/${name}`, httpListeners(listeners, 80), {
    allowedListeners: { namespaces: { from: 'Same' } },
  });
}

/** A ListenerSet of a Gateway in the same namespace. */
export function listenerSet(name: string, parent: string, listeners: readonly string[]): KubernetesObject {
  return world.listenerSet(name, { name: parent }, httpListeners(listeners, 9000));
}

function httpListeners(names: readonly string[], first: number): readonly Readonly<Record<string, unknown>>[] {
  return names.map((name, place) => ({ name, port: first + place, protocol: 'HTTP' }));
}

/** An HTTPRoute; `parents` as `gateway`, `gateway#listener` or `ListenerSet/name`; each rule its backends as `name:port`. */
export function route(
  name: string,
  parents: readonly string[],
  rules: readonly { readonly name?: string; readonly backends: readonly string[] }[],
  namespace = NS,
): KubernetesObject {
  const parentRefs = parents.map((parent) => {
    const [whole = '', sectionName] = parent.split('#');
    const [left = '', right] = whole.split('/');
    const section = sectionName === undefined ? {} : { sectionName };
    return right === undefined ? { name: left, ...section } : { kind: left, name: right, ...section };
  });
  return world.route('HTTPRoute', `${namespace}/${name}`, parentRefs, {
    rules: rules.map((rule) => ({
      ...(rule.name === undefined ? {} : { name: rule.name }),
      backendRefs: rule.backends.map((backend) => {
        const [backendName = '', port = '80'] = backend.split(':');
        return { name: backendName, port: Number(port) };
      }),
    })),
  });
}

/** A Service with named ports. */
export function service(name: string, ports: Readonly<Record<string, number>> = { http: 80 }): KubernetesObject {
  return world.service(
    name,
    Object.entries(ports).map(([port, number]) => ({ name: port, port: number })),
  );
}

/** A policy of `policies.example.com`; `target` as `Kind/name` or `Kind/name#section`. */
export function policy(
  kind: string,
  name: string,
  target: string,
  spec: Readonly<Record<string, unknown>>,
  metadata: Readonly<Record<string, unknown>> = {},
): KubernetesObject {
  return world.make('policies.example.com/v1', kind, name, {
    metadata: { namespace: NS, name, ...metadata },
    spec: { targetRefs: [targetRef(target)], ...spec },
  });
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

/** An index over objects, by the graph of them. */
export function index(objects: readonly KubernetesObject[], kinds: readonly PolicyKind[]): PolicyIndex {
  const snapshot = makeSnapshot(objects);
  return new PolicyIndex({ graph: buildGraph(snapshot, { policyKinds: kinds }), snapshot, kinds });
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

/** A snapshot of these objects and the class acme, of which some kinds could not be read. */
export function makeSnapshot(objects: readonly KubernetesObject[], unread: readonly GroupKind[] = []): Snapshot {
  return world.snapshotOf(objects, {
    gaps: unread.map((type) => ({ ...type, what: type.kind, reason: 'forbidden', message: 'forbidden' })),
  });
}
