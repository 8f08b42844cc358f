import fc from 'fast-check';
import type { KubernetesObject } from '../../src/model/object.ts';
import { refKey, refOf } from '../../src/model/ref.ts';
import {
  CONTROLLER,
  configMap,
  gateway,
  gatewayClass,
  grant,
  listenerSet,
  make,
  namespace,
  policy,
  route,
  secret,
  service,
} from './world.ts';

const GROUP = 'gateway.networking.k8s.io';
const X_GROUP = 'gateway.networking.x-k8s.io';
const NAMESPACES = ['shop', 'cart', 'pay'] as const;

const ns = fc.constantFrom(...NAMESPACES);
const name = fc.constantFrom('a', 'b', 'c');
const qualified = fc.tuple(ns, name).map((parts) => parts.join('/'));
const port = fc.constantFrom(80, 443);
const hostname = fc.constantFrom(undefined, 'a.example.com', '*.example.com', 'b.org', '*.com');
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const created = fc.constantFrom(
  {},
  { metadata: { creationTimestamp: '2025-01-01T00:00:00Z' } },
  { metadata: { creationTimestamp: '2025-01-02T00:00:00Z' } },
);

const selection = fc.constantFrom(
  undefined,
  { from: 'Same' },
  { from: 'All' },
  { from: 'Selector', selector: { matchLabels: { team: 'shop' } } },
);
const listener = fc.record({
  name: fc.constantFrom('x', 'y', 'z'),
  port,
  protocol: fc.constantFrom('HTTP', 'HTTPS', 'TLS', 'TCP', 'UDP', 'acme.example/X'),
  hostname,
  allowedRoutes: selection.map((namespaces) => ({ namespaces })),
  tls: optional(
    fc.record({
      mode: fc.constantFrom(undefined, undefined, 'Passthrough'),
      certificateRefs: fc.array(fc.record({ name, namespace: optional(ns) }), { maxLength: 2 }),
    }),
  ),
});
const listeners = fc.array(listener, { minLength: 1, maxLength: 3 });

const gateways = fc
  .tuple(qualified, listeners, selection, created, fc.constantFrom('All', 'None'))
  .map(([id, entries, namespaces, more, defaultScope]) =>
    gateway(id, entries, { defaultScope, allowedListeners: { namespaces } }, more),
  );
const listenerSets = fc
  .tuple(qualified, fc.record({ name, namespace: optional(ns) }), listeners, created)
  .map(([id, parent, entries, more]) => listenerSet(id, parent, entries, more));
const backendRef = fc
  .tuple(
    fc.constantFrom({}, {}, {}, { kind: 'ConfigMap' }, { group: X_GROUP, kind: 'XBackend' }),
    fc.record({ name, namespace: optional(ns), port: fc.constantFrom(80, 81) }),
  )
  .map(([kind, ref]) => ({ ...kind, ...ref }));
const parentRef = fc.oneof(
  fc.record({ name, namespace: optional(ns), sectionName: fc.constantFrom(undefined, 'x', 'q'), port: optional(port) }),
  fc.record({ kind: fc.constant('ListenerSet'), name, namespace: optional(ns) }),
  fc.record({ group: fc.constant(''), kind: fc.constant('Service'), name, namespace: optional(ns) }),
);
/** What a controller wrote of one of the parentRefs: its own or another, of now or of before, of this or of that condition. */
const word = fc.record({
  at: fc.nat({ max: 2 }),
  controllerName: fc.constantFrom(CONTROLLER, CONTROLLER, 'other.example/controller'),
  conditions: fc.array(
    fc.record({
      type: fc.constantFrom('Accepted', 'Accepted', 'ResolvedRefs', 'Programmed'),
      status: fc.constantFrom('True', 'False', 'Unknown'),
      reason: fc.constantFrom('Accepted', 'Invalid', 'Pending'),
      observedGeneration: fc.constantFrom(1, 2, 2),
    }),
    { maxLength: 2 },
  ),
});
const routes = fc
  .tuple(
    fc.constantFrom('HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'),
    qualified,
    fc.array(parentRef, { maxLength: 3 }),
    fc.array(backendRef, { maxLength: 2 }),
    fc.array(hostname, { maxLength: 2 }),
    fc.constantFrom('All', undefined),
    fc.array(word, { maxLength: 3 }),
  )
  .map(([kind, id, parents, backendRefs, hostnames, useDefaultGateways, words]) =>
    route(
      kind,
      id,
      parents,
      {
        hostnames: hostnames.filter((entry) => entry !== undefined),
        rules: [{ backendRefs }],
        useDefaultGateways,
      },
      {
        metadata: { generation: 2 },
        status: {
          // Some words are on a parentRef that the spec has no more.
          parents: words.map(({ at, ...written }) => ({ ...written, parentRef: parents[at] ?? { name: 'a' } })),
        },
      },
    ),
  );
