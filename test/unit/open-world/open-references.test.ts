import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readPath, readRecords } from '../../../src/model/read.ts';
import { runMain } from '../../support/run-main.ts';
import type { Outcome } from '../../support/run-main.ts';

function ask(input: string, ...words: readonly string[]): Promise<Outcome> {
  return runMain([...words, '--from', '-'], input);
}

/** The outgoing references of an object as `path state: message`, without those that resolve. */
async function openOf(input: string, ...words: readonly string[]): Promise<readonly string[]> {
  const { out } = await ask(input, 'graph', ...words, '-A', '-o', 'json');
  return readRecords(readPath(JSON.parse(out), 'edges'))
    .filter(({ state }) => state !== 'resolved')
    .map(({ path, state, message }) => `${String(path)} ${String(state)}: ${String(message)}`)
    .toSorted();
}

const gateway = (name: string, listeners: string, more = ''): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: edge}
spec: {gatewayClassName: acme, listeners: ${listeners}${more}}
---`;
const HTTP = '[{name: web, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}]';
const HTTPS =
  '[{name: web, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: shop-tls}]}, allowedRoutes: {namespaces: {from: All}}}]';

const route = (name: string, parent: string, rules: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: shop}
spec: {parentRefs: [${parent}], rules: ${rules}}
---`;
const EDGE = '{name: main, namespace: edge}';
const toService = (name: string, more = 'port: 80'): string => `[{backendRefs: [{name: ${name}, ${more}}]}]`;

