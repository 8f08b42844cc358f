import type { KubernetesObject } from '../../src/model/object.ts';

/** How many objects of each kind a world of the bench holds. */
export interface WorldSize {
  readonly routes: number;
  readonly gateways: number;
  readonly services: number;
  readonly namespaces: number;
}

/** 10,000 routes come with 500 Gateways, 5,000 Services and 200 namespaces; other worlds are in proportion. */
export function sizeOf(routes: number): WorldSize {
  const namespaces = Math.ceil(routes / 50);
  // A whole number of Services a namespace: each route finds its own in its namespace.
  return { routes, gateways: Math.ceil(routes / 20), services: namespaces * 25, namespaces };
}

const GATEWAY_API = 'gateway.networking.k8s.io/v1';
const CREATED = '2026-11-20T08:00:00Z';
/** Every this many routes one belongs to the first Gateway: 1,000 of 10,000. */
const BUSY = 10;
const RULES = ['cart', 'checkout', 'orders', 'invoices', 'search', 'reviews'];

/** The namespace of the Gateways. */
export const INFRA = 'infra';
/** The Gateway that a tenth of all routes attach to. */
export const BUSY_GATEWAY = 'gateway-0';

/** The namespace of the route with this number. */
export function namespaceOfRoute(index: number, { namespaces }: WorldSize): string {
  return `team-${index % namespaces}`;
}

/** The name of the route with this number. */
export function nameOfRoute(index: number): string {
  return `route-${String(index).padStart(5, '0')}`;
}

/** The Gateway of the route with this number. */
export function gatewayOfRoute(index: number, { gateways }: WorldSize): string {
  if (index % BUSY === 0 || gateways === 1) return BUSY_GATEWAY;
  return `gateway-${1 + (index % (gateways - 1))}`;
}

/** The Service of the route with this number: in its namespace, for two routes each. */
export function serviceOfRoute(index: number, { services }: WorldSize): string {
  return `app-${index % services}`;
}

/** An HTTPRoute as teams write them, about 3 KB as the API server gives it out: six rules, labels, a status. */
export function makeRoute(index: number, size: WorldSize): KubernetesObject {
  const namespace = namespaceOfRoute(index, size);
  const parentRef = {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    name: gatewayOfRoute(index, size),
    namespace: INFRA,
    sectionName: 'http',
  };
  return {
    apiVersion: GATEWAY_API,
    kind: 'HTTPRoute',
    metadata: {
      name: nameOfRoute(index),
      namespace,
      labels: { 'app.kubernetes.io/name': `app-${index}`, team: namespace },
      creationTimestamp: CREATED,
      generation: 1,
    },
    spec: {
      parentRefs: [parentRef],
      hostnames: [`app-${index}.example.com`],
      rules: RULES.map((name) => ({
        name,
        matches: [{ path: { type: 'PathPrefix', value: `/${name}` } }],
        filters: [
          {
            type: 'RequestHeaderModifier',
            requestHeaderModifier: { set: [{ name: 'x-team', value: `team-${index}` }] },
          },
        ],
        backendRefs: [{ group: '', kind: 'Service', name: serviceOfRoute(index, size), port: 8080, weight: 1 }],
      })),
    },
    status: {
      parents: [
        {
          parentRef,
          controllerName: 'bench.example/controller',
          conditions: ['Accepted', 'ResolvedRefs'].map(makeCondition),
        },
      ],
    },
  };
}

/** Everything that the routes refer to: namespaces, a class, Gateways, Services. */
export function makeSurroundings(size: WorldSize): readonly KubernetesObject[] {
  const namespaces = [INFRA, ...numbers(size.namespaces).map((index) => `team-${index}`)];
  return [
    ...namespaces.map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name }, creationTimestamp: CREATED },
      status: { phase: 'Active' },
    })),
    {
      apiVersion: GATEWAY_API,
      kind: 'GatewayClass',
      metadata: { name: 'bench', creationTimestamp: CREATED, generation: 1 },
      spec: { controllerName: 'bench.example/controller' },
      status: { conditions: [makeCondition('Accepted')] },
    },
    ...numbers(size.gateways).map((index) => makeGateway(`gateway-${index}`)),
    ...numbers(size.services).map((index) => makeService(`app-${index}`, namespaceOfRoute(index, size))),
  ];
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_entry, index) => index);
}

function makeGateway(name: string): KubernetesObject {
  return {
    apiVersion: GATEWAY_API,
    kind: 'Gateway',
    metadata: { name, namespace: INFRA, creationTimestamp: CREATED, generation: 1 },
    spec: {
      gatewayClassName: 'bench',
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } },
        { name: 'admin', port: 8080, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } },
      ],
    },
    status: {
      addresses: [{ type: 'IPAddress', value: '203.0.113.10' }],
      conditions: ['Accepted', 'Programmed'].map(makeCondition),
    },
  };
}

/** Headless: the range of the test cluster has fewer addresses than the bench has Services. */
function makeService(name: string, namespace: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, creationTimestamp: CREATED },
    spec: {
      type: 'ClusterIP',
      clusterIP: 'None',
      clusterIPs: ['None'],
      selector: { app: name },
      ports: [{ name: 'http', port: 8080, protocol: 'TCP', targetPort: 8080 }],
    },
  };
}

function makeCondition(type: string): object {
  return {
    type,
    status: 'True',
    reason: type,
    message: `The object is fine as far as ${type} goes`,
    observedGeneration: 1,
    lastTransitionTime: CREATED,
  };
}
