import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CONFIG_MAP } from '../../../src/gateway-api/kinds.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { refOf } from '../../../src/model/ref.ts';
import {
  born,
  configMap,
  edgeText,
  gateway,
  grant,
  graphOf,
  http,
  listenerSet,
  make,
  policy,
  route,
  service,
  to,
  verdict,
} from '../../support/world.ts';
import type { World } from '../../support/world.ts';

const target = (name: string, more = {}) => ({ group: '', kind: 'Service', name, ...more });
const trust = (validation: unknown) => ({ validation });
const SYSTEM = trust({ wellKnownCACertificates: 'System', hostname: 'cart' });
const ca = (name: string) => ({ group: '', kind: 'ConfigMap', name });
const tls = (name: string, targets: readonly Readonly<Record<string, unknown>>[], spec = SYSTEM, more = {}) =>
  policy('BackendTLSPolicy', name, targets, spec, more);

const main = gateway('main', [http, { name: 'tls', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' } }]);
const cart = service('cart', [
  { name: 'web', port: 80 },
  { name: 'admin', port: 81 },
]);
const web = route('HTTPRoute', 'web', ['main'], to({ name: 'cart', port: 80 }));

const ancestors = (object: KubernetesObject, others: readonly KubernetesObject[], world: World = {}) =>
  graphOf([object, ...others], world)
    .ancestors(refOf(object))
    .map(
      ({ ancestorRef, accepted, resolvedRefs }) =>
        `${ancestorRef.name}: ${verdict(accepted)} / ${verdict(resolvedRefs)}`,
    );

describe('ancestors of a BackendTLSPolicy (semantics.md 5.10)', () => {
  const p = tls('p', [target('cart')]);

  test('the Gateways that reach its Service', () => {
    const other = gateway('other');
    const idle = gateway('idle');
    const again = route('GRPCRoute', 'g', ['other'], to({ name: 'cart', port: 81 }));
    assert.deepEqual(ancestors(p, [main, other, idle, cart, web, again]), ['main: True / True', 'other: True / True']);
  });

  test('the Gateway of a ListenerSet', () => {
    const open = gateway('open', [http], { allowedListeners: { namespaces: { from: 'Same' } } });
    const set = listenerSet('set', { name: 'open' }, [{ name: 'x', port: 81, protocol: 'HTTP' }]);
    const bySet = route('HTTPRoute', 'w', [{ kind: 'ListenerSet', name: 'set' }], to({ name: 'cart', port: 80 }));
    assert.deepEqual(ancestors(p, [open, set, cart, bySet]), ['open: True / True']);
  });

  test('mirrors and filters of listeners reach it too', () => {
    const mirror = { filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'cart', port: 80 } } }] };
    const mirrored = route('HTTPRoute', 'm', ['main'], { rules: [mirror] });
    assert.deepEqual(ancestors(p, [main, cart, mirrored]), ['main: True / True']);
    const filters = { requests: [{ type: 'ExternalAuth', externalAuth: { backendRef: { name: 'cart', port: 80 } } }] };
    const filtered = gateway('filtered', [{ ...http, filters }]);
    assert.deepEqual(ancestors(p, [filtered, cart]), ['filtered: True / True']);
  });

  test('a route that is refused, a mesh and TLS that is passed through do not', () => {
    const refused = route('HTTPRoute', 'r', [{ name: 'main', sectionName: 'x' }], to({ name: 'cart', port: 80 }));
    const mesh = route(
      'HTTPRoute',
      'm',
      [{ group: '', kind: 'Service', name: 'cart' }],
      to({ name: 'cart', port: 80 }),
    );
    const passed = route('TLSRoute', 't', ['main'], { hostnames: ['a.com'], ...to({ name: 'cart', port: 80 }) });
    assert.deepEqual(ancestors(p, [main, cart, refused, mesh, passed]), []);
  });

  test('a reference that its namespace does not permit leads nowhere', () => {
    const far = route(
      'HTTPRoute',
      'far/web',
      [{ name: 'open', namespace: 'shop' }],
      to({ name: 'cart', namespace: 'shop', port: 80 }),
    );
    const open = gateway('open', [{ ...http, allowedRoutes: { namespaces: { from: 'All' } } }]);
    assert.deepEqual(ancestors(p, [open, cart, far]), []);
    const allowed = grant('g', 'gateway.networking.k8s.io/HTTPRoute/far', '/Service');
    assert.deepEqual(ancestors(p, [open, cart, far, allowed]), ['open: True / True']);
  });

  test('a policy for one port acts where that port is used', () => {
    assert.deepEqual(ancestors(tls('p', [target('cart', { sectionName: 'web' })]), [main, cart, web]), [
      'main: True / True',
    ]);
    assert.deepEqual(ancestors(tls('p', [target('cart', { sectionName: 'admin' })]), [main, cart, web]), []);
  });
});

