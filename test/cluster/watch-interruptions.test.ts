import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { WatchEvent } from '../../src/model/source.ts';
import { createNamespace, openAs, openWire, skip } from './api-support.ts';
import type { OpenedSource } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { installCrds } from './crds.ts';
import { sharedCluster } from './shared.ts';

const NAMESPACE = 'suite-watch';
const PATH = `/apis/gateway.networking.k8s.io/v1/namespaces/${NAMESPACE}/gateways`;
let cluster: Cluster;

before(async () => {
  if (skip !== false) return;
  cluster = await sharedCluster();
  await installCrds(cluster, { version: 'v1.7.0', channel: 'experimental' });
  await createNamespace(cluster, NAMESPACE);
});

async function create(name: string): Promise<void> {
  await cluster.request('POST', PATH, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, labels: { suite: 'watch' } },
    spec: { gatewayClassName: 'acme', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  });
}

/** A watch whose events can be waited for one by one. */
async function follow(
  opened: OpenedSource,
): Promise<{ readonly next: () => Promise<string>; readonly end: () => Promise<void> }> {
  const type = await opened.type('gateways');
  const events = opened.source.watch({ type, namespace: NAMESPACE })[Symbol.asyncIterator]();
  return {
    async next() {
      const { done, value } = await events.next();
      return done === true ? 'end' : inShort(value);
    },
    async end() {
      opened.interrupt();
      for (;;) if ((await events.next()).done === true) break;
      opened.source.close();
    },
  };
}

function inShort(event: WatchEvent): string {
  return event.type === 'SYNCED' ? event.type : `${event.type} ${event.object.metadata.name}`;
}

test('a watch gives what is there and what changes', { skip }, async () => {
  await create('first');
  const watch = await follow(await openAs(cluster, 'admin'));
  assert.equal(await watch.next(), 'ADDED first');
  assert.equal(await watch.next(), 'SYNCED');
  await create('second');
  assert.equal(await watch.next(), 'ADDED second');
  await cluster.request(
    'PATCH',
    `${PATH}/second`,
    { metadata: { labels: { a: 'b' } } },
    'application/merge-patch+json',
  );
  assert.equal(await watch.next(), 'MODIFIED second');
  await cluster.request('DELETE', `${PATH}/second`);
  assert.equal(await watch.next(), 'DELETED second');
  await watch.end();
});

test('a dropped connection loses and repeats nothing', { skip }, async () => {
  const wire = await openWire(cluster);
  const opened = await openAs(cluster, 'admin', { flags: { server: wire.server } });
  const watch = await follow(opened);
  assert.equal(await watch.next(), 'ADDED first');
  assert.equal(await watch.next(), 'SYNCED');
  const changed = watch.next();
  for (const name of ['third', 'fourth']) {
    wire.drop();
    await create(name);
  }
  assert.equal(await changed, 'ADDED third');
  assert.equal(await watch.next(), 'ADDED fourth');
  await watch.end();
  await wire.cut();
});

test(
  'a server that is away for a while: said once, and everything that happened meanwhile is given',
  { skip },
  async () => {
    const wire = await openWire(cluster);
    const opened = await openAs(cluster, 'admin', { flags: { server: wire.server } });
    const watch = await follow(opened);
    for (const name of ['first', 'fourth', 'third']) assert.equal(await watch.next(), `ADDED ${name}`);
    assert.equal(await watch.next(), 'SYNCED');
    const changed = watch.next();
    await wire.cut();
    await cluster.request('DELETE', `${PATH}/third`);
    while (!opened.stderr().includes('interrupted')) await new Promise((resolve) => setTimeout(resolve, 20));
    await wire.mend();
    assert.equal(await changed, 'DELETED third');
    assert.match(
      opened.stderr(),
      /^Warning: the watch of gateways\.gateway\.networking\.k8s\.io is interrupted .*: The connection to the server 127\.0\.0\.1:\d+ was refused - .*\nThe watch of gateways\.gateway\.networking\.k8s\.io has resumed\.\n$/,
    );
    await watch.end();
    await wire.cut();
  },
);

test("a watch of the server's table gives its cells", { skip }, async () => {
  const opened = await openAs(cluster, 'admin');
  const type = await opened.type('gateways');
  const seen: unknown[] = [];
  for await (const event of opened.source.watchTable({ type, namespace: NAMESPACE })) {
    if (event.type === 'SYNCED') {
      await cluster.request('DELETE', `${PATH}/fourth`);
      continue;
    }
    seen.push([event.type, event.row.cells[0], event.row.cells[1], event.columns[0]?.name]);
    if (event.type === 'DELETED') break;
  }
  assert.deepEqual(seen, [
    ['ADDED', 'first', 'acme', 'Name'],
    ['ADDED', 'fourth', 'acme', 'Name'],
    ['DELETED', 'fourth', 'acme', 'Name'],
  ]);
  opened.source.close();
});
