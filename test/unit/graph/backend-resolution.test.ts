import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { REFERENCE_GRANT, SERVICE } from '../../../src/gateway-api/kinds.ts';
import { edgeVerdict } from '../../../src/analysis/edge-verdict.ts';
import { refOf } from '../../../src/model/ref.ts';
import { say } from '../../../src/view/say/say.ts';
import {
  attachmentOf,
  brokenEdges,
  edgeText,
  gateway,
  grant,
  graphOf,
  make,
  policy,
  route,
  service,
  to,
  verdict,
} from '../../support/world.ts';
import type { World } from '../../support/world.ts';

const main = gateway('main', [
  { name: 'http', port: 80, protocol: 'HTTP' },
  { name: 'tls', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' } },
]);
const ROUTE = 'gateway.networking.k8s.io/HTTPRoute';
const cart = service('cart');
const pay = service('pay/pay');

const X_GROUP = 'gateway.networking.x-k8s.io';
const xBackend = (name: string) =>
  make(`${X_GROUP}/v1alpha1`, 'XBackend', name, { spec: { type: 'EndpointSelector', port: { number: 80 } } });

const resolve = (
  backend: Readonly<Record<string, unknown>>,
  others: readonly ReturnType<typeof service>[],
  world: World = {},
  kind = 'HTTPRoute',
) => attachmentOf(route(kind, 'web', ['main'], to(backend)), [main, cart, pay, ...others], world).resolvedRefs;

const SYSTEM_TRUST = { validation: { wellKnownCACertificates: 'System', hostname: 'ws' } };

describe('one backendRef (semantics.md 2.9, 3.1, 3.2)', () => {
  for (const [name, backend, others, expected] of [
    ["a Service of the route's namespace", { name: 'cart', port: 80 }, [], 'True'],
    ['a Service that is not there', { name: 'cat', port: 80 }, [], 'False BackendNotFound'],
    [
      'a Service of another namespace without a grant',
      { name: 'pay', namespace: 'pay', port: 80 },
      [],
      'False RefNotPermitted',
    ],
    ['the grant comes before existence', { name: 'gone', namespace: 'pay', port: 80 }, [], 'False RefNotPermitted'],
    [
      'a Service of another namespace with a grant',
      { name: 'pay', namespace: 'pay', port: 80 },
      [grant('pay/g', `${ROUTE}/shop`, '/Service')],
      'True',
    ],
    [
      'a granted Service that is not there',
      { name: 'gone', namespace: 'pay', port: 80 },
      [grant('pay/g', `${ROUTE}/shop`, '/Service')],
      'False BackendNotFound',
    ],
    ['a port that the Service does not have', { name: 'cart', port: 81 }, [], 'False BackendNotFound'],
    ['no port', { name: 'cart' }, [], 'False BackendNotFound'],
    [
      "a vendor's backend, whose CRD is not there",
      { group: 'gateway.envoyproxy.io', kind: 'Backend', name: 'b' },
      [],
      'False BackendNotFound',
    ],
    ['a kind that nobody serves', { group: 'acme.example', kind: 'Bucket', name: 'b' }, [], 'False InvalidKind'],
    [
      'a kind of the API that is no backend',
      { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'x', namespace: 'y' },
      [],
      'False RefNotPermitted',
    ],
    [
      'a foreign kind that is there is not evaluated',
      { group: 'acme.example', kind: 'Bucket', name: 'b' },
      [make('acme.example/v1', 'Bucket', 'b')],
      'Unknown',
    ],
    [
      'a foreign object that is missing',
      { group: 'acme.example', kind: 'Bucket', name: 'c' },
      [make('acme.example/v1', 'Bucket', 'b')],
      'False BackendNotFound',
    ],
    [
      'a kind that exists in its controller only',
      { group: 'networking.istio.io', kind: 'Hostname', name: 'a.com', port: 80 },
      [],
      'Unknown',
    ],
    [
      'a ServiceImport',
      { group: 'multicluster.x-k8s.io', kind: 'ServiceImport', name: 'far', port: 80 },
      [make('multicluster.x-k8s.io/v1alpha1', 'ServiceImport', 'far', { spec: { ports: [{ port: 80 }] } })],
      'True',
    ],
    [
      'an InferencePool needs no port',
      { group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'llm' },
      [make('inference.networking.k8s.io/v1', 'InferencePool', 'llm')],
      'True',
    ],
    ['an XBackend of the namespace', { group: X_GROUP, kind: 'XBackend', name: 'x' }, [xBackend('x')], 'True'],
    [
      'an XBackend of another namespace, which no grant can allow',
      { group: X_GROUP, kind: 'XBackend', name: 'x', namespace: 'pay' },
      [xBackend('pay/x'), grant('pay/g', `${ROUTE}/shop`, `${X_GROUP}/XBackend`)],
      'False RefNotPermitted',
    ],
  ] as const) {
    test(name, () => assert.equal(verdict(resolve(backend, others)), expected));
  }

  test('a failure comes with what is there instead', () => {
    assert.equal(
      say(resolve({ name: 'cat', port: 80 }, []).because),
      'Service shop/cat does not exist; did you mean cart?',
    );
    assert.equal(
      say(resolve({ name: 'cart', port: 8080 }, []).because),
      'Service shop/cart has no port 8080: it has 80',
    );
    assert.equal(
      say(resolve({ name: 'pay', namespace: 'pay', port: 80 }, []).because),
      'Service pay/pay is in another namespace, which does not permit the reference: add a ReferenceGrant in namespace pay from HTTPRoute in namespace shop to Service pay',
    );
  });

  for (const [appProtocol, kind, policies, expected] of [
    ['kubernetes.io/h2c', 'HTTPRoute', [], 'True'],
    ['kubernetes.io/h2c', 'GRPCRoute', [], 'True'],
    ['kubernetes.io/ws', 'HTTPRoute', [], 'True'],
    ['kubernetes.io/wss', 'TLSRoute', [], 'True'],
    ['kubernetes.io/wss', 'HTTPRoute', [], 'False UnsupportedProtocol'],
    [
      'kubernetes.io/wss',
      'HTTPRoute',
      [policy('BackendTLSPolicy', 'p', [{ group: '', kind: 'Service', name: 'ws' }], SYSTEM_TRUST)],
      'True',
    ],
    [
      'kubernetes.io/wss',
      'HTTPRoute',
      [policy('BackendTLSPolicy', 'p', [{ group: '', kind: 'Service', name: 'ws', sectionName: 'w' }], SYSTEM_TRUST)],
      'True',
    ],
    [
      'kubernetes.io/wss',
      'HTTPRoute',
      [policy('BackendTLSPolicy', 'p', [{ group: '', kind: 'Service', name: 'ws', sectionName: 'x' }], SYSTEM_TRUST)],
      'False UnsupportedProtocol',
    ],
  ] as const) {
    test(`appProtocol ${appProtocol} with ${kind} and ${policies.length} policies`, () => {
      const ws = service('ws', [{ name: 'w', port: 80, appProtocol }]);
      assert.equal(verdict(resolve({ name: 'ws', port: 80 }, [ws, ...policies], {}, kind)), expected);
    });
  }
});

const refs = (...backends: readonly Readonly<Record<string, unknown>>[]) =>
  attachmentOf(route('HTTPRoute', 'web', ['main'], to(...backends)), [main, cart, pay]).resolvedRefs;

test('all failing reasons are kept, since a controller may name any', () => {
  const condition = refs(
    { name: 'gone', port: 80 },
    { name: 'pay', namespace: 'pay', port: 80 },
    { group: 'a.example', kind: 'B', name: 'b' },
  );
  assert.equal(condition.reason, 'BackendNotFound');
  assert.deepEqual(condition.otherReasons, ['RefNotPermitted', 'InvalidKind']);
  assert.equal(condition.because?.code === 'andMore' && condition.because.more, 2);
});

describe('several references (semantics.md 2.9)', () => {
  test('a foreign object without a grant that is not there may be reported for both', () => {
    assert.deepEqual(refs({ name: 'gone', namespace: 'pay', port: 80 }).otherReasons, ['BackendNotFound']);
  });

  test('references that do not resolve do not change Accepted', () => {
    const { accepted } = attachmentOf(route('HTTPRoute', 'web', ['main'], to({ name: 'gone', port: 80 })), [main]);
    assert.equal(verdict(accepted), 'True');
  });

  test('mirrors and authorization services count, at rules and at backendRefs', () => {
    const mirror = { type: 'RequestMirror', requestMirror: { backendRef: { name: 'gone-1', port: 80 } } };
    const auth = { type: 'ExternalAuth', externalAuth: { backendRef: { name: 'gone-2', port: 80 } } };
    const web = route('HTTPRoute', 'web', ['main'], {
      rules: [{ filters: [auth], backendRefs: [{ name: 'cart', port: 80, filters: [mirror] }] }],
    });
    assert.deepEqual(brokenEdges(graphOf([main, cart, web])), [
      'externalAuth HTTPRoute/web#rules[0] -> Service/gone-2: missing BackendNotFound',
      'mirror HTTPRoute/web#rules[0] -> Service/gone-1: missing BackendNotFound',
    ]);
  });
});

describe('what could not be read (design.md 4)', () => {
  for (const [name, type, backend] of [
    ['Services', SERVICE, { name: 'other', port: 80 }],
    ['ReferenceGrants', REFERENCE_GRANT, { name: 'pay', namespace: 'pay', port: 80 }],
  ] as const) {
    test(`${name} that are forbidden make the reference unknown, not missing`, () => {
      const gaps = [{ what: name, ...type, reason: 'forbidden', message: `${name} is forbidden` } as const];
      const condition = resolve(backend, [], { gaps });
      assert.equal(verdict(condition), 'Unknown');
      const web = route('HTTPRoute', 'web', ['main'], to(backend));
      assert.deepEqual(
        graphOf([main, cart, pay, web], { gaps })
          .outgoing({ ...refOf(web), section: 'rules[0]' })
          .map(({ state }) => state),
        ['unknown'],
      );
    });
  }
});

describe('a port of a Service that speaks another protocol (UDPRoute sends datagrams, all others connect)', () => {
  const udp = { name: 'dns', port: 53, protocol: 'UDP' };
  const tcp = { name: 'pg', port: 5432 };
  for (const [kind, port, ports, expected] of [
    ['HTTPRoute', 53, [udp], 'port 53 of Service shop/s is UDP, but HTTPRoute needs a TCP port: name one'],
    ['TCPRoute', 53, [udp], 'port 53 of Service shop/s is UDP, but TCPRoute needs a TCP port: name one'],
    ['UDPRoute', 5432, [tcp], 'port 5432 of Service shop/s is TCP, but UDPRoute needs a UDP port: name one'],
    ['UDPRoute', 53, [udp, { ...udp, name: 'dns-tcp', protocol: 'TCP' }], ''],
    ['GRPCRoute', 53, [udp, { ...udp, name: 'dns-tcp', protocol: 'TCP' }], ''],
    ['HTTPRoute', 5432, [tcp], ''],
  ] as const) {
    test(`${kind} to port ${port} of ${ports.map(({ name }) => name).join(' and ')}`, () => {
      const object = route(kind, 'web', ['main'], to({ name: 's', port }));
      const graph = graphOf([main, service('s', ports), object]);
      const [edge] = graph.outgoing({ ...refOf(object), section: 'rules[0]' }, 'backend');
      assert.ok(edge !== undefined);
      assert.deepEqual([edge.state, say(edge.note)], ['resolved', expected]);
      assert.equal(edgeVerdict(edge).state, expected === '' ? 'ok' : 'warning');
    });
  }
});

describe('edges to backends (semantics.md 7)', () => {
  test('they hold weight, port, appProtocol and the grant in use', () => {
    const web = route(
      'HTTPRoute',
      'web',
      ['main'],
      to({ name: 'cart', port: 80, weight: 3 }, { name: 'pay', namespace: 'pay', port: 80 }),
    );
    const h2c = service('cart', [{ name: 'http', port: 80, appProtocol: 'kubernetes.io/h2c' }]);
    const allowed = grant('pay/g', `${ROUTE}/shop`, '/Service/pay');
    const graph = graphOf([main, h2c, pay, allowed, web]);
    const [first, second] = graph.outgoing({ ...refOf(web), section: 'rules[0]' }, 'backend');
    assert.deepEqual(
      [first?.weight, first?.port, first?.appProtocol, first?.path],
      [3, 80, 'kubernetes.io/h2c', 'spec.rules[0].backendRefs[0]'],
    );
    assert.deepEqual([second?.weight, second?.grant], [1, refOf(allowed)]);
    assert.deepEqual(graph.incoming(refOf(pay), 'backend').map(edgeText), [
      'backend HTTPRoute/web#rules[0] -> Service/pay/pay: resolved',
    ]);
  });

  test('an HTTPRoute without rules has one rule that leads nowhere (semantics.md 1.6)', () => {
    const web = route('HTTPRoute', 'web', ['main']);
    assert.deepEqual(
      graphOf([main, web])
        .outgoing(refOf(web), 'section')
        .map(({ to: rule }) => rule.section),
      ['rules[0]'],
    );
  });
});
