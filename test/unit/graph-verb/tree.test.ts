import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runGraph } from './run-graph.ts';
import { SHOP } from './shop.ts';

const IN_SHOP = { namespace: 'shop' };

function lines(...text: readonly string[]): string {
  return text.map((line) => `${line}\n`).join('');
}

const LISTENER_HTTPS_REFUSAL =
  '✗ shop-eu/httproute/cart  NotAllowedByListeners: listener https allows routes from its own namespace shop, not from namespace shop-eu: change its allowedRoutes.namespaces';

describe('graph as a tree', () => {
  test('without words: Gateways, meshes, and what attaches nowhere', async () => {
    const { out, err, code } = await runGraph([], IN_SHOP, SHOP);
    assert.equal(
      out,
      lines(
        '! gateway/web  acme  203.0.113.10                programmed',
        '├─ ✓ listener http :80 HTTP                      2 routes',
        '│  ├─ ✓ httproute/redirect ─ rule 0  redirects',
        '│  └─ ✓ httproute/search ─ rule 0 ─ ✓ shop-eu/service/search:80',
        '├─ ✓ listener https :443 HTTPS shop.example.com  2 routes',
        '│  ├─ ✓ httproute/cart ─ rule 0 ─ ✓ service/cart:8080',
        '│  ├─ ! httproute/checkout',
        '│  │  ├─ rule 0',
        '│  │  │  ├─ ✗ service/pay:8080 90 % [backendtlspolicy/pay: NoValidCACertificate]  NoValidCACertificate: connections fail: backendtlspolicy/pay: no valid certificate authority remains: ConfigMap shop/pay-ca has no PEM certificate in ca.crt',
        '│  │  │  └─ ✓ service/pay-next:8080 10 %',
        '│  │  └─ rule 1',
        '│  │     ├─ ✓ mirror service/cart:8080',
        '│  │     └─ ✗ service/refunds:8080  BackendNotFound: Service shop/refunds does not exist',
        `│  └─ ${LISTENER_HTTPS_REFUSAL}`,
        '├─ ! listener admin :8443 HTTPS  InvalidCertificateRef: Secret shop/nope-tls does not exist  no routes',
        '├─ ✓ listenerset/team',
        '│  └─ ✓ listener extra :9000 HTTP                1 route',
        '│     └─ ✓ httproute/cart  (rules above)',
        '└─ ✗ shop-eu/listenerset/eu  NotAllowed: Gateway shop/web allows ListenerSets from its own namespace shop, not from namespace shop-eu: change its spec.allowedListeners',
        '',
        'service/cart  mesh',
        '└─ ✓ httproute/mesh ─ rule 0 ─ ✓ service/pay:8080 [backendtlspolicy/pay: NoValidCACertificate]',
        '',
        '✗ httproute/legacy  ParentNotFound: Gateway shop/webb does not exist; did you mean web?',
        '✗ backendtlspolicy/lost targets service/payy  TargetNotFound: Service shop/payy does not exist; did you mean pay?',
      ),
    );
    assert.equal(err, '');
    assert.equal(code, 0);
  });

  test('a route: its ways up, and nothing of its neighbours', async () => {
    const { out } = await runGraph(['httproute/redirect'], IN_SHOP, SHOP);
    assert.equal(
      out,
      lines(
        '! gateway/web  acme  203.0.113.10  programmed',
        '└─ ✓ listener http :80 HTTP',
        '   └─ ✓ httproute/redirect ─ rule 0  redirects',
      ),
    );
  });

  test('a Service: whatever leads to it, with what may not', async () => {
    const { out } = await runGraph(['service', 'cart'], { ...IN_SHOP, up: true }, SHOP);
    assert.equal(
      out,
      lines(
        '! gateway/web  acme  203.0.113.10  programmed',
        '├─ ✓ listener https :443 HTTPS shop.example.com',
        '│  ├─ ✓ httproute/cart ─ rule 0 ─ ✓ service/cart:8080',
        '│  ├─ ! httproute/checkout ─ rule 1 ─ ✓ mirror service/cart:8080',
        `│  └─ ${LISTENER_HTTPS_REFUSAL}`,
        '│     └─ rule 0 ─ ✗ shop/service/cart:8080  RefNotPermitted: Service shop/cart is in another namespace, which does not permit the reference: add a ReferenceGrant in namespace shop from HTTPRoute in namespace shop-eu to Service cart',
        '└─ ✓ listenerset/team',
        '   └─ ✓ listener extra :9000 HTTP',
        '      └─ ✓ httproute/cart  (rules above)',
        '',
        '✗ httproute/legacy  ParentNotFound: Gateway shop/webb does not exist; did you mean web?',
        '└─ rule 0 ─ ✓ service/cart:8080',
      ),
    );
  });

  test('--down leaves out what leads to it', async () => {
    const { out } = await runGraph(['httproute/cart'], { ...IN_SHOP, down: true }, SHOP);
    assert.equal(out, '✓ httproute/cart ─ rule 0 ─ ✓ service/cart:8080\n');
  });

  test('--depth counts objects, not sections', async () => {
    const { out } = await runGraph(['gatewayclass/acme'], { depth: 1 }, SHOP);
    assert.equal(
      out,
      lines(
        'gatewayclass/acme  acme.io/gateway-controller',
        '└─ ! shop/gateway/web  203.0.113.10                 programmed',
        '   ├─ ✓ listener http :80 HTTP                      2 routes',
        '   ├─ ✓ listener https :443 HTTPS shop.example.com  2 routes',
        '   └─ ! listener admin :8443 HTTPS  InvalidCertificateRef: Secret shop/nope-tls does not exist  no routes',
      ),
    );
  });

  test('--kinds hides objects and lifts what hangs on them', async () => {
    const { out } = await runGraph(['httproute/cart'], { ...IN_SHOP, kinds: ['gateways,services'] }, SHOP);
    assert.equal(
      out,
      lines(
        '! gateway/web  acme  203.0.113.10  programmed',
        '└─ ✓ listener https :443 HTTPS shop.example.com',
        '   └─ ✓ service/cart:8080',
      ),
    );
  });

  test('--only-broken shows what is broken and the way to it', async () => {
    const { out } = await runGraph([], { allNamespaces: true, onlyBroken: true }, SHOP);
    assert.doesNotMatch(out, /listener http |httproute\/redirect|listenerset\/team|httproute\/cart ─ rule/);
    // A policy without a certificate authority is refused: it is named where it would act.
    assert.match(out, /service\/pay:8080 90 % \[backendtlspolicy\/pay: NoValidCACertificate\]/);
    assert.match(out, /rule 1 ─ ✗ service\/refunds:8080 {2}BackendNotFound/);
    assert.match(out, /✗ shop-eu\/listenerset\/eu {2}NotAllowed/);
    assert.match(out, /✗ shop\/httproute\/legacy {2}ParentNotFound/);
  });

  test('--only-broken says so when nothing is', async () => {
    const { out, err, code } = await runGraph(
      ['httproute/redirect'],
      { ...IN_SHOP, onlyBroken: true, down: true },
      SHOP,
    );
    assert.deepEqual({ out, err, code }, { out: '', err: 'Nothing is broken in shop namespace.\n', code: 0 });
  });

  test('--policies=false leaves policies out', async () => {
    const { out } = await runGraph([], { ...IN_SHOP, policies: false }, SHOP);
    assert.doesNotMatch(out, /\[backendtlspolicy\/pay/);
    assert.match(out, /✗ service\/pay:8080 90 %  NoValidCACertificate: connections fail: backendtlspolicy\/pay: /);
  });

  test('something beside the way: the listener that it serves, with its name in brackets', async () => {
    const { out } = await runGraph(['secret/web-tls'], { ...IN_SHOP, up: true }, SHOP);
    assert.equal(
      out,
      lines(
        '! gateway/web  acme  203.0.113.10  programmed',
        '└─ ✓ listener https :443 HTTPS shop.example.com [secret/web-tls]',
      ),
    );
  });

  test('a Namespace: everything in it', async () => {
    const whole = await runGraph([], IN_SHOP, SHOP);
    const { out } = await runGraph(['namespace/shop'], IN_SHOP, SHOP);
    assert.equal(out, whole.out);
  });

  test('a route that asks twice for one listener stands there once', async () => {
    // As servers of older releases took it.
    const twice = SHOP.replace(
      '{name: redirect, namespace: shop}',
      '{name: redirect, namespace: shop, uid: a}',
    ).replace(
      'parentRefs: [{name: web, sectionName: http}]',
      'parentRefs: [{name: web, sectionName: http},{name: web, port: 80}]',
    );
    const { out } = await runGraph(['httproute/redirect'], IN_SHOP, twice);
    assert.equal(out.match(/httproute\/redirect/g)?.length, 1);
  });

  test('a controller that contradicts the specification', async () => {
    const status = `
status:
  parents:
  - parentRef: {name: web, sectionName: http}
    controllerName: acme.io/gateway-controller
    conditions: [{type: Accepted, status: "False", reason: NoMatchingParent, message: "", observedGeneration: 1}]
---`;
    const manifest = SHOP.replace(/(requestRedirect: \{scheme: https\}\}\]\}\])\n---/, `$1${status}`);
    const { out } = await runGraph(['httproute/redirect'], IN_SHOP, manifest);
    assert.match(
      out,
      /✗ httproute\/redirect {2}NoMatchingParent: Accepted is False \(acme\.io\/gateway-controller\) {2}Accepted is reported False \(NoMatchingParent\), but the specification says True \(Accepted\)/,
    );
  });

  test('a route without parents', async () => {
    const manifest = SHOP.replace('parentRefs: [{name: webb}]', 'hostnames: [a.example]');
    const { out } = await runGraph([], IN_SHOP, manifest);
    assert.match(out, /^! httproute\/legacy {2}names no parent/m);
  });

  test('what nothing refers to', async () => {
    const { out } = await runGraph(
      ['configmap/alone'],
      {},
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: alone}\n',
    );
    assert.equal(out, 'configmap/alone  nothing refers to it\n');
  });

  test('an object that does not exist', async () => {
    const { out, err, code } = await runGraph(['gateway/nope'], IN_SHOP, SHOP);
    assert.equal(out, '');
    assert.equal(err, 'error: gateways.gateway.networking.k8s.io "nope" not found\n');
    assert.equal(code, 1);
  });

  test('ASCII without UTF-8, colour on demand', async () => {
    const ascii = await runGraph(['httproute/cart'], { ...IN_SHOP, down: true }, SHOP, { env: { LC_ALL: 'C' } });
    assert.equal(ascii.out, 'ok httproute/cart - rule 0 - ok service/cart:8080\n');
    const branches = await runGraph(['httproute/checkout'], { ...IN_SHOP, down: true }, SHOP, { env: {} });
    assert.match(branches.out, /^\|- rule 0/m);
    assert.match(branches.out, /^`- rule 1/m);
    const colour = await runGraph(['httproute/cart'], { ...IN_SHOP, down: true, color: 'always' }, SHOP);
    assert.match(colour.out, /\u001B\[32m✓\u001B\[39m httproute\/cart/);
  });

  test('names of a stranger cannot reach the terminal', async () => {
    const manifest = SHOP.replaceAll('name: legacy', String.raw`name: "le\e[31mgacy\nx"`);
    const { out } = await runGraph([], IN_SHOP, manifest);
    assert.match(out, /httproute\/le\\x1b\[31mgacy\\nx/);
    assert.doesNotMatch(out, /\u001B/);
  });

  test('wrong usage', async () => {
    const cases: readonly (readonly [readonly string[], Parameters<typeof runGraph>[1], RegExp])[] = [
      [[], { output: 'png' }, /allowed formats are: tree,dot,mermaid,svg,html,json/],
      [[], { depth: -1 }, /--depth must be 0 or more/],
      [[], { selector: 'a=b' }, /a selector requires a type/],
      [['gateway/web'], { allNamespaces: true }, /cannot be retrieved by name across all namespaces/],
    ];
    for (const [words, flags, message] of cases) {
      const { code, err } = await runGraph(words, flags, SHOP);
      assert.equal(code, 2);
      assert.match(err, message);
    }
    const unknown = await runGraph([], { kinds: ['foos'] }, SHOP);
    assert.equal(unknown.code, 1);
    assert.match(unknown.err, /has no resource type "foos"/);
  });
});

describe('what a graph reads', () => {
  test('of one Gateway: its routes and their backends by name, no list of Services', async () => {
    const { asked, out } = await runGraph(['gateway/web'], IN_SHOP, SHOP, { kind: 'live' });
    assert.match(out, /httproute\/cart ─ rule 0 ─ ! service\/cart:8080 {2}no endpoints/);
    assert.ok(asked.includes('get services/cart in shop'));
    assert.ok(asked.includes('get services/search in shop-eu'));
    assert.deepEqual(
      asked.filter((line) => line.startsWith('list services in')),
      [],
    );
    // Those of the Services that are drawn, by label: one request a namespace.
    assert.equal(asked.filter((line) => line.startsWith('list endpointslices')).length, 2);
  });

  test('of a Service: what decides about the listeners above it, so that they are no question', async () => {
    const { asked, out } = await runGraph(['service/cart'], { ...IN_SHOP, up: true }, SHOP, { kind: 'live' });
    assert.match(out, /✓ listener https :443 HTTPS shop.example.com\n/);
    assert.ok(asked.some((line) => line.startsWith('list listenersets')));
  });

  test('of one route: no other routes, no other Gateways', async () => {
    const { asked } = await runGraph(['httproute/search'], IN_SHOP, SHOP, { kind: 'live' });
    assert.ok(asked.includes('get services/search in shop-eu'));
    assert.ok(asked.includes('list referencegrants in shop-eu'));
    assert.deepEqual(
      asked.filter((line) => /^list (httproutes|gateways|services) /.test(line)),
      [],
    );
  });

  const ROOTS = [
    'gateways',
    'listenersets',
    'xlistenersets',
    'httproutes',
    'grpcroutes',
    'tcproutes',
    'tlsroutes',
    'udproutes',
  ];
  for (const [words, flags] of [
    [[], IN_SHOP],
    [[], { ...IN_SHOP, onlyBroken: true }],
    [[], { allNamespaces: true }],
    [[], { ...IN_SHOP, output: 'json' }],
    [[], { ...IN_SHOP, output: 'dot' }],
    [['namespace/shop'], IN_SHOP],
    [['gateways'], IN_SHOP],
    [['gateways,httproutes'], { ...IN_SHOP, onlyBroken: true }],
  ] as const) {
    test(`without any rights nothing is answered: graph ${words.join(' ')} ${JSON.stringify(flags)}`, async () => {
      const { out, err, code } = await runGraph(words, flags, SHOP, { kind: 'live', forbidden: ROOTS });
      assert.deepEqual([out, code], ['', 3]);
      assert.match(err, /^Error from server \(Forbidden\): \w+ is forbidden/);
      assert.doesNotMatch(err, /No resources|Nothing is broken/);
    });
  }

  test('with rights to a part, what is not there is not called so', async () => {
    const EMPTY = { namespace: 'empty' };
    const forbidden = ROOTS.filter((plural) => plural !== 'tcproutes');
    const { out, err, code } = await runGraph([], EMPTY, SHOP, { kind: 'live', forbidden });
    assert.deepEqual([out, code], ['', 1]);
    assert.match(err, /^Warning: cannot read gateways, [^\n]*: forbidden; -v=1 shows the server's words\n$/);
    const broken = await runGraph([], { ...EMPTY, onlyBroken: true }, SHOP, { kind: 'live', forbidden });
    assert.match(broken.err, /^Nothing is broken in what could be read in empty namespace\.\nWarning: cannot read /);
    const loud = await runGraph([], { ...EMPTY, v: 1 }, SHOP, { kind: 'live', forbidden });
    assert.match(
      loud.err,
      /^Warning: cannot read httproutes\.gateway\.networking\.k8s\.io[^\n]*: httproutes is forbidden/m,
    );
  });

  test('what is forbidden is unknown, not missing', async () => {
    const { out, err, code } = await runGraph(['httproute/cart'], { ...IN_SHOP, down: true }, SHOP, {
      kind: 'live',
      forbidden: ['services'],
    });
    assert.match(out, /^\? httproute\/cart ─ rule 0 ─ \? service\/cart:8080 {2}services is forbidden.*\n$/);
    assert.doesNotMatch(out, /BackendNotFound/);
    assert.match(err, /Warning: cannot read services/);
    assert.equal(code, 0);
  });
});