const others = fc.oneof(
  qualified.map((id) => service(id)),
  qualified.map((id) => secret(id)),
  qualified.map((id) => configMap(id)),
  fc.tuple(ns, fc.constantFrom('shop', 'cart')).map(([id, team]) => namespace(id, { team })),
  fc
    .tuple(qualified, ns, fc.constantFrom('HTTPRoute', 'Gateway', 'TCPRoute'), fc.constantFrom('Service', 'Secret'))
    .map(([id, from, kind, target]) => grant(id, `${GROUP}/${kind}/${from}`, `/${target}`)),
  fc
    .tuple(qualified, name, created)
    .map(([id, target, more]) =>
      policy(
        'BackendTLSPolicy',
        id,
        [{ group: '', kind: 'Service', name: target }],
        { validation: { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'a' }] } },
        more,
      ),
    ),
);

/** A cluster; of two objects with one identity the first stays. */
export const randomCluster: fc.Arbitrary<readonly KubernetesObject[]> = fc
  .array(
    fc.oneof(
      { arbitrary: gateways, weight: 2 },
      listenerSets,
      { arbitrary: routes, weight: 3 },
      { arbitrary: others, weight: 3 },
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((objects) => [...new Map(objects.toReversed().map((object) => [refKey(refOf(object)), object])).values()]);

const LAW_GROUP = 'policies.example.com';
const target = fc.oneof(
  fc.record({
    group: fc.constant(GROUP),
    kind: fc.constantFrom('Gateway', 'HTTPRoute'),
    name,
    namespace: optional(ns),
  }),
  fc.record({ group: fc.constant(''), kind: fc.constant('Service'), name }),
  fc.record({ group: fc.constant(''), kind: fc.constant('Namespace'), name: ns }),
  fc.record({ group: fc.constant(GROUP), kind: fc.constant('GatewayClass'), name: fc.constant('acme') }),
  fc.record({ group: fc.constant(GROUP), kind: fc.constant('Gateway'), name, sectionName: fc.constantFrom('x', 'q') }),
);
const limits = fc
  .tuple(qualified, fc.array(target, { minLength: 1, maxLength: 2 }), fc.constantFrom('defaults', 'overrides'), created)
  .map(([id, targetRefs, block, more]) =>
    make(`${LAW_GROUP}/v1`, 'LimitPolicy', id, { spec: { targetRefs, [block]: { rate: id.length } }, ...more }),
  );
const selecting = fc.tuple(qualified, fc.constantFrom('Same', 'All')).map(([id, from]) =>
  make(`${LAW_GROUP}/v1`, 'LimitPolicy', id, {
    spec: {
      targetSelectors: [{ group: GROUP, kind: 'Gateway', namespaces: { from }, matchLabels: {} }],
      defaults: { burst: 3 },
    },
  }),
);
const leave = fc
  .tuple(qualified, ns)
  .map(([id, from]) => grant(id, `${LAW_GROUP}/LimitPolicy/${from}`, `${GROUP}/Gateway`));
const traffic = fc
  .tuple(qualified, name, created)
  .map(([id, service_, more]) =>
    policy(
      'XBackendTrafficPolicy',
      id,
      [{ group: '', kind: 'Service', name: service_ }],
      { sessionPersistence: { sessionName: 's' } },
      more,
    ),
  );
const telemetry = fc.tuple(qualified, name, optional(ns)).map(([id, gateway_, place]) =>
  policy('XTelemetryPolicy', id, [{ group: GROUP, kind: 'Gateway', name: gateway_ }], {
    tracing: { provider: { backendRef: { name: 'a', namespace: place, port: 80 } } },
  }),
);
const xBackends = fc.tuple(qualified, name, optional(ns)).map(([id, secret_, place]) =>
  make(`${X_GROUP}/v1alpha1`, 'XBackend', id, {
    spec: {
      type: 'ExternalHostname',
      port: { number: 443 },
      tls: {
        clientCertificateRef: { name: secret_, namespace: place },
        validation: { caCertificateRefs: [{ name: 'a' }] },
      },
    },
  }),
);
/** A Gateway that shows a certificate to backends and asks clients for theirs. */
const careful = fc.tuple(qualified, name, optional(ns)).map(([id, named, place]) =>
  gateway(id, [], {
    tls: {
      backend: { clientCertificateRef: { name: named, namespace: place } },
      frontend: {
        default: {
          validation: { caCertificateRefs: [{ kind: 'ConfigMap', group: '', name: named, namespace: place }] },
        },
      },
    },
  }),
);
const permissions = fc
  .tuple(
    qualified,
    ns,
    fc.constantFrom(`${GROUP}/Gateway`, `${X_GROUP}/XBackend`, `${X_GROUP}/XTelemetryPolicy`, `${GROUP}/HTTPRoute`),
    fc.constantFrom('/Service', '/Secret', '/ConfigMap', '/Secret/a'),
  )
  .map(([id, from, holder, named]) => grant(id, `${holder}/${from}`, named));
const slices = fc.tuple(qualified, fc.constantFrom('a', 'b')).map(([id, service_]) =>
  make('discovery.k8s.io/v1', 'EndpointSlice', id, {
    metadata: { labels: { 'kubernetes.io/service-name': service_ } },
    endpoints: [{ addresses: ['10.0.0.1'], targetRef: { kind: 'Pod', name: 'p' } }],
  }),
);
const made = fc
  .tuple(qualified, name)
  .map(([id, gateway_]) =>
    make('apps/v1', 'Deployment', id, { metadata: { labels: { 'gateway.networking.k8s.io/gateway-name': gateway_ } } }),
  );
const filtering = fc.tuple(qualified, name, name).map(([id, extension, mirror]) =>
  route('HTTPRoute', id, [{ name: 'a', namespace: 'shop' }], {
    rules: [
      {
        filters: [
          { type: 'ExtensionRef', extensionRef: { group: 'acme.io', kind: 'Config', name: extension } },
          { type: 'RequestMirror', requestMirror: { backendRef: { name: mirror, port: 80 } } },
        ],
      },
    ],
  }),
);
const configs = qualified.map((id) => make('acme.io/v1', 'Config', id, {}));

/** The kind of policy of the richer clusters, which its label says to be one. */
const LIMIT_POLICY_CRD: KubernetesObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `limitpolicies.${LAW_GROUP}`, labels: { 'gateway.networking.k8s.io/policy': 'Inherited' } },
  spec: {
    group: LAW_GROUP,
    scope: 'Namespaced',
    names: { kind: 'LimitPolicy', plural: 'limitpolicies', singular: 'limitpolicy' },
    versions: [{ name: 'v1', served: true, storage: true }],
  },
};

/** A cluster with all that verbs look at: policies of vendors, endpoints, what was made for Gateways, filters. */
export const richCluster: fc.Arbitrary<readonly KubernetesObject[]> = fc
  .tuple(
    randomCluster,
    fc.array(
      fc.oneof(
        { arbitrary: limits, weight: 3 },
        selecting,
        leave,
        traffic,
        telemetry,
        xBackends,
        careful,
        { arbitrary: permissions, weight: 2 },
        slices,
        made,
        filtering,
        configs,
      ),
      { maxLength: 8 },
    ),
  )
  .map(([objects, more]) => {
    const all = [...objects, ...more].toReversed();
    return [
      gatewayClass(),
      LIMIT_POLICY_CRD,
      ...new Map(all.map((object) => [refKey(refOf(object)), object])).values(),
    ];
  });