const service = (name: string, namespace = 'shop', uid = ''): string => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}${uid}}
spec: {ports: [{port: 80}]}
---`;

describe('references that lead outside of the files', () => {
  test('a class, a Secret and a Service are unknown, in graph, describe and status, and fail no check', async () => {
    const input = gateway('main', HTTPS) + route('cart', EDGE, toService('cart'));
    assert.deepEqual(await openOf(input), [
      'spec.gatewayClassName unknown: GatewayClass acme is not among the files',
      'spec.listeners[0].tls.certificateRefs[0] unknown: Secret edge/shop-tls is not among the files',
      'spec.rules[0].backendRefs[0] unknown: Service shop/cart is not among the files',
    ]);
    const { out, err, code } = await ask(input, 'status', '-A', '--check');
    assert.match(
      out,
      /Routes: +1 \(1 attached\)\nProblems:\n +✓ none\nOpen:\n +\? 3 references lead outside these files; --complete counts them as missing\n$/,
    );
    assert.deepEqual([err, code], ['', 0]);
    const page = await ask(input, 'describe', 'gateway/main', '-n', 'edge');
    assert.match(page.out, /Class: +acme \(unknown: GatewayClass acme is not among the files\)/);
    assert.match(page.out, /ResolvedRefs not evaluated\n +Secret edge\/shop-tls is not among the files/);
    assert.doesNotMatch(page.out, /✗/);
    assert.match((await ask(input, 'graph', '-A')).out, /class acme \(not among the files\)/);
  });

  test('--complete counts them as missing', async () => {
    const input = gateway('main', HTTPS) + route('cart', EDGE, toService('cart'));
    const { out, code } = await ask(input, 'status', '-A', '--check', '--complete');
    assert.match(out, /Problems \(3\):/);
    assert.match(out, /gwctl describe httproute\/cart -n shop --from - --complete\n/);
    assert.doesNotMatch(out, /Open:/);
    assert.equal(code, 1);
    const { out: json } = await ask(input, 'status', '-A', '-o', 'json');
    assert.equal(readPath(JSON.parse(json), 'openReferences'), 3);
    const { out: closed } = await ask(input, 'status', '-A', '-o', 'json', '--complete');
    assert.equal(readPath(JSON.parse(closed), 'openReferences'), undefined);
  });

  test('--complete needs files', async () => {
    for (const words of [
      ['status'],
      ['get', 'gateways'],
      ['describe', 'gateways'],
      ['graph'],
      ['effective', 'routes'],
    ]) {
      const { err, code } = await runMain([...words, '--complete']);
      assert.match(err, /^error: --complete says that files hold everything: name them with --from\n/);
      assert.equal(code, 2);
    }
    assert.equal((await runMain(['status', '--complete', '--help'])).code, 0);
  });

  test('a misspelled name is missing: its author meant the one that is there', async () => {
    const input = gateway('main', HTTP) + route('cart', EDGE, toService('chekout')) + service('checkout');
    assert.deepEqual(
      (await openOf(input)).filter((line) => line.startsWith('spec.rules')),
      ['spec.rules[0].backendRefs[0] missing: Service shop/chekout does not exist; did you mean checkout?'],
    );
    assert.equal((await ask(input, 'status', '-A', '--check')).code, 1);
    const other = gateway('main', HTTP) + route('cart', EDGE, toService('web-v2')) + service('web-v1');
    assert.equal((await ask(other, 'status', '-A', '--check')).code, 0);
  });

  test('what the object itself lacks is certain: a port, a listener, also where a grant is not among the files', async () => {
    const input =
      gateway('main', HTTP) +
      route('port', EDGE, toService('cart', 'port: 81')) +
      route('far', EDGE, toService('far', 'namespace: pay, port: 81')) +
      route('section', '{name: main, namespace: edge, sectionName: wbe}', toService('cart')) +
      service('cart') +
      service('far', 'pay');
    const { out } = await ask(input, 'status', '-A', '--problems', '0');
    assert.match(out, /Problems \(3\):/);
    for (const name of ['port', 'far', 'section']) assert.match(out, new RegExp(`✗ httproute shop/${name} `));
    assert.match(out, /1 reference leads outside/);
  });

  test('a reference into another namespace without a grant among the files is open', async () => {
    const input =
      gateway('main', HTTP) + route('far', EDGE, toService('far', 'namespace: pay, port: 80')) + service('far', 'pay');
    assert.deepEqual(
      (await openOf(input)).filter((line) => line.startsWith('spec.rules')),
      [
        'spec.rules[0].backendRefs[0] unknown: no ReferenceGrant among the files permits the reference to Service pay/far from HTTPRoute in namespace shop',
      ],
    );
    assert.match((await openOf(input, '--complete')).join('\n'), /backendRefs\[0\] notPermitted: /);
  });

  test('a kind and namespace that a server wrote is whole', async () => {
    const uid = ', uid: 6f0d6a3e-0000-4000-8000-000000000001';
    const input = gateway('main', HTTP) + route('cart', EDGE, toService('orders')) + service('web', 'shop', uid);
    assert.match((await openOf(input)).join('\n'), /backendRefs\[0\] missing: Service shop\/orders does not exist/);
  });

  test('a Gateway of another repository takes its routes, or not', async () => {
    const input = route('cart', EDGE, toService('cart')) + service('cart');
    const { out, code } = await ask(input, 'status', '-A', '--check');
    assert.match(out, /Routes: +1 \(1 unknown\)/);
    assert.match(out, /1 reference leads outside these files; --complete counts it as missing/);
    assert.equal(code, 0);
    const page = await ask(input, 'describe', 'httproute/cart', '-n', 'shop');
    assert.match(page.out, /\? edge\/gateway\/main +unknown: Gateway edge\/main is not among the files/);
    const elsewhere = route('cart', '{name: main}', toService('cart')) + service('cart') + gateway('main', HTTP);
    assert.match(
      (await openOf(elsewhere)).join('\n'),
      /Gateway shop\/main is not among the files; there is one in namespace edge/,
    );
  });

  test('what a controller makes of an object of the files is said', async () => {
    const certificate = `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop, namespace: edge}
