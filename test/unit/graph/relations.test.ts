import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildGraph } from '../../../src/graph/query/build-graph.ts';
import { GATEWAY_CLASS } from '../../../src/gateway-api/kinds.ts';
import { refOf } from '../../../src/model/ref.ts';
import { say } from '../../../src/view/say/say.ts';
import {
  brokenEdges,
  configMap,
  edgeText,
  everyEdge,
  gateway,
  graphOf,
  http,
  listenerOf,
  make,
  route,
  secret,
  service,
  snapshotOf,
  to,
  verdict,
} from '../../support/world.ts';

const withParameters = (kind: string, apiVersion: string, namespace?: string) => ({
  apiVersion,
  kind,
  metadata: { name: 'c' },
  spec: {
    controllerName: 'x',
    parametersRef: { group: '', kind: 'ConfigMap', name: 'p', ...(namespace === undefined ? {} : { namespace }) },
  },
});

const filter = (name: string) => ({
  type: 'ExtensionRef',
  extensionRef: { group: 'acme.example', kind: 'Waf', name },
});

describe('edges by family (semantics.md 7)', () => {
  test('class: there, missing and unread', () => {
    const main = gateway('main');
    const lost = gateway('lost', [http], { gatewayClassName: 'acne' });
    const graph = graphOf([main, lost]);
    assert.deepEqual(graph.outgoing(refOf(main), 'class').map(edgeText), [
      'class Gateway/main -> GatewayClass/acme: resolved',
    ]);
    assert.deepEqual(
      graph.outgoing(refOf(lost), 'class').map(({ state, because }) => [state, say(because)]),
      [['missing', 'GatewayClass acne does not exist; did you mean acme?']],
    );
    const gaps = [{ what: 'gatewayclasses', ...GATEWAY_CLASS, reason: 'forbidden', message: 'no' } as const];
    assert.deepEqual(
      graphOf([lost], { gaps })
        .outgoing(refOf(lost), 'class')
        .map(({ state }) => state),
      ['unknown'],
    );
  });

  test('no controller looks at a Gateway without its class', () => {
    const lost = gateway('lost', [http], { gatewayClassName: 'gone' });
    assert.equal(verdict(graphOf([lost]).parent(refOf(lost))?.accepted), 'Unknown');
  });

  test('parameters of a Gateway decide Accepted (semantics.md 6.1)', () => {
    const ref = { group: 'acme.example', kind: 'Params', name: 'p' };
    const main = gateway('main', [http], { infrastructure: { parametersRef: ref } });
    assert.equal(verdict(graphOf([main]).parent(refOf(main))?.accepted), 'False InvalidParameters');
    assert.equal(
      verdict(graphOf([main, make('acme.example/v1', 'Params', 'p')]).parent(refOf(main))?.accepted),
      'True',
    );
    const gaps = [{ what: 'params', group: 'acme.example', kind: 'Params', reason: 'failed', message: 'no' } as const];
    assert.equal(verdict(graphOf([main], { gaps }).parent(refOf(main))?.accepted), 'Unknown');
  });

  test('parameters of classes and meshes, with a namespace and without', () => {
    const gatewayClass = withParameters('GatewayClass', 'gateway.networking.k8s.io/v1', 'shop');
    const mesh = withParameters('XMesh', 'gateway.networking.x-k8s.io/v1alpha1');
    const graph = graphOf([gatewayClass, mesh, configMap('p')]);
    assert.deepEqual(
      graph.outgoing(refOf(gatewayClass), 'parameters').map(({ state }) => state),
      ['resolved'],
    );
    assert.deepEqual(
      graph.outgoing(refOf(mesh), 'parameters').map(({ state }) => state),
      ['missing'],
    );
  });

  test('sections of Gateways, routes and Services', () => {
    const main = gateway('main', [http, { name: 'x', port: 1, protocol: 'TCP' }]);
    const web = route('HTTPRoute', 'web', [], { rules: [{}, {}] });
    const cart = service('cart', [{ port: 80 }, { name: 'b', port: 81 }]);
    const graph = graphOf([main, web, cart]);
    const sections = (object: typeof main) =>
      graph.outgoing(refOf(object), 'section').map(({ to: part }) => part.section);
    assert.deepEqual([main, web, cart].map(sections), [
      ['http', 'x'],
      ['rules[0]', 'rules[1]'],
      ['80', '81'],
    ]);
    assert.equal(graph.node({ ...refOf(cart), section: '81' })?.object, cart);
  });

  test('extensions of routes, at rules and at backendRefs', () => {
    const web = route('HTTPRoute', 'web', ['main'], {
      rules: [{ filters: [filter('a')], backendRefs: [{ name: 'cart', port: 80, filters: [filter('b')] }] }],
    });
    const graph = graphOf([gateway('main'), service('cart'), web, make('acme.example/v1', 'Waf', 'a')]);
    assert.deepEqual(
      graph
        .outgoing({ ...refOf(web), section: 'rules[0]' }, 'extension')
        .map((edge) => `${edgeText(edge)} ${edge.path}`),
      [
        'extension HTTPRoute/web#rules[0] -> Waf/a: resolved spec.rules[0].filters[0].extensionRef',
        'extension HTTPRoute/web#rules[0] -> Waf/b: missing ExtensionNotFound spec.rules[0].backendRefs[0].filters[0].extensionRef',
      ],
    );
  });

  test('what a controller made for a Gateway (semantics.md 1.3)', () => {
    const labels = { 'gateway.networking.k8s.io/gateway-name': 'main' };
    const deployment = make('apps/v1', 'Deployment', 'main-acme', { metadata: { labels } });
    const main = gateway('main');
    assert.deepEqual(graphOf([main, deployment]).incoming(refOf(main), 'infrastructure').map(edgeText), [
      'infrastructure Deployment/main-acme -> Gateway/main: resolved',
    ]);
  });

  test('endpoints on request', () => {
    const cart = service('cart');
    const slice = make('discovery.k8s.io/v1', 'EndpointSlice', 'cart-1', {
      metadata: { labels: { 'kubernetes.io/service-name': 'cart' } },
      endpoints: [{ targetRef: { kind: 'Pod', name: 'cart-0' } }],
    });
    const pod = make('v1', 'Pod', 'cart-0', { metadata: { labels: { app: 'cart' } } });
    const backend = make('gateway.networking.x-k8s.io/v1alpha1', 'XBackend', 'x', {
      spec: { endpointSelector: { matchLabels: { app: 'cart' } } },
    });
    const graph = graphOf([cart, slice, pod, backend]);
    assert.deepEqual(graph.outgoing(refOf(cart), 'endpoint').map(edgeText), [
      'endpoint Service/cart -> EndpointSlice/cart-1: resolved',
    ]);
    assert.deepEqual(graph.incoming(refOf(pod), 'endpoint').map(edgeText), [
      'endpoint EndpointSlice/cart-1 -> Pod/cart-0: resolved',
      'endpoint XBackend/x -> Pod/cart-0: resolved',
    ]);
    assert.deepEqual(buildGraph(snapshotOf([cart, slice]), { policyKinds: [] }).outgoing(refOf(cart), 'endpoint'), []);
  });

  test('the inline TLS of an XBackend (semantics.md 3.1)', () => {
    const tls = {
      mode: 'ClientAndServer',
      clientCertificateRef: { name: 'c' },
      validation: { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'gone' }] },
    };
    const backend = make('gateway.networking.x-k8s.io/v1alpha1', 'XBackend', 'x', { spec: { tls } });
    assert.deepEqual(
      graphOf([backend, secret('c')])
        .outgoing(refOf(backend))
        .map(edgeText),
      [
        'certificate XBackend/x -> Secret/c: resolved',
        'ca XBackend/x -> ConfigMap/gone: missing InvalidCACertificateRef',
      ],
    );
  });
});

