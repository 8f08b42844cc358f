import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gapTexts, list, names, openText, typeOf } from './open-text.ts';

const ROUTE = 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\n';

function weighted(weight: number): string {
  return `${ROUTE}metadata: {name: a}\nspec: {weight: ${weight}}\n---\n`;
}

function dumpOf(kind: string, name: string): string {
  return `${JSON.stringify({ kind, apiVersion: 'v1', metadata: {}, items: [{ metadata: { name, namespace: 'x' } }] })}\n`;
}

function report(apiVersion: string, rest: string): string {
  return `${apiVersion}kind: ConformanceReport\nimplementation:\n  organization: Acme Inc.\n  project: edge_gw\n  version: v1.2.3\n${rest}---\n`;
}

describe('lists', () => {
  it('of any kind of input are taken apart', async () => {
    const texts = [
      'apiVersion: v1\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: b\nkind: List\nmetadata:\n  resourceVersion: ""\n',
      'kind: List\napiVersion: v1\nitems:\n  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n  - {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}\n',
      'kind: List\napiVersion: v1\nitems: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}, {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}]\n',
      '{"kind":"List","apiVersion":"v1","items":[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}},{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b"}}]}',
    ];
    for (const text of texts) {
      const source = await openText(text);
      assert.deepEqual(await names(source, 'cm'), ['default/a', 'default/b'], text);
      assert.deepEqual(source.gaps(), []);
      const windows = await openText(text.replaceAll('\n', '\r\n'));
      assert.deepEqual(await names(windows, 'cm'), ['default/a', 'default/b'], text);
    }
  });

  it('of one type give their items the type that these do not repeat, as kubectl get --raw writes them', async () => {
    const source = await openText(
      '{"kind":"HTTPRouteList","apiVersion":"gateway.networking.k8s.io/v1","metadata":{},"items":[{"metadata":{"name":"a","namespace":"x"}}]}',
    );
    const [route] = await list(source, 'httproutes');
    assert.deepEqual(
      { ...route },
      { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'a', namespace: 'x' } },
    );
  });

  it('inside lists are taken apart too', async () => {
    const inner = { apiVersion: 'v1', kind: 'ServiceList', items: [{ metadata: { name: 'a' } }] };
    const source = await openText(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [inner, inner] }));
    assert.deepEqual(await names(source, 'svc'), ['default/a']);
  });

  it('are read of kubectl cluster-info dump, whatever the logs between them hold', async () => {
    const logs =
      '==== START logs for container web of pod x/web ====\n{"level":"info"\n---\nkind: Service\n[\n==== END logs for container web of pod x/web ====\n';
    const source = await openText(
      dumpOf('ServiceList', 'a') + dumpOf('PodList', 'web') + logs + dumpOf('ConfigMapList', 'b'),
    );
    assert.deepEqual(await names(source, 'svc'), ['x/a']);
    assert.deepEqual(await names(source, 'cm'), ['x/b']);
    assert.deepEqual([source.gaps(), source.skipped?.()], [[], []]);
  });

  it('may be empty', async () => {
    const source = await openText(`apiVersion: v1\nkind: List\nitems: []\n---\n${ROUTE}metadata: {name: a}\n`);
    assert.deepEqual(await names(source, 'httproutes'), ['default/a']);
    assert.deepEqual(source.gaps(), []);
  });

  it('keep what anchors of one item give to another', async () => {
    const source = await openText(
      'kind: List\napiVersion: v1\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a, labels: &shared {team: shop}}\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: b, labels: *shared}\n',
    );
    assert.deepEqual(await names(source, 'cm', { labelSelector: 'team=shop' }), ['default/a', 'default/b']);
    assert.deepEqual(source.gaps(), []);
  });

  it('are only what says List: another kind may have items', async () => {
    const source = await openText(
      'apiVersion: example.com/v1\nkind: Menu\nmetadata:\n  name: a\nitems:\n- soup\n- fish\n',
    );
    const [menu] = await list(source, 'menus');
    assert.deepEqual(menu?.['items'], ['soup', 'fish']);
  });
});