describe('Accepted and ResolvedRefs of a BackendTLSPolicy (semantics.md 5.10, 1.4)', () => {
  for (const [name, spec, others, expected] of [
    ['well-known System', SYSTEM, [], 'True / True'],
    ['well-known of a controller', trust({ wellKnownCACertificates: 'acme.example/roots' }), [], 'Unknown / True'],
    ['well-known that nobody knows', trust({ wellKnownCACertificates: 'Mozilla' }), [], 'False Invalid / True'],
    ['nothing to trust', trust({}), [], 'False Invalid / True'],
    ['a ConfigMap', trust({ caCertificateRefs: [ca('a')] }), [configMap('a')], 'True / True'],
    [
      'a ConfigMap that is missing',
      trust({ caCertificateRefs: [ca('a')] }),
      [],
      'False NoValidCACertificate / False InvalidCACertificateRef',
    ],
    [
      'one of two is missing',
      trust({ caCertificateRefs: [ca('a'), ca('b')] }),
      [configMap('a')],
      'True / False InvalidCACertificateRef',
    ],
    [
      'a ConfigMap without ca.crt',
      trust({ caCertificateRefs: [ca('a')] }),
      [configMap('a', {})],
      'False NoValidCACertificate / False InvalidCACertificateRef',
    ],
    [
      'an unknown kind',
      trust({ caCertificateRefs: [{ group: 'x.example', kind: 'Y', name: 'a' }] }),
      [],
      'False NoValidCACertificate / False InvalidKind',
    ],
    [
      'a ClusterTrustBundle that is not among the files',
      trust({ caCertificateRefs: [{ group: 'certificates.k8s.io', kind: 'ClusterTrustBundle', name: 'a:b' }] }),
      [],
      'Unknown / Unknown',
    ],
    ['the fields of v1alpha2', { tls: { caCertRefs: [ca('a')], hostname: 'x' } }, [configMap('a')], 'True / True'],
    ['the well-known field of v1alpha2', { tls: { wellKnownCACerts: 'System', hostname: 'x' } }, [], 'True / True'],
  ] as const) {
    test(name, () => {
      const p = policy('BackendTLSPolicy', 'p', [target('cart')], spec);
      assert.deepEqual(ancestors(p, [main, cart, web, ...others]), [`main: ${expected}`]);
    });
  }

  test('the single target of v1alpha2', () => {
    const p = make('gateway.networking.k8s.io/v1alpha2', 'BackendTLSPolicy', 'p', {
      spec: { targetRef: target('cart'), tls: { wellKnownCACerts: 'System' } },
    });
    assert.deepEqual(ancestors(p, [main, cart, web]), ['main: True / True']);
  });

  test('ConfigMaps that may not be read are unknown', () => {
    const gaps = [{ what: 'configmaps', ...CONFIG_MAP, reason: 'forbidden', message: 'no' } as const];
    assert.deepEqual(
      ancestors(tls('p', [target('cart')], trust({ caCertificateRefs: [ca('a')] })), [main, cart, web], { gaps }),
      ['main: Unknown / Unknown'],
    );
  });

  test('of two for one target the older wins, then the name', () => {
    const [old, young] = [tls('z', [target('cart')], SYSTEM, born(1)), tls('a', [target('cart')], SYSTEM, born(2))];
    assert.deepEqual(ancestors(old, [young, main, cart, web]), ['main: True / True']);
    assert.deepEqual(ancestors(young, [old, main, cart, web]), ['main: False Conflicted / True']);
    const [a, b] = [tls('a', [target('cart')]), tls('b', [target('cart')])];
    assert.deepEqual(ancestors(b, [a, main, cart, web]), ['main: False Conflicted / True']);
  });

  test('one for a port and one for the Service coexist', () => {
    const [whole, port] = [tls('a', [target('cart')]), tls('b', [target('cart', { sectionName: 'web' })])];
    assert.deepEqual(ancestors(port, [whole, main, cart, web]), ['main: True / True']);
    assert.deepEqual(ancestors(whole, [port, main, cart, web]), ['main: True / True']);
  });

  test('a policy that loses one of its targets still acts on the other', () => {
    const both = tls('b', [target('cart'), target('pay')]);
    const routes = [web, route('HTTPRoute', 'w2', ['main'], to({ name: 'pay', port: 80 }))];
    assert.deepEqual(ancestors(both, [tls('a', [target('cart')]), main, cart, service('pay'), ...routes]), [
      'main: True / True',
    ]);
  });

  test('a Service that is missing', () => {
    assert.deepEqual(ancestors(tls('p', [target('cart')]), [main, web]), ['main: False TargetNotFound / True']);
  });

  test('a port that is missing', () => {
    const p = tls('p', [target('cart', { sectionName: 'wob' })]);
    assert.deepEqual(ancestors(p, [main, cart, web]), ['main: False TargetNotFound / True']);
    const [edge] = graphOf([p, cart]).outgoing(refOf(p), 'target');
    const because = edge?.because;
    assert.ok(because?.code === 'sectionMissing');
    assert.deepEqual([because.what, because.section, because.near], ['port', 'wob', 'web']);
  });

  test('a port that speaks UDP only', () => {
    const udp = service('cart', [{ name: 'web', port: 80, protocol: 'UDP' }]);
    assert.deepEqual(ancestors(tls('p', [target('cart')]), [main, udp, web]), ['main: False Invalid / True']);
  });

  test("kinds other than Service are their controller's", () => {
    const group = 'gateway.networking.x-k8s.io';
    const backend = make(`${group}/v1alpha1`, 'XBackend', 'x', { spec: { port: { number: 80 } } });
    const byX = route('HTTPRoute', 'w', ['main'], to({ group, kind: 'XBackend', name: 'x' }));
    assert.deepEqual(ancestors(tls('p', [{ group, kind: 'XBackend', name: 'x' }]), [main, backend, byX]), [
      'main: Unknown / True',
    ]);
  });
});

