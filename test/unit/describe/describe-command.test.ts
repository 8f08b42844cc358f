import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DescribeFlags } from '../../../commands/describe.ts';
import { runDescribe } from './run-describe.ts';

const SHOP = `
{apiVersion: v1, kind: Namespace, metadata: {name: shop}}
---
{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: acme}, spec: {controllerName: acme.io/x}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec: {gatewayClassName: acme, listeners: [{name: http, port: 80, protocol: HTTP}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop, uid: u1, labels: {app: cart}}
spec: {parentRefs: [{name: web}], rules: [{backendRefs: [{name: cart, port: 80}]}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart-v2, namespace: shop, uid: u2}
spec: {parentRefs: [{name: web}], rules: [{backendRefs: [{name: gone, port: 80}]}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: pay, namespace: bank, uid: u3}
spec: {parentRefs: [{name: web, namespace: shop}]}
---
{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop}, spec: {ports: [{port: 80}]}}
---
{apiVersion: v1, kind: Secret, metadata: {name: cert, namespace: shop}, type: kubernetes.io/tls, data: {tls.key: c2VjcmV0}}
---
apiVersion: v1
kind: Event
metadata: {name: e1, namespace: shop}
involvedObject: {kind: HTTPRoute, namespace: shop, name: cart, uid: u1}
type: Warning
reason: Failed
message: no backend
source: {component: acme}
count: 5
firstTimestamp: "2026-11-25T11:50:00Z"
lastTimestamp: "2026-11-25T11:58:00Z"
---
apiVersion: v1
kind: Event
metadata: {name: e2, namespace: shop}
involvedObject: {kind: HTTPRoute, namespace: shop, name: cart, uid: an-older-one}
type: Normal
reason: Old
message: of an object that is gone
`;

const namesIn = (out: string): readonly string[] => [...out.matchAll(/^Name: +(.+)$/gm)].map(([, name]) => name ?? '');

test('pages of several objects stand apart by two blank lines, as in kubectl', async () => {
  const { out, code } = await runDescribe('httproutes', SHOP, { flags: { namespace: 'shop' } });
  assert.equal(code, 0);
  assert.deepEqual(namesIn(out), ['cart', 'cart-v2']);
  assert.match(out, /[^\n]\n\n\nName: +cart-v2\n/);
  assert.ok(!out.startsWith('\n') && out.endsWith('\n') && !out.endsWith('\n\n'));
});

async function select(line: string, flags: DescribeFlags = { namespace: 'shop' }): Promise<readonly string[]> {
  return namesIn((await runDescribe(line, SHOP, { flags })).out);
}

test('objects are selected as kubectl selects them', async () => {
  assert.deepEqual(await select('httproute cart-v2 cart'), ['cart-v2', 'cart']);
  assert.deepEqual(await select('httproute/cart gateway/web'), ['cart', 'web']);
  assert.deepEqual(await select('gateways,httproutes'), ['web', 'cart', 'cart-v2']);
  assert.deepEqual(await select('httproutes', { allNamespaces: true }), ['pay', 'cart', 'cart-v2']);
  assert.deepEqual(await select('httproutes', { namespace: 'shop', selector: 'app=cart' }), ['cart']);
  assert.deepEqual(await select('routes'), ['cart', 'cart-v2']);
});

test('a name that does not exist is tried as a prefix', async () => {
  const found = await runDescribe('httproute car', SHOP, { flags: { namespace: 'shop' } });
  assert.equal(found.code, 0);
  assert.deepEqual(namesIn(found.out), ['cart', 'cart-v2']);
  const none = await runDescribe('httproute xyz', SHOP, { flags: { namespace: 'shop' } });
  assert.equal(none.code, 1);
  assert.equal(none.out, '');
  assert.equal(none.err, 'Error from server (NotFound): httproutes.gateway.networking.k8s.io "xyz" not found\n');
  const tuple = await runDescribe('httproute/car', SHOP, { flags: { namespace: 'shop' } });
  assert.deepEqual([tuple.code, tuple.out], [1, '']);
  const two = await runDescribe('httproute car ca', SHOP, { flags: { namespace: 'shop' } });
  assert.equal(two.code, 1);
  assert.equal(two.out, '');
});

