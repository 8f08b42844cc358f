import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServerError } from '../../../src/model/errors.ts';
import { Writer } from '../../../src/source/live/write.ts';
import { GATEWAYS, makeGateway, sendJson, sendStatus, withFakeApi } from './fake-api.ts';
import type { FakeApi } from './fake-api.ts';

const TARGET = { type: GATEWAYS, namespace: 'shop', name: 'web' };
const PATH = '/apis/gateway.networking.k8s.io/v1/namespaces/shop/gateways/web';

function apply(api: FakeApi, options: { force?: boolean; dryRun?: boolean } = {}): ReturnType<Writer['applyObject']> {
  const { force, dryRun } = options;
  return new Writer(api.client).applyObject(
    { ...TARGET, dryRun },
    { some: 'object' },
    { fieldManager: 'gwctl', force },
  );
}

test('apply sends the object as a server-side apply and says what it did', async () => {
  await withFakeApi(
    ({ method }, response) => {
      if (method === 'GET') sendStatus(response, 404, 'NotFound', 'not found', { details: { name: 'web' } });
      else sendJson(response, makeGateway('web'), 201);
    },
    async (api) => {
      assert.equal((await apply(api, { force: true, dryRun: true })).outcome, 'created');
      const patch = api.requests[1];
      assert.equal(patch?.method, 'PATCH');
      assert.equal(patch?.url, `${PATH}?dryRun=All&fieldManager=gwctl&fieldValidation=Strict&force=true`);
      assert.equal(patch?.headers['content-type'], 'application/apply-patch+yaml');
      assert.equal(patch?.body, '{"some":"object"}');
    },
  );
});

test('an apply that changes owners only left the object unchanged', async () => {
  const metadata = { name: 'web', namespace: 'shop', labels: { a: 'b' } };
  const cases = [
    [{ metadata: { ...metadata, resourceVersion: '2', generation: 2, managedFields: [{}] } }, 'unchanged'],
    [{ metadata: { ...metadata, labels: { a: 'c' } } }, 'configured'],
    [{ metadata, spec: { changed: true } }, 'configured'],
  ] as const;
  for (const [after, outcome] of cases) {
    await withFakeApi(
      ({ method }, response) =>
        sendJson(response, method === 'GET' ? { metadata: { ...metadata, resourceVersion: '1' } } : after),
      async (api) => assert.equal((await apply(api)).outcome, outcome),
    );
  }
});

test('a conflict keeps its causes', async () => {
  const causes = [
    { reason: 'FieldManagerConflict', message: 'conflict with "argocd"', field: '.spec.listeners' },
    { reason: 'FieldManagerConflict', message: 'conflict with "helm"', field: '.spec.addresses' },
  ];
  await withFakeApi(
    ({ method }, response) => {
      if (method === 'GET') sendJson(response, makeGateway('web'));
      else sendStatus(response, 409, 'Conflict', 'Apply failed with 2 conflicts', { details: { causes } });
    },
    async (api) => {
      await assert.rejects(apply(api), (error) => {
        assert.ok(error instanceof ServerError);
        assert.deepEqual(error.details?.causes, causes);
        return true;
      });
    },
  );
});

test('delete deletes in the background, or only asks with dryRun, and tells what was deleted', async () => {
  const answers = [
    { apiVersion: 'v1', kind: 'Status', status: 'Success', details: { uid: 'gone' } },
    { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'web', uid: 'held' } },
  ];
  await withFakeApi(
    (_request, response, count) => sendJson(response, answers[count - 1]),
    async (api) => {
      const writer = new Writer(api.client);
      assert.equal(await writer.deleteObject(TARGET), 'gone');
      assert.equal(await writer.deleteObject({ ...TARGET, dryRun: true }), 'held');
      assert.deepEqual(
        api.requests.map(({ method, url, body }) => [method, url, body]),
        [
          ['DELETE', PATH, '{"propagationPolicy":"Background"}'],
          ['DELETE', PATH, '{"propagationPolicy":"Background","dryRun":["All"]}'],
        ],
      );
    },
  );
});

test('delete of what is not there is the NotFound of the server', async () => {
  await withFakeApi(
    (_request, response) => sendStatus(response, 404, 'NotFound', 'gateways.gateway.networking.k8s.io "web" not found'),
    async (api) => assert.rejects(new Writer(api.client).deleteObject(TARGET), { code: 404, reason: 'NotFound' }),
  );
});
