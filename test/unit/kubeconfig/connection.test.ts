import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { openConnection } from '../../../src/source/live/connection.ts';
import type { ConnectionFlags } from '../../../src/cli/connection-flags.ts';
import type { ConnectionIo } from '../../../src/source/live/connection.ts';
import { makeFolder } from './temporary-folder.ts';

function ioOf(env: Readonly<Record<string, string>> = {}): ConnectionIo {
  return {
    writeError: () => undefined,
    inIsTerminal: false,
    errorIsTerminal: false,
    env: { HOME: '/nonexistent', ...env },
    now: () => 0,
    cwd: '/',
    os: 'linux',
    arch: 'arm64',
    signal: new AbortController().signal,
  };
}

const open = (flags: ConnectionFlags, env: Readonly<Record<string, string>> = {}) =>
  openConnection(flags, ioOf(env), '1.2.3');

test('what a connection says of itself', async (context) => {
  const folder = await makeFolder(context, {
    config:
      'current-context: c\ncontexts: [{name: c, context: {cluster: c, namespace: infra}}]\n' +
      'clusters: [{name: c, cluster: {server: "https://c.example:6443/base/", disable-compression: true}}]\n',
  });
  const connection = await open({ kubeconfig: join(folder, 'config'), requestTimeout: '2s' });
  const { server, defaultNamespace, cacheKeyHost, requestTimeout, compression, userAgent } = connection;
  assert.deepEqual(
    { server, defaultNamespace, cacheKeyHost, requestTimeout, compression, userAgent },
    {
      server: 'https://c.example:6443/base',
      defaultNamespace: 'infra',
      cacheKeyHost: 'c.example_6443/base',
      requestTimeout: 2000,
      compression: false,
      userAgent: 'gwctl/1.2.3 (linux/arm64)',
    },
  );
  connection.close();
});

test('without TLS no credentials are sent, impersonation is', async (context) => {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push({ ...request.headers, path: request.url });
    response.end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  context.after(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const connection = await open({ server: `http://127.0.0.1:${port}/base`, token: 'SECRET', as: 'bob' });
  const headers = await connection.headers();
  await new Promise<void>((resolve, reject) => {
    const request = connection.transport.request({ method: 'GET', path: '/version', headers }, (response) => {
      response.resume().once('end', resolve);
    });
    request.once('error', reject);
    request.end();
  });
  assert.equal(await connection.renew(headers), false);
  connection.close();
  const [first] = seen;
  assert.deepEqual(
    [first?.['path'], first?.authorization, first?.['impersonate-user']],
    ['/base/version', undefined, 'bob'],
  );
});

/** Where no cluster is to be found, and what the sentence says first. */
const nothing: readonly (readonly [string, string | undefined, ConnectionFlags, RegExp])[] = [
  ['no kubeconfig', undefined, {}, /there is no kubeconfig at .*config\n/],
  ['an empty kubeconfig', '', {}, /current-context is not set in .*config\n/],
  [
    'a context without its cluster',
    'contexts: [{name: a, context: {cluster: gone}}]\n',
    { context: 'a' },
    /cluster "gone" does not exist in /,
  ],
  [
    'a cluster without server',
    'clusters: [{name: a, cluster: {}}]\n',
    { cluster: 'a' },
    /no server found for cluster "a" in /,
  ],
];

for (const [name, text, flags, reason] of nothing) {
  test(`no cluster at all: ${name}; the error names --from`, async (context) => {
    const folder = await makeFolder(context, text === undefined ? {} : { config: text });
    await assert.rejects(open(flags, { KUBECONFIG: join(folder, 'config') }), (error) => {
      assert.ok(error instanceof Error);
      assert.equal(error.name, 'CannotRunError');
      assert.match(error.message, /^error: no configuration has been provided: /);
      assert.match(error.message, reason);
      assert.match(error.message, /use --from FILE to read manifests instead\.$/);
      return true;
    });
  });
}

test('KUBERNETES_MASTER stands in for a kubeconfig', async () => {
  const connection = await open({}, { KUBERNETES_MASTER: 'http://localhost:8080' });
  assert.equal(connection.server, 'http://localhost:8080');
  connection.close();
});

test('a header cannot be broken out of', async () => {
  await assert.rejects(open({ server: 'https://x', as: 'bob\r\nx: y' }), {
    message: 'Unable to connect to the server: net/http: invalid header field value for "Impersonate-User"',
  });
});
