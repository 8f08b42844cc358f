import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { make } from '../tables/table-row.ts';
import { refusal } from '../../support/fake-cluster.ts';
import { runGet } from './run-get.ts';
import type { Fake } from './run-get.ts';
import { TIMEOUT_CRD, far } from './timeout-policy.ts';
import { startWatch } from './watch-fake.ts';

const shop = { namespace: 'shop' };
const web = make('Gateway', 'web');
const edge = make('Gateway', 'edge');

/** A Gateway that HTTPRoutes attach to. */
function serving(name: string): KubernetesObject {
  return make('Gateway', name, { spec: { listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] } });
}

/** As a server gives it: with a version. */
function live(object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: '1' } };
}

function route(name: string, gateway: string, service = 'pay'): KubernetesObject {
  return make('HTTPRoute', name, {
    metadata: { resourceVersion: '1' },
    spec: { parentRefs: [{ name: gateway }], rules: [{ backendRefs: [{ name: service, port: 80 }] }] },
  });
}

function lines(text: string): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.replaceAll(/ {2,}/g, ' | '));
}

/** One column of all lines below the header. */
function column(text: string, name: string): readonly string[] {
  const [header = '', ...rows] = text.trimEnd().split('\n');
  const at = header.indexOf(name);
  return rows.map((row) => row.slice(at).split(' ')[0] ?? '');
}

describe('the beginning of a watch', () => {
  const objects = [edge, web, route('cart', 'web'), make('Service', 'pay', { apiVersion: 'v1' })];

  for (const [words, flags] of [
    [['gateways'], shop],
    [['gateways', '-o wide'], { ...shop, output: 'wide' }],
    [['gateways,routes,services'], shop],
    [['backends'], { ...shop, output: 'wide' }],
    [['routes', 'cart'], shop],
    [['gateways'], { ...shop, sortBy: '.metadata.name', noHeaders: true }],
    [['httproutes,gateways'], { ...shop, output: 'name' }],
    [['gateways,nonsense'], shop],
    [['gateways', 'web', 'nope'], shop],
    [['tcproutes'], shop],
  ] as const) {
    test(`of files is what get prints: ${words.join(' ')}`, async () => {
      const [type, ...names] = words.filter((word) => !word.startsWith('-'));
      const asked = [type ?? '', ...names];
      const listed = await runGet(asked, flags, { objects, kind: 'files' });
      const watch = startWatch(asked, flags, { objects, kind: 'files' });
      const code = await watch.ended;
      const warning =
        'sortBy' in flags ? 'warning: --watch requested, --sort-by will be ignored for watch events received\n' : '';
      assert.deepEqual([watch.out(), watch.err(), code], [listed.out, warning + listed.err, listed.code]);
    });
  }

  test('a type that cannot be read is named after the others, which go on', async () => {
    const fake = { objects, forbidden: ['httproutes'] };
    const watch = startWatch(['httproutes,gateways'], shop, fake);
    await watch.until((_, err) => err !== '');
    assert.match(watch.out(), /gateway\.networking\.k8s\.io\/web/);
    watch.happen('gateways', 'DELETED', live(edge));
    await watch.until((out) => out.split('/edge').length === 3);
    assert.match(watch.err(), /^Error from server \(Forbidden\): httproutes is forbidden/);
    assert.equal(await watch.end(), 1);
  });

  test('half a list is not shown when Ctrl-C comes before its end', async () => {
    const watch = startWatch(['gateways', 'nope'], shop, { objects });
    assert.equal(await watch.end(), 0);
    assert.deepEqual([watch.out(), watch.err()], ['', '']);
  });

  test('nothing that is there is shown with --watch-only', async () => {
    for (const output of ['', 'json', 'name', 'custom-columns=NAME:.metadata.name']) {
      const watch = startWatch(['gateways'], { ...shop, output, watch: false, watchOnly: true }, { objects });
      watch.happen('gateways', 'MODIFIED', live(web));
      await watch.until((out) => out.includes('web'));
      assert.doesNotMatch(watch.out(), /edge/);
      await watch.end();
    }
  });

  test('a name that no object has ends the watch of it', async () => {
    const watch = startWatch(['gateways', 'nope'], shop, { objects });
    await watch.until((_, err) => err !== '');
    assert.equal(watch.err(), 'Error from server (NotFound): gateways.gateway.networking.k8s.io "nope" not found\n');
    assert.equal(await watch.end(), 1);
  });

  test('a subresource other than the status is refused', async () => {
    const watch = startWatch(['gateways', 'web'], { ...shop, subresource: 'scale' }, { objects });
    assert.equal(await watch.end(), 2);
    assert.equal(watch.err(), 'error: --watch cannot follow the subresource scale\n');
  });

  test('events without a watch are refused', async () => {
    const { code, err } = await runGet(['gateways'], { ...shop, outputWatchEvents: true }, { objects });
    assert.equal(code, 2);
    assert.equal(err, 'error: --output-watch-events option can only be used with --watch or --watch-only\n');
  });
});