const toGateway = (name: string) => ({ group: 'gateway.networking.k8s.io', kind: 'Gateway', name });

const tracing = (backendRef: unknown) => ({ tracing: { mode: 'Enabled', provider: { backendRef } } });

const telemetry = (name: string, targets: readonly Readonly<Record<string, unknown>>[], spec = {}, more = {}) =>
  policy('XTelemetryPolicy', name, targets, spec, more);

test('the oldest of a Gateway applies whole, per target', () => {
  const [old, young] = [
    telemetry('z', [toGateway('main')], {}, born(1)),
    telemetry('a', [toGateway('main'), toGateway('other')], {}, born(2)),
  ];
  const world = [main, gateway('other')];
  assert.deepEqual(ancestors(old, [young, ...world]), ['main: True / True']);
  assert.deepEqual(ancestors(young, [old, ...world]), ['main: False Conflicted / True', 'other: True / True']);
});

describe('XTelemetryPolicy (semantics.md 5.13)', () => {
  test('a Gateway that is missing, and a kind that is not evaluated', () => {
    assert.deepEqual(ancestors(telemetry('p', [toGateway('gone')]), [main]), ['gone: False TargetNotFound / True']);
    assert.deepEqual(ancestors(telemetry('p', [target('cart')]), [cart]), ['cart: Unknown / True']);
  });

  for (const [name, backendRef, others, expected] of [
    ['a collector that is there', { name: 'otel', port: 80 }, [service('otel')], 'True'],
    ['a collector that is missing', { name: 'otel', port: 80 }, [], 'False BackendNotFound'],
    ['another namespace', { name: 'otel', namespace: 'obs', port: 80 }, [service('obs/otel')], 'False RefNotPermitted'],
    [
      'another namespace with a grant',
      { name: 'otel', namespace: 'obs', port: 80 },
      [service('obs/otel'), grant('obs/g', 'gateway.networking.x-k8s.io/XTelemetryPolicy/shop', '/Service')],
      'True',
    ],
    ['a kind that nobody serves', { group: 'x.example', kind: 'Y', name: 'otel' }, [], 'False InvalidKind'],
  ] as const) {
    test(name, () => {
      const p = telemetry('p', [toGateway('main')], tracing(backendRef));
      assert.deepEqual(ancestors(p, [main, ...others]), [`main: True / ${expected}`]);
      assert.equal(graphOf([p, main, ...others]).outgoing(refOf(p), 'endpoint').length, 1);
    });
  }
});

