import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { before, test } from 'node:test';
import type { GlobalFlags } from '../../src/cli/global-flags.ts';
import { openAs, printedError, runKubectl, skip } from './api-support.ts';
import { createAuthority } from './authority.ts';
import type { Cluster, User } from './cluster.ts';
import { sharedCluster } from './shared.ts';

let cluster: Cluster;

before(async () => {
  if (skip === false) cluster = await sharedCluster();
});

/** What we print when namespaces cannot be listed; with `name`, when one cannot be read. */
async function ours(user: User, flags: GlobalFlags, name?: string): Promise<string> {
  const { source, type } = await openAs(cluster, user, { flags });
  try {
    return await printedError(async () => {
      const namespaces = await type('namespaces');
      if (name !== undefined) return source.get({ type: namespaces, name });
      for await (const page of source.list({ type: namespaces })) assert.ok(page.length > 0);
      return undefined;
    });
  } finally {
    source.close();
  }
}

/** What kubectl prints for the same. */
async function kubectls(user: User, args: readonly string[], name?: string): Promise<string> {
  const { error } = await runKubectl(cluster, user, [
    'get',
    'namespaces',
    ...(name === undefined ? [] : [name]),
    ...args,
  ]);
  return error;
}

interface Failure {
  readonly flags: GlobalFlags;
  readonly args: readonly string[];
  readonly user?: User;
  readonly object?: string;
}

/** The flag of a server in both spellings. */
function onServer(server: string): Failure {
  return { flags: { server }, args: ['-s', server] };
}

const FAILURES: Readonly<Record<string, () => Failure>> = {
  refused: () => onServer('https://127.0.0.1:1'),
  'refused by name': () => onServer('https://localhost:1/base'),
  'wrong host in the certificate': () => ({
    flags: { tlsServerName: 'foo.example' },
    args: ['--tls-server-name=foo.example'],
  }),
  'http to an https port': () => onServer(cluster.server.replace('https', 'http')),
  'forbidden to list': () => ({ user: 'nobody', flags: {}, args: [] }),
  'forbidden to get': () => ({ user: 'nobody', object: 'default', flags: {}, args: [] }),
  'not found': () => ({ object: 'no-such', flags: {}, args: [] }),
};

for (const [name, failure] of Object.entries(FAILURES)) {
  test(`kubectl's words: ${name}`, { skip }, async () => {
    const { flags, args, user = 'admin', object } = failure();
    assert.equal(await ours(user, flags, object), await kubectls(user, args, object));
  });
}

test("a name that does not resolve: kubectl's words without the resolver's address", { skip }, async () => {
  const server = 'https://no-such-host.invalid:6443';
  const theirs = await kubectls('admin', ['-s', server]);
  assert.equal(await ours('admin', { server }), theirs.replace(/ on \S+:53/, ''));
});

test('a token that the server does not know', { skip }, async () => {
  const theirs = await kubectls('admin', ['--token=wrong']);
  assert.match(theirs, /^error: You must be logged in to the server \(.+\)$/);
  assert.equal(await ours('admin', { token: 'wrong' }), 'error: You must be logged in to the server (Unauthorized)');
});

/** Runs against an http server that answers everything alike. */
async function withServer(listener: RequestListener, run: (server: string) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  try {
    await run(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  }
}

test('servers that fail without a Status', { skip }, async () => {
  const answers: readonly (readonly [number, string, string])[] = [
    [500, 'text/plain', 'boom'],
    [503, 'text/plain', 'away'],
    [404, 'text/plain', '404 page not found'],
    [403, 'text/plain', 'the proxy says no'],
    [418, 'text/plain', 'tea'],
  ];
  for (const [status, contentType, body] of answers) {
    await withServer(
      (_request, response) => response.writeHead(status, { 'content-type': contentType }).end(body),
      async (server) => {
        const { flags, args } = onServer(server);
        assert.equal(await ours('admin', flags), await kubectls('admin', args));
      },
    );
  }
});

test('a server that hangs, and one that ends in the middle', { skip }, async () => {
  await withServer(
    () => undefined,
    async (server) => {
      const flags = { server, requestTimeout: '300ms' };
      // Which of its clocks rings first is chance in Go's client.
      const words =
        /^Unable to connect to the server: (net\/http: request canceled|context deadline exceeded)( \(Client\.Timeout exceeded while awaiting headers\))?$/;
      assert.match(await kubectls('admin', ['-s', server, '--request-timeout=300ms']), words);
      assert.match(await ours('admin', flags), words);
    },
  );
  await withServer(
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"kind":', () => response.destroy());
    },
    async (server) => {
      const { flags, args } = onServer(server);
      assert.equal(await ours('admin', flags), await kubectls('admin', args));
    },
  );
});

test('a certificate of another authority, and the server that speaks no TLS', { skip }, async () => {
  const { caFile } = await createAuthority(join(cluster.folder, 'other-authority'));
  assert.equal(
    await ours('admin', { certificateAuthority: caFile }),
    await kubectls('admin', [`--certificate-authority=${caFile}`]),
  );
  await withServer(
    (_request, response) => response.end('{}'),
    async (plain) => {
      const { flags, args } = onServer(plain.replace('http', 'https'));
      assert.equal(await ours('admin', flags), await kubectls('admin', args));
    },
  );
});
