import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createNamespace, grant, openAs, printedError, skip } from './api-support.ts';
import type { OpenedSource } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { installCrds } from './crds.ts';
import { sharedCluster } from './shared.ts';

const NAMESPACE = 'suite-gaps';
const GATEWAY_API = 'gateway.networking.k8s.io';
let cluster: Cluster;

before(async () => {
  if (skip !== false) return;
  cluster = await sharedCluster();
  await installCrds(cluster, { version: 'v1.7.0', channel: 'experimental' });
  await createNamespace(cluster, NAMESPACE);
});

/** Lists a type; `no error` where it may be read. */
async function listing(opened: OpenedSource, plural: string, namespace?: string): Promise<string> {
  const type = await opened.type(plural);
  return printedError(async () => {
    for await (const page of opened.source.list({ type, namespace })) assert.ok(page.length >= 0);
    assert.fail('no error');
  }).then((text) => (text.includes('no error') ? 'no error' : text));
}

test('a user without any right knows the types and is told of each list', { skip }, async () => {
  const opened = await openAs(cluster, 'nobody');
  assert.ok((await opened.source.catalog()).types.some(({ group }) => group === GATEWAY_API));
  assert.equal(
    await listing(opened, 'gateways', NAMESPACE),
    `Error from server (Forbidden): gateways.${GATEWAY_API} is forbidden: User "nobody" cannot list resource "gateways" in API group "${GATEWAY_API}" in the namespace "${NAMESPACE}"`,
  );
  assert.equal(
    await listing(opened, 'gateways'),
    `Error from server (Forbidden): gateways.${GATEWAY_API} is forbidden: User "nobody" cannot list resource "gateways" in API group "${GATEWAY_API}" at the cluster scope`,
  );
  opened.source.close();
});

test('a user of one namespace reads there and is refused elsewhere', { skip }, async () => {
  const rule = { groups: [GATEWAY_API], resources: ['*'], verbs: ['get', 'list', 'watch'] };
  const revoke = await grant(cluster, 'namespaced', rule, NAMESPACE);
  const opened = await openAs(cluster, 'namespaced');
  assert.equal(await listing(opened, 'gateways', NAMESPACE), 'no error');
  assert.match(await listing(opened, 'gateways'), /cannot list resource "gateways" .* at the cluster scope$/);
  assert.match(await listing(opened, 'secrets', NAMESPACE), /^Error from server \(Forbidden\): secrets is forbidden/);
  opened.source.close();
  await revoke();
});

test('a reader of the Gateway API is refused Secrets, CRDs and events, each by its name', { skip }, async () => {
  const rule = { groups: [GATEWAY_API], resources: ['*'], verbs: ['get', 'list', 'watch'] };
  const revoke = await grant(cluster, 'reader', rule);
  const opened = await openAs(cluster, 'reader');
  assert.equal(await listing(opened, 'httproutes'), 'no error');
  for (const plural of ['secrets', 'customresourcedefinitions', 'namespaces']) {
    assert.match(
      await listing(opened, plural),
      new RegExp(`^Error from server \\(Forbidden\\): ${plural}.* is forbidden: User "reader" cannot list`),
    );
  }
  opened.source.close();
  await revoke();
});

test(
  'a type that went away since discovery is the 404 of the server, and the next run asks anew',
  { skip },
  async () => {
    const opened = await openAs(cluster, 'admin');
    const gateways = await opened.type('gateways');
    const gone = { ...gateways, plural: 'goners', kind: 'Goner' };
    await assert.rejects(
      async () => {
        for await (const page of opened.source.list({ type: gone })) assert.ok(page);
      },
      {
        name: 'ServerError',
        code: 404,
        message: `the server could not find the requested resource (get goners.${GATEWAY_API})`,
      },
    );
    opened.source.close();
  },
);

test('a user who may list but not watch gets the list, then the refusal', { skip }, async () => {
  const rule = { groups: [GATEWAY_API], resources: ['gateways'], verbs: ['list'] };
  const revoke = await grant(cluster, 'namespaced', rule, NAMESPACE);
  const opened = await openAs(cluster, 'namespaced');
  const type = await opened.type('gateways');
  const seen: string[] = [];
  const error = await printedError(async () => {
    for await (const event of opened.source.watch({ type, namespace: NAMESPACE })) seen.push(event.type);
  });
  assert.match(error, /^Error from server \(Forbidden\): .*"namespaced" cannot watch resource "gateways"/);
  assert.deepEqual(seen, ['SYNCED']);
  opened.source.close();
  await revoke();
});

test('a broken aggregated API group is a gap, everything else answers', { skip }, async () => {
  const path = '/apis/apiregistration.k8s.io/v1/apiservices';
  await cluster.request('POST', path, {
    metadata: { name: 'v1alpha1.broken.example' },
    spec: {
      group: 'broken.example',
      version: 'v1alpha1',
      groupPriorityMinimum: 100,
      versionPriority: 10,
      insecureSkipTLSVerify: true,
      service: { name: 'nowhere', namespace: NAMESPACE },
    },
  });
  try {
    for (;;) {
      const opened = await openAs(cluster, 'admin');
      const { types, gaps } = await opened.source.catalog();
      assert.ok(types.some(({ group, plural }) => group === GATEWAY_API && plural === 'gateways'));
      assert.equal(await listing(opened, 'gateways'), 'no error');
      opened.source.close();
      // The server takes its time to notice.
      if (gaps.length === 0) {
        await delay(100);
        continue;
      }
      assert.deepEqual(gaps, [
        {
          what: 'broken.example/v1alpha1',
          group: 'broken.example',
          reason: 'failed',
          message: 'the server is currently unable to handle the request',
        },
      ]);
      break;
    }
  } finally {
    await cluster.request('DELETE', `${path}/v1alpha1.broken.example`);
  }
});