test('nothing to describe is said on stderr', async () => {
  const { code, out, err } = await runDescribe('grpcroutes', SHOP, { flags: { namespace: 'shop' } });
  assert.deepEqual([code, out, err], [0, '', 'No resources found in shop namespace.\n']);
  const everywhere = await runDescribe('grpcroutes', SHOP, { flags: { allNamespaces: true } });
  assert.equal(everywhere.err, 'No resources found\n');
});

test('wrong usage is told in the words of kubectl', async () => {
  const output = await runDescribe('httproutes', SHOP, { flags: { output: 'wide' } });
  assert.equal(output.code, 2);
  assert.match(output.err, /^error: unable to match a printer suitable for the output format "wide"/);
  const mixed = await runDescribe('httproute cart', SHOP, { flags: { selector: 'app=x' } });
  assert.equal(mixed.err, 'error: name cannot be provided when a selector is specified\n');
  const several = await runDescribe('gateways,httproutes web', SHOP);
  assert.deepEqual([several.code, several.err], [2, 'error: you may only specify a single resource type\n']);
  const nothing = await runDescribe('', SHOP);
  assert.equal(nothing.code, 2);
  assert.match(
    nothing.err,
    /^error: You must specify the type of resource to describe\. Use "gwctl api-resources" for/,
  );
  const unknown = await runDescribe('teapots', SHOP);
  assert.deepEqual(
    [unknown.code, unknown.err.split('\n', 1)[0]],
    [1, 'error: the server doesn\'t have a resource type "teapots"'],
  );
});

test('events are those of the object itself, as kubectl prints them', async () => {
  const { out } = await runDescribe('httproute cart', SHOP, { flags: { namespace: 'shop' } });
  assert.equal(
    out.slice(out.indexOf('Events:')),
    `Events:
  Type     Reason  Age               From  Message
  ----     ------  ----              ----  -------
  Warning  Failed  2m (x5 over 10m)  acme  no backend
`,
  );
});

test('events of many objects are one list, and none is asked for with --show-events=false', async () => {
  const many = await runDescribe('httproutes', SHOP, { flags: { namespace: 'shop' } });
  assert.equal(many.asked.filter((line) => line.startsWith('list events')).length, 1);
  const none = await runDescribe('httproutes', SHOP, { flags: { namespace: 'shop', showEvents: false } });
  assert.equal(none.asked.filter((line) => line.startsWith('list events')).length, 0);
  assert.doesNotMatch(none.out, /Events/);
});

test('one object is read with what it involves, by name', async () => {
  const { asked } = await runDescribe('httproute cart', SHOP, { flags: { namespace: 'shop' } });
  assert.ok(asked.includes('get gateways/web in shop'));
  assert.ok(
    asked.every((line) => !/^list (?:httproutes|gateways|services|namespaces|secrets)/.test(line)),
    asked.join('\n'),
  );
});

