/** How many Gateways the routes of the bench are spread over. */
const GATEWAYS = 10;
const ROUTES_PER_NAMESPACE = 50;

/** The namespace of the route with this number. */
export function namespaceOfRoute(index: number): string {
  return `team-${String(Math.floor(index / ROUTES_PER_NAMESPACE)).padStart(3, '0')}`;
}

const PATHS = ['cart', 'checkout', 'orders', 'invoices', 'search', 'reviews'];

function condition(type: string): object {
  return {
    type,
    status: 'True',
    reason: type,
    message: `The route is fine as far as ${type} goes`,
    observedGeneration: 1,
    lastTransitionTime: '2026-11-20T08:00:00Z',
  };
}

/** An HTTPRoute as teams write them, about 3 KB as the API server gives it out: six rules, labels, a status. */
export function makeRoute(index: number): Readonly<Record<string, unknown>> {
  const parentRef = {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    name: `gateway-${index % GATEWAYS}`,
    namespace: 'infra',
    sectionName: 'https',
  };
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: {
      name: `route-${String(index).padStart(5, '0')}`,
      namespace: namespaceOfRoute(index),
      labels: { 'app.kubernetes.io/name': `app-${index}`, team: namespaceOfRoute(index) },
    },
    spec: {
      parentRefs: [parentRef],
      hostnames: [`app-${index}.example.com`],
      rules: PATHS.map((path) => ({
        name: path,
        matches: [{ path: { type: 'PathPrefix', value: `/${path}` } }],
        filters: [
          {
            type: 'RequestHeaderModifier',
            requestHeaderModifier: { set: [{ name: 'x-team', value: `team-${index}` }] },
          },
        ],
        backendRefs: [{ group: '', kind: 'Service', name: 'app', port: 8080, weight: 1 }],
      })),
    },
    status: {
      parents: [
        {
          parentRef,
          controllerName: 'bench.example/controller',
          conditions: ['Accepted', 'ResolvedRefs'].map(condition),
        },
      ],
    },
  };
}

/** What the routes refer to: a class, Gateways, namespaces, a Service each. */
export function makeSurroundings(routes: number): readonly Readonly<Record<string, unknown>>[] {
  const namespaces = new Set(['infra', ...Array.from({ length: routes }, (_entry, index) => namespaceOfRoute(index))]);
  return [
    ...[...namespaces].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: 'bench' },
      spec: { controllerName: 'bench.example/controller' },
    },
    ...Array.from({ length: GATEWAYS }, (_entry, index) => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: `gateway-${index}`, namespace: 'infra' },
      spec: {
        gatewayClassName: 'bench',
        listeners: [{ name: 'https', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }],
      },
    })),
    ...[...namespaces].map((namespace) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'app', namespace },
      spec: { selector: { app: 'app' }, ports: [{ name: 'http', port: 8080, protocol: 'TCP' }] },
    })),
  ];
}
