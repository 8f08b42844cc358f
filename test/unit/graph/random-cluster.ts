import fc from 'fast-check';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { refKey, refOf } from '../../../src/model/ref.ts';
import {
  CONTROLLER,
  configMap,
  gateway,
  grant,
  listenerSet,
  namespace,
  policy,
  route,
  secret,
  service,
} from './cluster.ts';

const GROUP = 'gateway.networking.k8s.io';
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
    fc.record({ certificateRefs: fc.array(fc.record({ name, namespace: optional(ns) }), { maxLength: 2 }) }),
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
const backendRef = fc.record({
  kind: fc.constantFrom('Service', 'Service', 'Service', 'ConfigMap'),
  name,
  namespace: optional(ns),
  port: fc.constantFrom(80, 81),
});
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
export const cluster: fc.Arbitrary<KubernetesObject[]> = fc
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
