import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { answerFrom } from '../../../src/api/answer-from.ts';
import type { Answers } from '../../../src/api/answers.ts';
import { AnswerError, CannotRunError, ServerError, UsageError, openFiles } from '../../../src/api.ts';
import type { Surroundings } from '../../../src/api.ts';
import { root, runLine } from '../../golden/harness.ts';
import { NOW, openCluster } from '../../support/fake-cluster.ts';
import type { FakeCluster } from '../../support/fake-cluster.ts';

const surroundings: Surroundings = {
  env: {},
  cwd: root,
  now: () => Date.parse('2026-11-25T00:00:00Z'),
  platform: 'linux',
  arch: 'x64',
};

/** As a script reads it: without fields that are not there. */
function asJson(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document));
}

describe('the library answers as the program does', () => {
  let shop: Answers;
  before(async () => {
    shop = await openFiles(['examples/shop'], surroundings);
  });

  const asked: readonly (readonly [line: string, ask: () => Promise<object>])[] = [
    ['describe routes -A', () => shop.describe({ type: 'routes', allNamespaces: true })],
    [
      'describe gateway web -n infra --show-events=false',
      () => shop.describe({ type: 'gateway', names: ['web'], namespace: 'infra', events: false }),
    ],
    ['graph -A', () => shop.graph({ allNamespaces: true })],
    ['graph', () => shop.graph()],
    [
      'graph service/cart -n shop --up --depth 2 --policies=false',
      () => shop.graph({ type: 'service/cart', namespace: 'shop', direction: 'up', depth: 2, policies: false }),
    ],
    [
      'graph -A --only-broken --kinds gateways,routes',
      () => shop.graph({ allNamespaces: true, onlyBroken: true, kinds: ['gateways', 'routes'] }),
    ],
    ['effective httproutes -n shop', () => shop.effective({ type: 'httproutes', namespace: 'shop' })],
    [
      'effective services -n shop --kind XBackendTrafficPolicy --path httproute/checkout --gep713-literal',
      () =>
        shop.effective({
          type: 'services',
          namespace: 'shop',
          kinds: ['XBackendTrafficPolicy'],
          paths: ['httproute/checkout'],
          gep713Literal: true,
        }),
    ],
    [
      'trace --requests test/fixtures/trace/requests.ndjson',
      () =>
        shop.trace({
          rejected: 3,
          requests: [
            { id: '1', request: { host: 'shop.example.com', path: '/old/a?b=1' } },
            { id: '2', protocol: 'TLS', listenerPort: 9443, request: { sni: 'db.tls.example.com' } },
          ],
        }),
    ],
    ['table gateway/web#https -n infra', () => shop.table({ type: 'gateway/web#https', namespace: 'infra' })],
    ['table', () => shop.table()],
    [
      'test examples/shop.routes.yaml --coverage',
      () => shop.test({ paths: ['examples/shop.routes.yaml'], coverage: true }),
    ],
    [
      'test test/fixtures/trace/implementations.routes.yaml --as-implemented',
      () => shop.test({ paths: ['test/fixtures/trace/implementations.routes.yaml'], asImplemented: true }),
    ],
    ['status -A --problems 0', () => shop.status({ allNamespaces: true })],
    ['status shop --problems 2', () => shop.status({ namespace: 'shop', problems: 2 })],
    ['analyze -A --show info', () => shop.analyze({ allNamespaces: true })],
    [
      'analyze httproute/checkout -n shop --rule stale-status --skip GW4010',
      () => shop.analyze({ type: 'httproute/checkout', namespace: 'shop', rules: ['stale-status'], skip: ['GW4010'] }),
    ],
    ['api-resources', () => shop.apiResources()],
    ['version', () => shop.version()],
  ];
  for (const [line, ask] of asked) {
    it(`gwctl ${line} -o json`, async () => {
      const { out } = await runLine(`gwctl ${line} --from examples/shop -o json`);
      assert.deepEqual(asJson(await ask()), JSON.parse(out));
    });
  }

  it('and says what went wrong by the class of the error', async () => {
    await assert.rejects(shop.describe({ type: 'httproute/nope' }), ServerError);
    await assert.rejects(shop.graph({ type: 'gateway/nope' }), ServerError);
    await assert.rejects(shop.effective({ type: 'nopes' }), AnswerError);
    await assert.rejects(shop.describe({ type: 'gateways', names: ['web'], allNamespaces: true }), UsageError);
    await assert.rejects(shop.graph({ labelSelector: 'app=cart' }), UsageError);
    await assert.rejects(shop.graph({ depth: -1 }), UsageError);
    await assert.rejects(shop.analyze({ rules: ['nope'] }), UsageError);
    await assert.rejects(shop.analyze({ names: ['cart'] }), UsageError);
    await assert.rejects(shop.analyze({ type: 'httproute/nope' }), ServerError);
    await assert.rejects(shop.status({ problems: -1 }), UsageError);
    await assert.rejects(shop.trace({ requests: [{ listenerPort: 0 }] }), UsageError);
    await assert.rejects(openFiles(['nowhere'], surroundings), CannotRunError);
    await assert.rejects(openFiles([], surroundings), UsageError);
    await assert.rejects(openFiles(['-'], surroundings), UsageError);
    await assert.rejects(shop.test({ paths: [] }), UsageError);
    await assert.rejects(shop.test({ paths: ['-'] }), UsageError);
    await assert.rejects(shop.test({ paths: ['nowhere'] }), CannotRunError);
    await assert.rejects(shop.test({ paths: ['examples/shop/routes.yaml'] }), CannotRunError);
  });
});

it('a cluster is read anew for each question', async () => {
  const files = await readdir(join(root, 'examples/shop'));
  const texts = await Promise.all(files.map((file) => readFile(join(root, 'examples/shop', file), 'utf8')));
  const opened: FakeCluster[] = [];
  const clusters = [await openCluster(texts.join('\n---\n')), await openCluster(texts.join('\n---\n'))];
  let closed = 0;
  const answers = answerFrom(
    {
      defaultNamespace: 'shop',
      read: () => {
        const cluster = clusters.shift();
        assert.ok(cluster);
        opened.push(cluster);
        return cluster;
      },
      close: () => void closed++,
    },
    {
      now: () => NOW,
      platform: 'linux/amd64',
      warn: () => undefined,
      learn: () => Promise.resolve([]),
      cwd: root,
      scope: '',
    },
  );
  const first = await answers.describe({ type: 'httproute/checkout', events: false });
  const second = await answers.describe({ type: 'httproute/checkout', events: false });
  assert.deepEqual(asJson(first), asJson(second));
  const [one, other] = opened.map((cluster) => cluster.asked());
  assert.ok(one !== undefined && one.length > 0);
  assert.deepEqual(one.toSorted(), other?.toSorted());
  answers.close();
  assert.equal(closed, 1);
});