describe('changes', () => {
  test('stand below the columns of the first table, which only grow', async () => {
    const watch = startWatch(['gateways'], shop, { objects: [web] });
    await watch.until((out) => out.includes('web'));
    watch.happen('gateways', 'ADDED', live(make('Gateway', 'a-much-longer-name')));
    watch.happen('gateways', 'MODIFIED', live(web));
    await watch.until((out) => out.split('\n').length === 5);
    await watch.end();
    const [header, first, longer, again] = watch.out().split('\n');
    assert.equal(first?.indexOf('<none>'), header?.indexOf('CLASS'));
    assert.equal(longer, `a-much-longer-name   ${first?.slice(first.indexOf('<none>'))}`);
    assert.equal(again, `web                  ${first?.slice(first.indexOf('<none>'))}`);
  });

  test('of another type stand below its own header', async () => {
    const watch = startWatch(['gateways,httproutes'], shop, { objects: [web, route('cart', 'web')] });
    await watch.until((out) => out.includes('cart'));
    watch.happen('httproutes', 'MODIFIED', route('cart', 'web'));
    await watch.until((out) => out.split('/cart').length > 2);
    watch.happen('gateways', 'MODIFIED', live(web));
    await watch.until((out) => out.split('/web').length > 4);
    await watch.end();
    const heads = lines(watch.out()).map((line) => line.split(' ')[0]);
    const gateway = 'gateway.gateway.networking.k8s.io/web';
    const cart = 'httproute.gateway.networking.k8s.io/cart';
    const seen = heads.join(' ');
    assert.equal(seen, `NAME ${gateway}  NAME ${cart} ${cart}  NAME ${gateway}`);
  });

  test('say what happened, first of all columns', async () => {
    const flags = { namespace: undefined, allNamespaces: true, outputWatchEvents: true };
    const watch = startWatch(['gateways'], flags, { objects: [web] });
    await watch.until((out) => out.includes('web'));
    watch.happen('gateways', 'MODIFIED', live(web));
    watch.happen('gateways', 'DELETED', live(web));
    await watch.until((out) => out.includes('DELETED'));
    await watch.end();
    assert.deepEqual(
      lines(watch.out()).map((line) => line.split(' | ').slice(0, 3)),
      [
        ['EVENT', 'NAMESPACE', 'NAME'],
        ['ADDED', 'shop', 'web'],
        ['MODIFIED', 'shop', 'web'],
        ['DELETED', 'shop', 'web'],
      ],
    );
  });

  test('a deletion of which only the identity is known invents nothing', async () => {
    const flags = { ...shop, outputWatchEvents: true };
    const watch = startWatch(['gateways'], flags, {
      objects: [make('Gateway', 'web', { spec: { gatewayClassName: 'acme' } })],
    });
    await watch.until((out) => out.includes('web'));
    watch.happen('gateways', 'DELETED', web);
    await watch.until((out) => out.includes('DELETED'));
    await watch.end();
    assert.equal(lines(watch.out()).at(-1), 'DELETED | web | <unknown> | <unknown> | <unknown> | <unknown> | 3d');
  });

  test('a watch that is refused later is said once, and the others go on', async () => {
    const watch = startWatch(['gateways,httproutes'], shop, { objects: [web, route('cart', 'web')] });
    await watch.until((out) => out.includes('cart'));
    watch.fail('gateways', refusal('gateways'));
    await watch.until((_, err) => err !== '');
    watch.happen('httproutes', 'DELETED', route('cart', 'web'));
    await watch.until((out) => out.split('/cart').length === 3);
    assert.equal(watch.err().split('\n').length, 2);
    assert.equal(await watch.end(), 3);
  });

  test("of the server's own columns", async () => {
    const settings = make('ConfigMap', 'settings', { apiVersion: 'v1' });
    const columns = ['Name', 'Data'].map((name) => ({ name, type: 'string', priority: 0 }));
    const fake: Fake = { objects: [settings], columns, cells: ({ metadata }) => [metadata.name, 0] };
    const watch = startWatch(['configmaps'], shop, fake);
    await watch.until((out) => out.includes('settings'));
    watch.happen('configmaps', 'DELETED', settings);
    await watch.until((out) => out.split('settings').length === 3);
    await watch.end();
    assert.deepEqual(lines(watch.out()), ['NAME | DATA', 'settings | 0', 'settings | 0']);
  });

  test('hold no control character of a stranger', async () => {
    const watch = startWatch(['gateways'], { ...shop, showLabels: true }, { objects: [] });
    watch.happen('gateways', 'ADDED', live(make('Gateway', 'web', { metadata: { labels: { a: '\u001b[2J' } } })));
    await watch.until((out) => out.includes('web'));
    await watch.end();
    assert.doesNotMatch(watch.out(), /\u001b/);
  });
});