spec: {secretName: shop-tls}
---`;
    const external = certificate
      .replace('cert-manager.io/v1', 'external-secrets.io/v1')
      .replace('Certificate', 'ExternalSecret')
      .replace('secretName: shop-tls', 'target: {name: shop-tls}');
    const sealed = certificate
      .replace('cert-manager.io/v1', 'bitnami.com/v1alpha1')
      .replace('kind: Certificate', 'kind: SealedSecret')
      .replace('name: shop,', 'name: shop-tls,');
    for (const [maker, name] of [
      [certificate, 'Certificate edge/shop'],
      [external, 'ExternalSecret edge/shop'],
      [sealed, 'SealedSecret edge/shop-tls'],
    ] as const) {
      assert.ok(
        (await openOf(gateway('main', HTTPS) + maker)).some((line) =>
          line.endsWith(`Secret edge/shop-tls is not among the files: ${name} makes it`),
        ),
      );
    }
    const asked = gateway('main', HTTPS).replace(
      '{name: main,',
      '{name: main, annotations: {cert-manager.io/cluster-issuer: acme},',
    );
    assert.match(
      (await openOf(asked)).join('\n'),
      /Secret edge\/shop-tls is not among the files: cert-manager makes it for Gateway edge\/main/,
    );
    const similar = certificate
      .replace(/apiVersion.*/, 'apiVersion: v1')
      .replace('Certificate', 'Secret')
      .replace('name: shop,', 'name: shop-tsl,');
    assert.match(
      (await openOf(gateway('main', HTTPS) + similar)).join('\n'),
      /certificateRefs\[0\] missing: .*did you mean shop-tsl/,
    );
    assert.match(
      (await openOf(gateway('main', HTTPS) + similar + certificate)).join('\n'),
      /certificateRefs\[0\] unknown: .*Certificate edge\/shop makes it/,
    );
    const far = certificate.replace('namespace: edge', 'namespace: other');
    assert.ok(
      (await openOf(gateway('main', HTTPS) + far)).some((line) =>
        line.endsWith('Secret edge/shop-tls is not among the files'),
      ),
    );
    for (const group of ['net.gke.io', 'multicluster.x-k8s.io']) {
      const input =
        route('cart', EDGE, toService('cart', `group: ${group}, kind: ServiceImport, port: 80`)) +
        `\napiVersion: ${group}/v1\nkind: ServiceExport\nmetadata: {name: cart, namespace: shop}\n`;
      assert.match(
        (await openOf(input)).join('\n'),
        /ServiceImport shop\/cart is not among the files: ServiceExport shop\/cart makes it/,
      );
    }
  });

  test('parameters, extensions, CAs, targets and labels of namespaces', async () => {
    const selected =
      '[{name: web, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: a}}}}}]';
    const input =
      gateway('main', selected, ', infrastructure: {parametersRef: {group: acme.io, kind: Config, name: big}}') +
      route(
        'cart',
        EDGE,
        '[{filters: [{type: ExtensionRef, extensionRef: {group: acme.io, kind: Auth, name: basic}}]}]',
      ) +
      `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: tls, namespace: shop}
spec: {targetRefs: [{group: "", kind: Service, name: cart}], validation: {hostname: a.b, caCertificateRefs: [{group: "", kind: ConfigMap, name: ca}]}}
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata: {name: all, namespace: shop}
spec: {targetSelectors: [{group: gateway.networking.k8s.io, kind: GRPCRoute, matchLabels: {app: x}}]}
`;
    assert.deepEqual(
      new Set((await openOf(input)).map((line) => line.split(': ', 1)[0])),
      new Set([
        'spec.gatewayClassName unknown',
        'spec.infrastructure.parametersRef unknown',
        'spec.parentRefs[0] unknown',
        'spec.rules[0].filters[0].extensionRef unknown',
        'spec.targetRefs[0] unknown',
        'spec.validation.caCertificateRefs[0] unknown',
      ]),
    );
    const { out, code } = await ask(input, 'status', '-A', '--check');
    assert.match(out, /6 references lead outside/);
    assert.equal(code, 0, out);
    const { out: page } = await ask(input, 'describe', 'backendtrafficpolicy/all', '-n', 'shop');
    assert.match(page, /Effect: +unknown \(it depends on what is not among the files\)/);
    assert.match(
      (await ask(input, 'describe', 'backendtlspolicy/tls', '-n', 'shop')).out,
      /Effect: +unknown \(it depends on what is not among the files\)/,
    );
  });

  test('an API group of which every kind is known has no other', async () => {
    const input = gateway('main', HTTP) + route('cart', EDGE, toService('cart', 'kind: Servce, port: 80'));
    assert.match((await openOf(input)).join('\n'), /backendRefs\[0\] missing: Servce is not a known kind/);
    const vendor = gateway('main', HTTP) + route('cart', EDGE, toService('cart', 'group: acme.io, kind: Backend'));
    assert.match(
      (await openOf(vendor)).join('\n'),
      /backendRefs\[0\] unknown: Backend shop\/cart is not among the files/,
    );
  });
});
