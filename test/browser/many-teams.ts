/** How many objects of each kind a team has. */
const ROUTES_PER_TEAM = 8;

/**
 * A manifest of exactly so many objects: one Gateway for all, and teams with a namespace each, with routes, Services and
 * policies. Every seventh team has a route whose Service does not exist, every eleventh one that its Gateway does not admit.
 */
export function manyTeams(count: number): string {
  const items: object[] = [
    object('GatewayClass', undefined, 'acme', { controllerName: 'acme.io/gateway-controller' }),
    object('Gateway', 'infra', 'web', {
      gatewayClassName: 'acme',
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } },
        {
          name: 'shops',
          port: 8080,
          protocol: 'HTTP',
          hostname: '*.example.com',
          allowedRoutes: { namespaces: { from: 'All' } },
        },
        { name: 'admin', port: 9090, protocol: 'HTTP' },
      ],
    }),
  ];
  for (let team = 0; items.length < count; team++) items.push(...teamObjects(team).slice(0, count - items.length));
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

function teamObjects(team: number): readonly object[] {
  const namespace = `team-${String(team).padStart(2, '0')}`;
  const objects: object[] = [];
  for (let index = 0; index < ROUTES_PER_TEAM; index++) {
    const name = `app-${index}`;
    const isLost = team % 7 === 3 && index === 2;
    const isRefused = team % 11 === 5 && index === 4;
    objects.push(
      { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { ports: [{ port: 8080 }] } },
      object('HTTPRoute', namespace, name, {
        hostnames: [`${name}.${namespace}.example.com`],
        parentRefs: [{ name: 'web', namespace: 'infra', sectionName: isRefused ? 'admin' : 'shops' }],
        rules: [
          { matches: [{ path: { value: `/${name}` } }], backendRefs: [{ name, port: 8080 }] },
          {
            matches: [{ path: { type: 'Exact', value: `/${name}/v2` }, headers: [{ name: 'x-beta', value: '1' }] }],
            backendRefs: [{ name: isLost ? `${name}-next` : name, port: 8080 }],
          },
        ].slice(0, index % 4 === 2 ? 2 : 1),
      }),
    );
  }
  objects.push(
    object('BackendTLSPolicy', namespace, 'app-0', {
      targetRefs: [{ group: '', kind: 'Service', name: 'app-0' }],
      validation: { hostname: 'app-0.example.com', wellKnownCACertificates: 'System' },
    }),
  );
  return objects;
}

function object(kind: string, namespace: string | undefined, name: string, spec: object): object {
  const metadata = namespace === undefined ? { name } : { name, namespace };
  return { apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata, spec };
}
