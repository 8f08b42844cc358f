import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createServer as createPlainServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { skip } from '../cluster/api-support.ts';
import { BINARY } from '../packed/runtimes.ts';
import { createAuthority } from '../cluster/authority.ts';
import type { CertificateRequest } from '../cluster/authority.ts';
import { VERBS, assertFailed } from './expect.ts';
import { connectionFaults } from './faults.ts';
import type { Fault } from './faults.ts';
import { openProxy } from './proxy.ts';
import { LIMIT, sharedBench } from './support.ts';
import type { Bench, RunOptions } from './support.ts';

let bench: Bench;

before(async () => {
  if (skip === false) bench = await sharedBench();
});

/** Every verb against a server that fails before any request, and one of them by the single executable. */
async function failAll(fault: Fault, options: RunOptions): Promise<void> {
  const runs = await Promise.all(VERBS.map((verb) => bench.run([...verb, LIMIT], options)));
  for (const [index, verb] of VERBS.entries()) {
    const run = runs[index];
    assert.ok(run);
    assertFailed(verb, run, fault.says, fault.exit);
  }
  if (BINARY === undefined) return;
  const line = ['get', 'gateways'];
  assertFailed(line, await bench.start(line, { ...options, on: BINARY }), fault.says, fault.exit);
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port }: Pick<AddressInfo, 'port'> = Object.assign({ port: 0 }, server.address());
  return `https://127.0.0.1:${port}`;
}

async function close(server: Server): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
  });
}

test(`${connectionFaults.refused.name}: every verb says it once`, { skip }, async () => {
  const socket = createPlainServer();
  const server = await listen(socket);
  await close(socket);
  await failAll(connectionFaults.refused, { server });
});

test(`${connectionFaults.plain.name}: every verb says it once`, { skip }, async () => {
  const plain = createServer((_request, response) => response.end());
  const server = await listen(plain);
  await failAll(connectionFaults.plain, { server });
  plain.closeAllConnections();
  await close(plain);
});

const certificates: readonly (readonly [Fault, Omit<CertificateRequest, 'name'>])[] = [
  [connectionFaults.expired, { serves: ['IP:127.0.0.1'], days: -1 }],
  [connectionFaults.otherName, { serves: ['DNS:elsewhere.example.com'] }],
];

for (const [fault, request] of certificates) {
  test(`${fault.name}: every verb says it once and sends no credential`, { skip }, async () => {
    const proxy = await openProxy(bench.cluster, await bench.authority.issue({ name: 'proxy', ...request }));
    await failAll(fault, { server: proxy.server });
    assert.deepEqual(proxy.requests, []);
    await proxy.close();
  });
}

test(`${connectionFaults.unknown.name}: every verb says it once and sends no credential`, { skip }, async () => {
  const stranger = await createAuthority(join(bench.cluster.folder, 'faults-stranger'));
  bench.proxy.use(undefined);
  await failAll(connectionFaults.unknown, { caFile: stranger.caFile });
  assert.deepEqual(bench.proxy.requests, []);
});