describe('objects', () => {
  it('keep every field as written', async () => {
    const text = `${ROUTE}metadata: {name: a, namespace: x, annotations: {note: "1"}}\nspec: {rules: [{later: {field: [1, null]}}]}\n__proto__: {polluted: true}\n`;
    const [route] = await list(await openText(text), 'httproutes');
    assert.equal(
      JSON.stringify(route),
      '{"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute","metadata":{"name":"a","annotations":{"note":"1"},"namespace":"x"},"spec":{"rules":[{"later":{"field":[1,null]}}]},"__proto__":{"polluted":true}}',
    );
    assert.equal(Object.hasOwn({}, 'polluted'), false);
  });

  it('without a namespace stand in the default one, cluster-scoped ones in none (semantics.md 1.6)', async () => {
    const text = `${ROUTE}metadata: {name: a}\n---\napiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: {name: c, namespace: wrong}\n`;
    const source = await openText(text, 'shop');
    assert.deepEqual(await names(source, 'httproutes'), ['shop/a']);
    assert.deepEqual(await names(source, 'gc'), ['c']);
    assert.equal(source.defaultNamespace, 'shop');
  });

  it('of one identity: the later counts, and a difference is said with both places', async () => {
    const source = await openText(weighted(1) + weighted(2));
    const [route, ...others] = await list(source, 'httproutes');
    assert.deepEqual([route?.['spec'], others.length], [{ weight: 2 }, 0]);
    assert.deepEqual(gapTexts(source), [
      'stdin:1: HTTPRoute default/a stands at stdin:1 and, different, at stdin:6: the later one is used',
    ]);
    const same = await openText(weighted(1) + weighted(1));
    assert.deepEqual(same.gaps(), []);
  });

  it('of one identity in two versions are one object', async () => {
    const source = await openText(
      `${ROUTE}metadata: {name: a}\n---\n${ROUTE.replace('/v1', '/v1beta1')}metadata: {name: a}\n`,
    );
    const [route, ...others] = await list(source, 'httproutes');
    assert.deepEqual([route?.apiVersion, others.length], ['gateway.networking.k8s.io/v1beta1', 0]);
  });
});

describe('Secrets', () => {
  const secret =
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: \'{"data":{"tls.key":"aHVudGVyMg=="}}\'\n    other: kept\ntype: kubernetes.io/tls\ndata:\n  tls.key: aHVudGVyMg==\nstringData:\n  more: hunter2\n';
  it('keep their keys and lose their values at reading', async () => {
    const [read] = await list(await openText(secret), 'secrets');
    assert.deepEqual(read?.['data'], { 'tls.key': '' });
    assert.deepEqual(read['stringData'], { more: '' });
    assert.equal(read['type'], 'kubernetes.io/tls');
    assert.equal(read.metadata['annotations'] === undefined, false);
    assert.ok(!/hunter2|aHVudGVyMg/.test(JSON.stringify(read)));
    assert.match(JSON.stringify(read), /"other":"kept"/);
  });
  it('lose them in lists as well', async () => {
    for (const text of [
      '{"kind":"SecretList","apiVersion":"v1","items":[{"metadata":{"name":"s"},"data":{"a":"aHVudGVyMg=="}}]}',
      'kind: List\napiVersion: v1\nitems:\n- {kind: Secret, apiVersion: v1, metadata: {name: s}, data: {a: aHVudGVyMg==}}\n',
      '{"kind":"List","apiVersion":"v1","items":[{"kind":"SecretList","apiVersion":"v1","items":[{"metadata":{"name":"s"},"data":{"a":"aHVudGVyMg=="}}]}]}',
    ]) {
      const [read] = await list(await openText(text), 'secrets');
      assert.deepEqual(read?.['data'], { a: '' }, text);
    }
  });
  it('are not quoted by errors about them', async () => {
    for (const text of [
      '{"kind":"Secret","apiVersion":"v1","data":{"a":"hunter2",}',
      '{"kind":"Secret","apiVersion":"v1","data":{"a":"hunter2" "b"}}',
      'kind: Secret\napiVersion: v1\ndata:\n  a: "hunter2\n',
      'kind: Secret\napiVersion: v1\ndata: {a: hunter2}\n',
    ]) {
      await assert.rejects(openText(text), (error) => error instanceof Error && !error.message.includes('hunter'));
    }
  });
});

describe('ConformanceReports (semantics.md 6.5)', () => {
  const typed = 'apiVersion: gateway.networking.k8s.io/v1\n';

  it('get a name from their implementation, mode and channel', async () => {
    const source = await openText(report(typed, 'mode: default\ngatewayAPIChannel: standard\n'));
    assert.deepEqual(await names(source, 'conformancereports'), ['acme-inc.-edge-gw-v1.2.3-default-standard']);
    assert.equal((await typeOf(source, 'conformancereports')).namespaced, false);
  });
  it('may lack mode, channel and even their apiVersion', async () => {
    const source = await openText(report('', ''));
    const [read] = await list(source, 'conformancereport');
    assert.equal(read?.metadata.name, 'acme-inc.-edge-gw-v1.2.3');
    assert.equal(read.apiVersion, 'gateway.networking.k8s.io/v1alpha1');
  });
  it('of one implementation for several releases stay apart', async () => {
    const releases = ['v1.1.0', 'v1.2.0', 'v1.2.0', 'not a release'];
    const texts = releases.map((release, index) =>
      report(typed, `gatewayAPIVersion: ${release}\ndate: "2026-01-0${index + 1}"\n`),
    );
    const source = await openText(texts.join(''));
    assert.deepEqual(await names(source, 'conformancereports'), [
      'acme-inc.-edge-gw-v1.2.3',
      'acme-inc.-edge-gw-v1.2.3-2',
      'acme-inc.-edge-gw-v1.2.3-3',
      'acme-inc.-edge-gw-v1.2.3-v1.2.0',
    ]);
    assert.deepEqual(source.gaps(), []);
  });
});
