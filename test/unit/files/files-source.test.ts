import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ServerError, UsageError } from '../../../src/model/errors.ts';
import { list, names, NOW, openText, typeOf } from './open-text.ts';

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: timeouts.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Timeout, plural: timeouts, singular: timeout, shortNames: [tmo], categories: [policies]}
  versions:
  - {name: v1alpha1, served: true}
  - {name: v1beta9, served: false}
  - name: v1beta1
    served: true
    subresources: {status: {}}
    selectableFields: [{jsonPath: .spec.tier}]
    additionalPrinterColumns:
    - {name: Tier, type: string, jsonPath: .spec.tier}
    - {name: Seconds, type: integer, jsonPath: .spec.seconds, priority: 1}
    - {name: Ready, type: string, jsonPath: '.status.conditions[?(@.type=="Ready")].status'}
    - {name: Age, type: date, jsonPath: .metadata.creationTimestamp}
---
`;
const timeout = (namespace: string, name: string, tier: string, more = ''): string =>
  `apiVersion: example.com/v1beta1\nkind: Timeout\nmetadata: {name: ${name}, namespace: ${namespace}, labels: {tier: ${tier}}${more}}\nspec: {tier: ${tier}, seconds: 5}\n---\n`;
const OBJECTS =
  timeout('b', 'two', 'gold') +
  timeout('a', 'two', 'silver') +
  timeout('b', 'one', 'silver', ', creationTimestamp: "2026-01-01T00:00:00Z"');

async function gather<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const gathered: Item[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}

function notFound(message: string): (error: unknown) => boolean {
  return (error) =>
    error instanceof ServerError && error.code === 404 && error.reason === 'NotFound' && error.message === message;
}

describe('list', () => {
  it('gives objects in the order of namespace and name', async () => {
    assert.deepEqual(await names(await openText(CRD + OBJECTS), 'timeouts'), ['a/two', 'b/one', 'b/two']);
  });
  it('selects by namespace, labels and fields', async () => {
    const source = await openText(CRD + OBJECTS);
    assert.deepEqual(await names(source, 'tmo', { namespace: 'b' }), ['b/one', 'b/two']);
    assert.deepEqual(await names(source, 'tmo', { labelSelector: 'tier in (gold)' }), ['b/two']);
    assert.deepEqual(await names(source, 'tmo', { fieldSelector: 'metadata.name=two,metadata.namespace!=a' }), [
      'b/two',
    ]);
    assert.deepEqual(await names(source, 'tmo', { fieldSelector: 'spec.tier=silver', namespace: 'a' }), ['a/two']);
  });
  it('refuses what a selector cannot ask', async () => {
    const source = await openText(CRD + OBJECTS);
    await assert.rejects(names(source, 'tmo', { labelSelector: 'a in' }), UsageError);
    await assert.rejects(names(source, 'tmo', { fieldSelector: 'spec.seconds=5' }), {
      message: 'field label not supported: spec.seconds',
    });
  });
  it('pages as asked', async () => {
    const source = await openText(CRD + OBJECTS);
    const type = await typeOf(source, 'timeouts');
    const sizes = async (chunkSize?: number): Promise<readonly number[]> => {
      const pages = await gather(source.list({ type, chunkSize }));
      return pages.map((page) => page.length);
    };
    assert.deepEqual(await sizes(2), [2, 1]);
    assert.deepEqual(await sizes(0), [3]);
    assert.deepEqual(await sizes(), [3]);
  });
  it('of a kind that the files do not hold is empty', async () => {
    assert.deepEqual(await names(await openText(CRD), 'gateways'), []);
  });
  it('never makes up Namespaces', async () => {
    assert.deepEqual(await names(await openText(CRD + OBJECTS), 'namespaces'), []);
  });
});

describe('get', () => {
  it('gives the object of a name, in the default namespace unless told', async () => {
    const source = await openText(CRD + OBJECTS, 'b');
    const type = await typeOf(source, 'timeouts');
    assert.equal((await source.get({ type, name: 'one' })).metadata.name, 'one');
    assert.equal((await source.get({ type, name: 'two', namespace: 'a' })).metadata['namespace'], 'a');
    assert.equal((await source.get({ type, name: 'two', subresource: 'status' })).metadata.name, 'two');
  });
  it("says in the API server's words what is not there", async () => {
    const source = await openText(CRD + OBJECTS);
    const type = await typeOf(source, 'timeouts');
    await assert.rejects(source.get({ type, name: 'x' }), notFound('timeouts.example.com "x" not found'));
    await assert.rejects(
      source.get({ type, name: 'two' }),
      notFound('timeouts.example.com "two" not found: timeout two is in a, b'),
    );
    const services = await typeOf(source, 'services');
    await assert.rejects(source.get({ type: services, name: 'x' }), notFound('services "x" not found'));
    await assert.rejects(
      source.get({ type, name: 'one', namespace: 'b', subresource: 'scale' }),
      notFound('the files hold no subresource "scale"'),
    );
  });
});

describe('tables', () => {
  it("have the columns of the CRD's version", async () => {
    const source = await openText(
      CRD +
        OBJECTS +
        `apiVersion: example.com/v1beta1\nkind: Timeout\nmetadata: {name: r, namespace: z}\nstatus: {conditions: [{type: Other, status: "False"}, {type: Ready, status: "True"}]}\n`,
    );
    const type = await typeOf(source, 'timeouts');
    const [table] = await gather(source.listTable({ type }));
    assert.deepEqual(
      table?.columns.map(({ name, priority }) => [name, priority]),
      [
        ['Name', 0],
        ['Tier', 0],
        ['Seconds', 1],
        ['Ready', 0],
        ['Age', 0],
      ],
    );
    assert.deepEqual(
      table.rows.map(({ cells }) => cells),
      [
        ['two', 'silver', 5, null, '<unknown>'],
        ['one', 'silver', 5, null, '24h'],
        ['two', 'gold', 5, null, '<unknown>'],
        ['r', null, null, 'True', '<unknown>'],
      ],
    );
    assert.equal(table.rows[0]?.object.metadata['namespace'], 'a');
  });
  it('of other kinds show name and age', async () => {
    const source = await openText(
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, creationTimestamp: "2026-01-01T23:00:00Z"}\n',
    );
    const table = await source.getTable({ type: await typeOf(source, 'cm'), name: 'a' });
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ['Name', 'Age'],
    );
    assert.deepEqual(table.rows[0]?.cells, ['a', '60m']);
    assert.equal(NOW, Date.parse('2026-01-02T00:00:00Z'));
  });
});

describe('watch', () => {
  it('gives what is there, then ends', async () => {
    const source = await openText(CRD + OBJECTS);
    const type = await typeOf(source, 'timeouts');
    const events = await gather(source.watch({ type, labelSelector: 'tier=silver' }));
    assert.deepEqual(
      events.map((event) => (event.type === 'SYNCED' ? event.type : `${event.type} ${event.object.metadata.name}`)),
      ['ADDED two', 'ADDED one', 'SYNCED'],
    );
    const rows = await gather(source.watchTable({ type, namespace: 'a' }));
    assert.deepEqual(
      rows.map((row) => (row.type === 'SYNCED' ? row.type : row.row.cells[0])),
      ['two', 'SYNCED'],
    );
  });
});

describe('the catalog', () => {
  it('takes types from CRDs, wherever they stand', async () => {
    const type = await typeOf(await openText(OBJECTS + CRD), 'timeouts');
    assert.deepEqual(type, {
      group: 'example.com',
      version: 'v1beta1',
      kind: 'Timeout',
      plural: 'timeouts',
      singular: 'timeout',
      shortNames: ['tmo'],
      categories: ['policies'],
      namespaced: true,
      verbs: ['get', 'list', 'watch'],
      versions: ['v1beta1', 'v1alpha1'],
      subresources: ['status'],
      held: true,
    });
  });
  it('tells which well-known types the files hold, by an object or its CRD', async () => {
    const { types } = await (
      await openText(`apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\n${CRD}`)
    ).catalog();
    assert.deepEqual(
      types.filter(({ held }) => held !== false).map(({ kind }) => kind),
      ['Service', 'CustomResourceDefinition', 'Timeout'],
    );
  });
  it('lets a CRD correct what is well known', async () => {
    const crd = `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: gateways.gateway.networking.k8s.io}\nspec:\n  group: gateway.networking.k8s.io\n  scope: Namespaced\n  names: {kind: Gateway, plural: gateways, shortNames: [edge]}\n  versions: [{name: v1beta1, served: true}]\n`;
    const type = await typeOf(await openText(crd), 'edge');
    assert.deepEqual([type.kind, type.singular, type.versions], ['Gateway', 'gateway', ['v1beta1']]);
  });
  const guesses: readonly (readonly [string, string, boolean, string])[] = [
    ['kind: Proxy\nmetadata: {name: a}', 'proxies', true, 'no namespace: left to -n'],
    ['kind: Mess\nmetadata: {name: a}', 'messes', true, 'a plural of s'],
    ['kind: ClusterThing\nmetadata: {name: a}', 'clusterthings', false, 'its name says cluster'],
    ['kind: ClusterThing\nmetadata: {name: a, namespace: b}', 'clusterthings', true, 'its namespace says otherwise'],
    ['kind: Thing\nmetadata: {name: a, uid: "1"}', 'things', false, 'stored by a server without a namespace'],
    ['kind: Clustering\nmetadata: {name: a}', 'clusterings', true, 'only looks like it'],
  ];
  for (const [text, plural, namespaced, why] of guesses) {
    it(`guesses ${plural} as ${namespaced ? 'namespaced' : 'cluster-scoped'}: ${why}`, async () => {
      const type = await typeOf(await openText(`apiVersion: example.com/v2\n${text}\n`), plural);
      assert.deepEqual([type.plural, type.namespaced, type.version], [plural, namespaced, 'v2']);
    });
  }
  it('guesses from all objects of the kind', async () => {
    const text = ['{name: a}', '{name: b, namespace: x}'].map(
      (metadata) => `apiVersion: example.com/v1\nkind: Thing\nmetadata: ${metadata}\n---\n`,
    );
    assert.deepEqual(await names(await openText(text.join('')), 'things'), ['default/a', 'x/b']);
  });
  it('knows every version of the Gateway API, and those of the objects', async () => {
    const source = await openText(
      'apiVersion: gateway.networking.k8s.io/v1alpha2\nkind: HTTPRoute\nmetadata: {name: a}\n',
    );
    assert.deepEqual((await typeOf(source, 'httproutes')).versions, ['v1', 'v1beta1', 'v1alpha2']);
    assert.equal((await list(source, 'httproutes.v1.gateway.networking.k8s.io')).length, 1);
  });
});

describe('places', () => {
  const text = `# head