describe('cells that depend on other kinds', () => {
  const wide = { ...shop, output: 'wide' };

  test('only the rows that changed are printed again, once for many changes', async () => {
    const watch = startWatch(['gateways'], wide, { objects: [serving('edge'), serving('web')] });
    await watch.until((out) => out.includes('web'));
    for (let count = 0; count < 1000; count++) watch.happen('httproutes', 'ADDED', route(`r${count}`, 'web'));
    await watch.until((out) => out.includes('1000'));
    await watch.end();
    assert.deepEqual(column(watch.out(), 'NAME').filter((name) => name === 'edge').length, 1);
    assert.equal(column(watch.out(), 'ROUTES').at(-1), '1000');
    // A slow machine may look at them in between.
    assert.ok(column(watch.out(), 'NAME').length < 100);
  });

  test('what was taken away counts no more', async () => {
    const watch = startWatch(['gateways'], wide, {
      objects: [serving('web'), route('cart', 'web'), route('pay', 'web')],
    });
    await watch.until((out) => out.includes('web'));
    watch.happen('httproutes', 'DELETED', route('cart', 'web'));
    await watch.until((out) => out.split('\n').length === 4);
    watch.happen('httproutes', 'MODIFIED', route('pay', 'edge'));
    await watch.until((out) => out.split('\n').length === 5);
    await watch.end();
    assert.deepEqual(column(watch.out(), 'ROUTES'), ['2', '1', '0']);
  });

  test('a grant counts the references that appear', async () => {
    const grant = make('ReferenceGrant', 'routes', {
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'infra' }],
        to: [{ group: '', kind: 'Service' }],
      },
    });
    const watch = startWatch(['referencegrants'], wide, { objects: [grant] });
    await watch.until((out) => out.includes('infra'));
    watch.happen(
      'httproutes',
      'ADDED',
      make('HTTPRoute', 'cart', {
        metadata: { namespace: 'infra' },
        spec: { rules: [{ backendRefs: [{ name: 'pay', namespace: 'shop', port: 80 }] }] },
      }),
    );
    await watch.until((out) => out.split('\n').length === 4);
    await watch.end();
    assert.deepEqual(column(watch.out(), 'USED'), ['0', '1']);
  });

  test('a policy of another namespace counts with its grant, which is followed from then on', async () => {
    const target = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };
    const grant = make('ReferenceGrant', 'leave', {
      spec: { from: [{ group: 'x.io', kind: 'TimeoutPolicy', namespace: 'infra' }], to: [target] },
    });
    const watch = startWatch(['gateways'], wide, { objects: [web, TIMEOUT_CRD, far({}), grant] });
    await watch.until((out) => out.includes('web'));
    assert.ok(!watch.asked().some((asked) => asked.startsWith('list referencegrants')), 'nothing crosses yet');
    watch.happen('timeoutpolicies', 'MODIFIED', far({ targetRefs: [{ ...target, name: 'web', namespace: 'shop' }] }));
    await watch.until((out) => column(out, 'POLICIES').at(-1) === '1');
    watch.happen('referencegrants', 'DELETED', grant);
    await watch.until((out) => column(out, 'POLICIES').at(-1) === '0');
    await watch.end();
    assert.deepEqual(column(watch.out(), 'POLICIES'), ['0', '1', '0']);
  });

  test('a kind that is not watched any more is said', async () => {
    const watch = startWatch(['gateways'], wide, { objects: [web] });
    await watch.until((out) => out.includes('web'));
    watch.fail('httproutes', refusal('httproutes'));
    await watch.until((_, err) => err !== '');
    assert.match(
      watch.err(),
      /^Warning: cannot watch httproutes\.gateway\.networking\.k8s\.io, so what depends on it is not updated: .*forbidden/,
    );
    assert.equal(await watch.end(), 0);
  });

  test('narrow columns watch no other kind', async () => {
    const watch = startWatch(['gateways'], shop, { objects: [web] });
    await watch.until((out) => out.includes('web'));
    await watch.end();
    assert.deepEqual(watch.asked(), ['list gateways in shop']);
  });
});