describe('nodes (semantics.md 7)', () => {
  test('present, missing, and unknown', () => {
    const web = route('HTTPRoute', 'web', ['main', 'gone'], to({ name: 'cart', port: 80 }));
    const gaps = [{ what: 'services', group: '', kind: 'Service', reason: 'forbidden', message: 'no' } as const];
    const graph = graphOf([gateway('main'), web], { gaps });
    const ends = everyEdge(graph).flatMap(({ from, to: target }) => [from, target]);
    const presence = ends.map(
      (ref) =>
        `${ref.kind}/${ref.name}${ref.section === undefined ? '' : `#${ref.section}`} ${graph.node(ref).presence}`,
    );
    assert.deepEqual([...new Set(presence)].toSorted(), [
      'Gateway/gone missing',
      'Gateway/main present',
      'Gateway/main#http present',
      'GatewayClass/acme present',
      'HTTPRoute/web present',
      'HTTPRoute/web#rules[0] present',
      'Service/cart unknown',
    ]);
  });

  test('what nothing names is missing too', () => {
    assert.equal(graphOf([]).node(refOf(service('cart'))).presence, 'missing');
  });

  test('a whole chain has no broken edge', () => {
    const web = route('HTTPRoute', 'web', ['main'], to({ name: 'cart', port: 80 }));
    const main = gateway('main', [
      { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'c' }] } },
    ]);
    const graph = graphOf([main, web, service('cart'), secret('c')]);
    assert.deepEqual(brokenEdges(graph), []);
    assert.deepEqual(listenerOf(graph, main, 'https').routes, [refOf(web)]);
  });
});
