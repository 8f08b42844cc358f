import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runGet } from './run-graph.ts';
import { SHOP } from './shop.ts';

/** The object brings its namespace, and no other limits the answer. */
const ANYWHERE = { namespace: undefined };

/** The names that `get TYPE --for …` prints, with their namespaces. */
async function related(
  types: string,
  forObject: string,
  flags: Parameters<typeof runGet>[1] = {},
): Promise<readonly string[]> {
  const output = 'jsonpath={range .items[*]}{.metadata.namespace}/{.kind}/{.metadata.name}{"\\n"}{end}';
  const { out, code, err } = await runGet([types], { namespace: 'shop', for: forObject, output, ...flags }, SHOP);
  assert.deepEqual({ code, err }, { code: 0, err: '' });
  return out.split('\n').filter((line) => line !== '');
}

describe('get --for', () => {
  test('routes of a Gateway: those that attach, those of its ListenerSets, and those that ask and are refused', async () => {
    assert.deepEqual(await related('routes', 'gateway/web'), [
      'shop/HTTPRoute/cart',
      'shop/HTTPRoute/checkout',
      'shop/HTTPRoute/redirect',
      'shop/HTTPRoute/search',
      'shop-eu/HTTPRoute/cart',
    ]);
  });

  test('Gateways of a Service: through routes that attach and backends that resolve', async () => {
    assert.deepEqual(await related('gateways', 'service/cart'), ['shop/Gateway/web']);
    assert.deepEqual(await related('gateways', 'shop-eu/service/search', ANYWHERE), ['shop/Gateway/web']);
  });

  test('a route that is refused leads nowhere', async () => {
    const refused = SHOP.replace(
      'metadata: {name: search, namespace: shop}\nspec:\n  parentRefs: [{name: web, ',
      'metadata: {name: search, namespace: shop-eu}\nspec:\n  parentRefs: [{name: web, namespace: shop, ',
    );
    assert.notEqual(refused, SHOP);
    const flags = { namespace: 'shop-eu', for: 'service/search', output: 'name' };
    assert.equal((await runGet(['httproutes'], flags, refused)).out, 'httproute.gateway.networking.k8s.io/search\n');
    assert.equal((await runGet(['gateways'], flags, refused)).out, '');
    const gateway = { namespace: 'shop', for: 'gateway/web', output: 'name' };
    assert.match((await runGet(['routes'], gateway, refused)).out, /search/);
    assert.doesNotMatch((await runGet(['services'], gateway, refused)).out, /search/);
  });

  test('routes of a Service: those that send or mirror to it or act on its clients, permitted or not', async () => {
    assert.deepEqual(await related('httproutes', 'service/cart'), [
      'shop/HTTPRoute/cart',
      'shop/HTTPRoute/checkout',
      'shop/HTTPRoute/legacy',
      'shop/HTTPRoute/mesh',
      'shop-eu/HTTPRoute/cart',
    ]);
  });

  test('Services of a route, without what is missing', async () => {
    assert.deepEqual(await related('services', 'httproute/checkout'), [
      'shop/Service/cart',
      'shop/Service/pay',
      'shop/Service/pay-next',
    ]);
  });

  test('policies that act on an object: on it, above it, and of a route on its backends', async () => {
    assert.deepEqual(await related('policies', 'httproute/checkout'), ['shop/BackendTLSPolicy/pay']);
    assert.deepEqual(await related('policies', 'service/pay'), ['shop/BackendTLSPolicy/pay']);
    assert.deepEqual(await related('backendtlspolicies', 'gateway/web'), []);
  });

  test('what a policy, a certificate or a CA acts on, and what lies above and below', async () => {
    assert.deepEqual(await related('routes', 'backendtlspolicy/pay'), [
      'shop/HTTPRoute/checkout',
      'shop/HTTPRoute/mesh',
    ]);
    assert.deepEqual(await related('gateways', 'backendtlspolicy/pay'), ['shop/Gateway/web']);
    assert.deepEqual(await related('gateways', 'secret/web-tls'), ['shop/Gateway/web']);
    assert.deepEqual(await related('routes', 'secret/web-tls'), ['shop/HTTPRoute/cart', 'shop/HTTPRoute/checkout']);
    assert.deepEqual(await related('backendtlspolicies', 'configmap/pay-ca'), [
      'shop/BackendTLSPolicy/lost',
      'shop/BackendTLSPolicy/pay',
    ]);
  });

  test('grants of a route, of a Service, and what a grant allows', async () => {
    assert.deepEqual(await related('referencegrants', 'httproute/search'), ['shop-eu/ReferenceGrant/from-shop']);
    assert.deepEqual(await related('referencegrants', 'shop-eu/service/search', ANYWHERE), [
      'shop-eu/ReferenceGrant/from-shop',
    ]);
    assert.deepEqual(await related('referencegrants', 'httproute/cart'), []);
    assert.deepEqual(await related('services,httproutes', 'shop-eu/referencegrant/from-shop', ANYWHERE), [
      'shop-eu/Service/search',
      'shop/HTTPRoute/search',
    ]);
  });

  test('classes, ListenerSets and certificates of a Gateway', async () => {
    assert.deepEqual(await related('gatewayclasses', 'gateway/web'), ['/GatewayClass/acme']);
    assert.deepEqual(await related('listenersets', 'gateway/web'), ['shop/ListenerSet/team', 'shop-eu/ListenerSet/eu']);
    const secrets = await runGet(['secrets'], { namespace: 'shop', for: 'gateway/web', output: 'name' }, SHOP);
    assert.equal(secrets.out, 'secret/web-tls\n');
  });

  test('a Namespace: what it holds', async () => {
    assert.deepEqual(await related('httproutes', 'namespace/shop-eu'), ['shop-eu/HTTPRoute/cart']);
  });

  test('-n limits the answer where the object brings its own namespace', async () => {
    assert.deepEqual(await related('routes', 'shop/gateway/web', { namespace: 'shop-eu' }), ['shop-eu/HTTPRoute/cart']);
  });

  test('the table tells the namespaces, the mesh side of a Service does not leak to Gateways', async () => {
    const { out } = await runGet(['gateways'], { namespace: 'shop', for: 'httproute/mesh' }, SHOP);
    assert.equal(out, '');
    const table = await runGet(['gateways'], { namespace: 'shop', for: 'service/cart' }, SHOP);
    assert.match(table.out, /^NAMESPACE +NAME .*\nshop +web /);
  });

  test('live: the related objects are read by name, with a selector by list', async () => {
    const flags = { namespace: 'shop', for: 'httproute/cart', output: 'name' };
    const named = await runGet(['services'], flags, SHOP, { kind: 'live' });
    assert.equal(named.out, 'service/cart\n');
    assert.deepEqual(
      named.asked.filter((line) => line.startsWith('list services')),
      [],
    );
    const selected = await runGet(['services'], { ...flags, selector: 'a=b' }, SHOP, { kind: 'live' });
    assert.equal(selected.out, '');
    assert.ok(selected.asked.includes('list services (metadata) where a=b in shop'));
  });

  test('wrong usage', async () => {
    const cases = [
      [['routes'], { for: 'web' }, 2, /invalid --for "web": expected \[NAMESPACE\/\]TYPE\/NAME/],
      [['routes'], { for: 'a/b/c/d' }, 2, /invalid --for/],
      [['routes'], { for: 'routes/x' }, 2, /"routes" is not a single type/],
      [['routes', 'x'], { for: 'gateway/web' }, 2, /name cannot be provided when --for is specified/],
      [['routes'], { for: 'gateway/web', watch: true }, 2, /--watch cannot be used with --for/],
      [['routes'], { for: 'gateway/nope', namespace: 'shop' }, 1, /"nope" not found/],
      [['routes'], { output: 'graph', watch: true }, 2, /--watch cannot be used with -o graph/],
    ] as const;
    for (const [words, flags, code, message] of cases) {
      const outcome = await runGet(words, flags, SHOP);
      assert.equal(outcome.code, code);
      assert.match(outcome.err, message);
    }
  });
});
