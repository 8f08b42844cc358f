import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ServerError } from '../../../src/model/errors.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { refKey, refOf } from '../../../src/model/ref.ts';
import type { ResourceType } from '../../../src/model/resource-type.ts';
import type { ListQuery, Source } from '../../../src/model/source.ts';
import { overlay } from '../../../src/world/overlay.ts';
import { openText } from '../files/open-text.ts';
import { born, gateway, make, route, secret, service } from '../../support/world.ts';
import { openCluster } from '../../support/fake-cluster.ts';

const BASE = [
  gateway('shop/web'),
  route(
    'HTTPRoute',
    'shop/a',
    ['web'],
    { hostnames: ['a.example.com'] },
    {
      metadata: { ...metadata(3), generation: 4, labels: { team: 'a' } },
      status: { parents: [] },
    },
  ),
  route('HTTPRoute', 'shop/c', ['web'], {}, born(1)),
  secret('shop/tls'),
];

function metadata(day: number): object {
  return { uid: `uid-${day}`, creationTimestamp: new Date(Date.UTC(2025, 0, day)).toISOString() };
}

async function typeOf(source: Source, plural: string): Promise<ResourceType> {
  const { types } = await source.catalog();
  const type = types.find((one) => one.plural === plural);
  assert.ok(type, plural);
  return type;
}

async function list(
  source: Source,
  plural: string,
  query: Partial<ListQuery> = {},
): Promise<readonly KubernetesObject[]> {
  const objects: KubernetesObject[] = [];
  for await (const page of source.list({ type: await typeOf(source, plural), ...query })) objects.push(...page);
  return objects;
}

const namesOf = (objects: readonly KubernetesObject[]): readonly string[] =>
  objects.map((object) => refKey(refOf(object)).replace(/^[^/]*\//, ''));

async function change(text: string): Promise<Source> {
  return openText(text, 'shop');
}

const CHANGE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a, namespace: shop, labels: {team: b}}
spec: {hostnames: [b.example.com]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: b}
spec: {}
`;

for (const kind of ['live', 'files'] as const) {
  suite(`a change laid over ${kind === 'live' ? 'a cluster' : 'files'}`, () => {
    test('replaces what has its identity, and adds the rest', async () => {
      const source = overlay(await openCluster(BASE, { kind }), await change(CHANGE));
      assert.equal(source.kind, kind);
      const routes = await list(source, 'httproutes');
      assert.deepEqual(namesOf(routes).toSorted(), ['HTTPRoute/shop/a', 'HTTPRoute/shop/b', 'HTTPRoute/shop/c']);
      const a = routes.find(({ metadata: { name } }) => name === 'a');
      assert.deepEqual(a?.['spec'], { hostnames: ['b.example.com'] });
    });

    test('leaves what a server writes with what is replaced: its age decides who wins', async () => {
      const source = overlay(await openCluster(BASE, { kind }), await change(CHANGE));
      const type = await typeOf(source, 'httproutes');
      const a = await source.get({ type, namespace: 'shop', name: 'a' });
      assert.deepEqual(a.metadata, {
        name: 'a',
        namespace: 'shop',
        labels: { team: 'b' },
        ...metadata(3),
        generation: 5,
      });
      assert.deepEqual(a['status'], { parents: [] });
      assert.deepEqual(await list(source, 'httproutes', { namespace: 'shop', labelSelector: 'team=b' }), [a]);
    });

    test('selects by what the change says, not by what was there', async () => {
      const source = overlay(await openCluster(BASE, { kind }), await change(CHANGE));
      assert.deepEqual(await list(source, 'httproutes', { labelSelector: 'team=a' }), []);
    });

    test('does not touch other types, nor what is not changed', async () => {
      const cluster = await openCluster(BASE, { kind });
      const source = overlay(cluster, await change(CHANGE));
      assert.deepEqual(await list(source, 'gateways'), await list(cluster, 'gateways'));
      const type = await typeOf(source, 'httproutes');
      assert.deepEqual((await source.get({ type, namespace: 'shop', name: 'c' })).metadata, BASE[2]?.metadata);
      await assert.rejects(
        source.get({ type, namespace: 'shop', name: 'd' }),
        (error: unknown) => error instanceof ServerError && error.code === 404,
      );
    });
  });
}

suite('a change laid over a source', () => {
  test('may hold what the source does not serve', async () => {
    const source = overlay(
      await openCluster(BASE, { unserved: ['tcproutes'] }),
      await change(CHANGE.replaceAll('HTTPRoute', 'TCPRoute')),
    );
    assert.equal((await list(source, 'tcproutes')).length, 2);
    const type = await typeOf(source, 'tcproutes');
    assert.equal((await source.get({ type, namespace: 'shop', name: 'b' })).metadata.name, 'b');
  });

  test('shows a Secret of the change by its type', async () => {
    const text = JSON.stringify({ ...make('v1', 'Secret', 'shop/new'), type: 'kubernetes.io/tls' });
    const source = overlay(await openCluster(BASE), await change(text));
    const type = await typeOf(source, 'secrets');
    const rows: (readonly [string, unknown])[] = [];
    for await (const { columns, rows: page } of source.listTable({ type, namespace: 'shop' })) {
      const at = columns.findIndex(({ name }) => name === 'Type');
      for (const { object, cells } of page) rows.push([object.metadata.name, cells[at]]);
    }
    assert.deepEqual(rows, [
      ['tls', 'kubernetes.io/tls'],
      ['new', 'kubernetes.io/tls'],
    ]);
    const { rows: one } = await source.getTable({ type, namespace: 'shop', name: 'new' });
    assert.equal(one.length, 1);
  });

  test('asks the cluster for no more than the objects that are replaced', async () => {
    const cluster = await openCluster([...BASE, service('shop/x')]);
    const source = overlay(cluster, await change(CHANGE));
    await list(source, 'services');
    await list(source, 'httproutes', { namespace: 'shop' });
    assert.deepEqual(cluster.asked?.(), [
      'list services in all',
      'list httproutes in shop',
      'get httproutes/b in shop',
    ]);
  });

  test('knows where an object of the change stands, and one of the files', async () => {
    const source = overlay(await openText(JSON.stringify(BASE[0]), 'shop'), await change(CHANGE));
    const type = await typeOf(source, 'httproutes');
    const b = await source.get({ type, namespace: 'shop', name: 'b' });
    assert.equal(source.origin?.(b)?.line, 6);
    assert.equal((await source.locate?.(b, ['spec']))?.line, 9);
    const [web] = await list(source, 'gateways');
    assert.ok(web);
    assert.equal(source.origin?.(web)?.line, 1);
  });
});