describe('XBackendTrafficPolicy (semantics.md 5.11)', () => {
  test('the oldest of a Service wins at every Gateway that reaches it', () => {
    const [old, young] = ['a', 'b'].map((name) => policy('XBackendTrafficPolicy', name, [target('cart')]));
    assert.ok(old !== undefined && young !== undefined);
    assert.deepEqual(ancestors(old, [young, main, cart, web]), ['main: True / absent']);
    assert.deepEqual(ancestors(young, [old, main, cart, web]), ['main: False Conflicted / absent']);
    assert.deepEqual(ancestors(old, [main, web]), ['main: False TargetNotFound / absent']);
  });

  test('BackendLBPolicy of v1.1 and v1.2 alike', () => {
    assert.deepEqual(ancestors(policy('BackendLBPolicy', 'p', [target('cart')]), [main, cart, web]), [
      'main: True / absent',
    ]);
  });
});

describe('targets of policies (semantics.md 5.2)', () => {
  test("sections are drawn by the graph's names for them", () => {
    const ruled = route('HTTPRoute', 'web', ['main'], { rules: [{ name: 'x' }, { name: 'y' }] });
    const gw = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'main', sectionName: 'http' };
    const p = tls('p', [
      target('cart', { sectionName: 'web' }),
      gw,
      { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'web', sectionName: 'y' },
    ]);
    assert.deepEqual(graphOf([p, main, cart, ruled]).outgoing(refOf(p), 'target').map(edgeText), [
      'target BackendTLSPolicy/p -> Service/cart#80: resolved',
      'target BackendTLSPolicy/p -> Gateway/main#http: resolved',
      'target BackendTLSPolicy/p -> HTTPRoute/web#rules[1]: resolved',
    ]);
  });

  test('a target of a kind that no API server knows is not broken', () => {
    const p = tls('p', [{ group: 'acme.example', kind: 'ExternalService', name: 'x' }]);
    assert.deepEqual(
      graphOf([p])
        .outgoing(refOf(p), 'target')
        .map(({ state }) => state),
      ['unknown'],
    );
  });

  test('the namespace of the policy itself is there', () => {
    const p = tls('p', [{ group: '', kind: 'Namespace', name: 'shop' }]);
    assert.deepEqual(graphOf([p]).outgoing(refOf(p), 'target').map(edgeText), [
      'target BackendTLSPolicy/p -> Namespace/shop: resolved',
    ]);
  });

  test('objects that a policy selects by label', () => {
    const labelled = make('gateway.networking.k8s.io/v1', 'Gateway', 'labelled', {
      metadata: { labels: { tier: 'edge' } },
      spec: {},
    });
    const p = policy('BackendTLSPolicy', 'p', [], {
      targetSelectors: [{ kind: 'Gateway', matchLabels: { tier: 'edge' } }],
    });
    assert.deepEqual(graphOf([p, main, labelled]).outgoing(refOf(p), 'target').map(edgeText), [
      'target BackendTLSPolicy/p -> Gateway/labelled: resolved',
    ]);
  });

  test('kinds that are no policies are not looked at', () => {
    const p = make('acme.example/v1', 'Thing', 'p', { spec: { targetRefs: [target('cart')] } });
    assert.deepEqual(graphOf([p, cart]).outgoing(refOf(p)), []);
  });
});