describe('backends', () => {
  const pay = make('Service', 'pay', { apiVersion: 'v1' });
  const external = make('XBackend', 'partner', { apiVersion: 'gateway.networking.x-k8s.io/v1alpha1' });
  const flags = { ...shop, outputWatchEvents: true };
  const toExternal = make('HTTPRoute', 'out', {
    spec: {
      rules: [{ backendRefs: [{ group: 'gateway.networking.x-k8s.io', kind: 'XBackend', name: 'partner', port: 80 }] }],
    },
  });

  test('come, change and go with the routes', async () => {
    const watch = startWatch(['backends'], flags, { objects: [pay] });
    watch.happen('httproutes', 'ADDED', route('cart', 'web'));
    await watch.until((out) => out.includes('ADDED'));
    watch.happen('httproutes', 'ADDED', route('cart-next', 'web'));
    await watch.until((out) => out.includes('MODIFIED'));
    watch.happen('httproutes', 'DELETED', route('cart', 'web'));
    watch.happen('httproutes', 'DELETED', route('cart-next', 'web'));
    await watch.until((out) => out.includes('DELETED'));
    await watch.end();
    const cells = lines(watch.out()).map((line) => line.split(/ [| ]*/));
    assert.deepEqual(
      cells.map((row) => [row[0], row.at(-2)]),
      [
        ['EVENT', 'BY'],
        ['ADDED', 'httproute/cart'],
        ['MODIFIED', 'httproute/cart,httproute/cart-next'],
        ['DELETED', '<none>'],
      ],
    );
  });

  test('of a kind that no route named before', async () => {
    const watch = startWatch(['backends'], flags, { objects: [pay, external, route('cart', 'web')] });
    await watch.until((out) => out.includes('pay'));
    watch.happen('httproutes', 'ADDED', toExternal);
    await watch.until((out) => out.includes('partner'));
    await watch.end();
    assert.match(watch.out(), /ADDED +partner +XBackend/);
  });

  test('themselves, as json events', async () => {
    const watch = startWatch(['backends'], { ...flags, output: 'json' }, { objects: [pay] });
    watch.happen('httproutes', 'ADDED', route('cart', 'web'));
    await watch.until((out) => out.includes('ADDED'));
    watch.happen('httproutes', 'DELETED', route('cart', 'web'));
    await watch.until((out) => out.includes('DELETED'));
    await watch.end();
    assert.match(
      watch.out(),
      /^\{"type":"ADDED","object":\{.*"name":"pay".*\}\n\{"type":"DELETED".*"name":"pay".*\}\n$/,
    );
  });
});