test('a user who may read little gets what may be read, and no word of missing', async () => {
  const trouble = {
    forbidden: ['services', 'namespaces', 'gateways', 'events', 'customresourcedefinitions', 'gatewayclasses'],
  };
  const { code, out, err } = await runDescribe('httproute cart-v2', SHOP, { flags: { namespace: 'shop' }, trouble });
  assert.equal(code, 0);
  assert.match(out, /\? gateway\/web +unknown: cannot read gateways\.gateway\.networking\.k8s\.io: forbidden/);
  assert.match(out, /\? service\/gone:80 +unknown \(cannot read services: forbidden\)/);
  assert.doesNotMatch(out, /missing|does not exist|Events/);
  assert.match(err, /Warning: cannot read .*services.* in namespace shop: forbidden; -v=1 shows the server's words\n/);
});

test('an object that may not be read is an error', async () => {
  const { code, out, err } = await runDescribe('httproute cart', SHOP, {
    flags: { namespace: 'shop' },
    trouble: { forbidden: ['httproutes'] },
  });
  assert.equal(code, 3);
  assert.equal(out, '');
  assert.match(err, /^Error from server \(Forbidden\): httproutes is forbidden/);
});

test('a part that may not be read leaves the rest, with exit status 1', async () => {
  const { code, out, err } = await runDescribe('gateways,httproutes', SHOP, {
    flags: { namespace: 'shop' },
    trouble: { forbidden: ['httproutes'] },
  });
  assert.equal(code, 1);
  assert.deepEqual(namesIn(out), ['web']);
  assert.match(err, /Error from server \(Forbidden\)/);
});

test('the document holds what the page says', async () => {
  const { out, code } = await runDescribe('httproute/cart-v2 gateway/web', SHOP, {
    flags: { namespace: 'shop', output: 'json' },
  });
  assert.equal(code, 0);
  const document = JSON.parse(out);
  assert.deepEqual(Object.keys(document), ['apiVersion', 'gaps', 'items', 'kind']);
  assert.equal(document.kind, 'ResourceDescriptionList');
  assert.deepEqual(document.gaps, []);
  const [route, gateway] = document.items;
  assert.deepEqual(route.ref, {
    group: 'gateway.networking.k8s.io',
    kind: 'HTTPRoute',
    name: 'cart-v2',
    namespace: 'shop',
  });
  assert.equal(route.attachments[0].accepted.status, 'True');
  assert.equal(route.attachments[0].resolvedRefs.reason, 'BackendNotFound');
  assert.equal(gateway.listeners[0].attachedRoutes, 2);
  assert.equal(gateway.accepted.status, 'True');
  assert.ok(!out.includes('null'));
});

test('a gap is part of the document, and nothing that it hides is missing', async () => {
  const { out } = await runDescribe('httproute/cart', SHOP, {
    flags: { namespace: 'shop', output: 'json' },
    trouble: { forbidden: ['services'] },
  });
  const document = JSON.parse(out);
  assert.deepEqual(
    document.gaps.map(({ kind, reason, namespace }: Readonly<Record<string, unknown>>) => [kind, reason, namespace]),
    [['services', 'forbidden', 'shop']],
  );
  assert.equal(document.items[0].attachments[0].resolvedRefs.status, 'Unknown');
});

test('the same document as YAML, and an empty one', async () => {
  const yaml = await runDescribe('httproute/cart', SHOP, { flags: { namespace: 'shop', output: 'yaml' } });
  assert.match(yaml.out, /^apiVersion: gwctl\.dev\/v1alpha1\ngaps: \[\]\nitems:\n- apiVersion: /);
  assert.match(yaml.out, /\nkind: ResourceDescriptionList\n$/);
  const empty = await runDescribe('grpcroutes', SHOP, { flags: { namespace: 'shop', output: 'json' } });
  assert.deepEqual(JSON.parse(empty.out), {
    apiVersion: 'gwctl.dev/v1alpha1',
    gaps: [],
    items: [],
    kind: 'ResourceDescriptionList',
  });
  const emptyYaml = await runDescribe('grpcroutes', SHOP, { flags: { namespace: 'shop', output: 'yaml' } });
  assert.equal(emptyYaml.out, 'apiVersion: gwctl.dev/v1alpha1\ngaps: []\nitems: []\nkind: ResourceDescriptionList\n');
});

test('a Secret is described by its type, and its values appear nowhere', async () => {
  const page = await runDescribe('secret cert', SHOP, { flags: { namespace: 'shop' } });
  assert.match(page.out, /^Type: +kubernetes\.io\/tls$/m);
  const document = await runDescribe('secret cert', SHOP, { flags: { namespace: 'shop', output: 'json' } });
  for (const { out } of [page, document]) assert.doesNotMatch(out, /tls\.key|c2VjcmV0/);
});

test('files without events say nothing of events, and types that they lack are empty', async () => {
  const manifest = SHOP.slice(0, SHOP.indexOf('apiVersion: v1\nkind: Event'));
  const { out, code, err } = await runDescribe('udproutes,httproutes,policies', manifest, {
    flags: { allNamespaces: true },
    trouble: { kind: 'files' },
  });
  assert.deepEqual([code, err], [0, '']);
  assert.deepEqual(namesIn(out), ['pay', 'cart', 'cart-v2']);
  assert.doesNotMatch(out, /Events|endpoints/);
});