apiVersion: v1
kind: ConfigMap
metadata: {name: first}
---
apiVersion: v1
items:
  - apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata:
      name: route
    spec:
      rules:
      - matches: []
      - backendRefs:
        - name: a
        - {name: b, port: 80}
kind: List
---
{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},
  "spec":{"ports":[{"port":1},
    {"port":2}]}}]}
`;
  it('of objects are told', async () => {
    const source = await openText(text);
    const place = async (word: string): Promise<unknown> => {
      const [object] = await list(source, word);
      assert.ok(object);
      return source.origin?.(object);
    };
    assert.deepEqual(await place('cm'), { file: 'stdin', line: 2, column: 1 });
    assert.deepEqual(await place('httproutes'), { file: 'stdin', line: 8, column: 3 });
    assert.deepEqual(await place('svc'), { file: 'stdin', line: 20, column: 43 });
  });
  const fields: readonly (readonly [string, readonly (string | number)[], number, number])[] = [
    ['cm', ['metadata', 'name'], 4, 12],
    ['cm', ['data', 'x'], 2, 1],
    ['httproutes', [], 8, 3],
    ['httproutes', ['spec', 'rules', 1, 'backendRefs', 1, 'port'], 17, 21],
    ['httproutes', ['spec', 'rules', 1, 'backendRefs', 0], 16, 11],
    ['httproutes', ['spec', 'rules', 0, 'filters', 3], 14, 9],
    ['httproutes', ['spec', 'rules', 9], 13, 7],
    ['svc', ['spec', 'ports', 1, 'port'], 22, 6],
    ['svc', ['metadata', 'name'], 20, 91],
  ];
  for (const [word, path, line, column] of fields) {
    it(`of ${word} ${path.join('.')} is ${line}:${column}`, async () => {
      const source = await openText(text);
      const [object] = await list(source, word);
      assert.ok(object);
      assert.deepEqual(await source.locate?.(object, path), { file: 'stdin', line, column });
    });
  }
  it('of what does not come from the files are unknown', async () => {
    const source = await openText(text);
    const stranger = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' } };
    assert.equal(source.origin?.(stranger), undefined);
    assert.equal(await source.locate?.(stranger, []), undefined);
  });
});
