import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GATEWAYS, collect, makeGateway, sendJson, sendList, withFakeApi } from './fake-api.ts';

const COLUMNS = [
  { name: 'Name', type: 'string', format: 'name', description: '', priority: 0 },
  { name: 'Class', type: 'string', format: '', description: '', priority: 1 },
];

function row(name: string): unknown {
  return {
    cells: [name, 'acme'],
    object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: { name, namespace: 'shop' } },
  };
}

/** The row's object as the source gives it. */
function objectOf(name: string): unknown {
  return { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name, namespace: 'shop' } };
}

test("the server's table comes in pages that all know the columns", async () => {
  await withFakeApi(
    ({ url }, response) => {
      const more = !url.includes('continue');
      sendJson(response, {
        kind: 'Table',
        metadata: more ? { continue: 'next' } : {},
        ...(more ? { columnDefinitions: COLUMNS } : {}),
        rows: [row(more ? 'a' : 'b')],
      });
    },
    async (api) => {
      const tables = await collect(api.source.listTable({ type: GATEWAYS }));
      const columns = [
        { name: 'Name', type: 'string', priority: 0 },
        { name: 'Class', type: 'string', priority: 1 },
      ];
      assert.deepEqual(tables, [
        { columns, rows: [{ cells: ['a', 'acme'], object: objectOf('a') }] },
        { columns, rows: [{ cells: ['b', 'acme'], object: objectOf('b') }] },
      ]);
      assert.match(api.requests[0]?.headers.accept ?? '', /^application\/json;as=Table;v=v1;g=meta\.k8s\.io,/);
    },
  );
});

test('a server without tables is shown by name and age', async () => {
  const created = '2026-01-01T00:00:00Z';
  const gateway = { ...makeGateway('a'), metadata: { name: 'a', creationTimestamp: created } };
  await withFakeApi(
    ({ url }, response) => {
      if (url.endsWith('/a')) sendJson(response, gateway);
      else sendList(response, [gateway]);
    },
    async (api) => {
      const [list] = await collect(api.source.listTable({ type: GATEWAYS }));
      const one = await api.source.getTable({ type: GATEWAYS, namespace: 'x', name: 'a' });
      for (const table of [list, one]) {
        assert.deepEqual(
          table?.columns.map(({ name }) => name),
          ['Name', 'Created At'],
        );
        assert.deepEqual(table?.rows[0]?.cells, ['a', created]);
      }
    },
  );
});

test('a row without an object becomes a gap', async () => {
  await withFakeApi(
    (_request, response) =>
      sendJson(response, { kind: 'Table', columnDefinitions: COLUMNS, rows: [{ cells: ['x'] }, row('b')] }),
    async (api) => {
      const [table] = await collect(api.source.listTable({ type: GATEWAYS }));
      assert.deepEqual(
        table?.rows.map(({ cells }) => cells[0]),
        ['b'],
      );
      assert.equal(api.source.gaps().length, 1);
    },
  );
});
