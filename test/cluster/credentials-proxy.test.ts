import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer as createHttpsServer, request as httpsRequest } from 'node:https';
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { X509Certificate } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';
import type { Duplex } from 'node:stream';
import { readFile } from 'node:fs/promises';
import { parseProxyUrl } from '../../src/source/live/kubeconfig/proxy.ts';
import { lookAtRefused } from '../../src/source/live/kubeconfig/refused-certificate.ts';
import { parseServerUrl } from '../../src/source/live/kubeconfig/server-url.ts';
import { assertBinaryAgrees } from '../packed/agree.ts';
import { createAuthority } from './authority.ts';
import type { CertificateFiles } from './authority.ts';
import { findBinaries } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import { fakeIo, getThrough, runKubectl, writeKubeconfig } from './credentials-support.ts';
import { sharedCluster } from './shared.ts';

const binaries = await findBinaries();
const skip = typeof binaries === 'string' ? binaries : false;

/** A small proxy that remembers what it was asked. */
interface TestProxy {
  readonly port: number;
  readonly take: () => readonly string[];
  readonly close: () => Promise<void>;
}

let folder: string;
let cluster: Cluster;
let httpProxy: TestProxy;
let socksProxy: TestProxy;
let plainServer: TestProxy;

before(async () => {
  if (skip !== false) return;
  folder = await mkdtemp(join(tmpdir(), 'gwctl-proxy-'));
  cluster = await sharedCluster();
  httpProxy = await startHttpProxy();
  socksProxy = await startSocksProxy();
  plainServer = await startPlainServer();
});

after(async () => {
  if (skip !== false) return;
  await Promise.all([httpProxy.close(), socksProxy.close(), plainServer.close()]);
  await rm(folder, { recursive: true, force: true });
});

/** CONNECT and whole URLs; the user `denied` is turned away. */
function startHttpProxy(files?: CertificateFiles): Promise<TestProxy> {
  const seen: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    seen.push(`${request.method} ${request.url} ${decode(request)}`.trim());
    const target = new URL(request.url ?? '');
    const options = { host: target.hostname, port: target.port, path: target.pathname, headers: request.headers };
    httpRequest(options, (upstream) => {
      response.writeHead(upstream.statusCode ?? 500, upstream.headers);
      upstream.pipe(response);
    }).end();
  };
  const server =
    files === undefined
      ? createHttpServer(answer)
      : createHttpsServer({ cert: readFileSync(files.certFile), key: readFileSync(files.keyFile) }, answer);
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    seen.push(`CONNECT ${request.url} ${decode(request)}`.trim());
    if (decode(request).startsWith('denied')) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host === 'cluster.example' ? '127.0.0.1' : host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client);
      client.pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  return listen(server, seen);
}

function decode(request: IncomingMessage): string {
  const header = request.headers['proxy-authorization'] ?? '';
  return Buffer.from(header.replace(/^Basic /, ''), 'base64').toString('utf8');
}

/** SOCKS5 with or without a password; `denied.example` is not allowed. */
function startSocksProxy(): Promise<TestProxy> {
  const seen: string[] = [];
  const server = createServer((client) => {
    void serveSocks(client, seen).catch(() => client.destroy());
    client.on('error', () => client.destroy());
  });
  return listen(server, seen);
}

async function serveSocks(client: Socket, seen: string[]): Promise<void> {
  const read = (): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      client.once('data', resolve);
      client.once('close', () => reject(new Error('closed')));
    });
  const methods = await read();
  const withPassword = methods.subarray(2).includes(2);
  client.write(Buffer.from([5, withPassword ? 2 : 0]));
  let login = '';
  if (withPassword) {
    const form = await read();
    const nameLength = form[1] ?? 0;
    login = `${form.toString('utf8', 2, 2 + nameLength)}:${form.toString('utf8', 3 + nameLength)}`;
    client.write(Buffer.from([1, login === 'jane:secret' ? 0 : 1]));
    if (login !== 'jane:secret') return;
  }
  const request = await read();
  const isName = request[3] === 3;
  const host = isName ? request.toString('utf8', 5, 5 + (request[4] ?? 0)) : request.subarray(4, 8).join('.');
  const port = request.readUInt16BE(request.length - 2);
  seen.push(`${host}:${port} ${login}`.trim());
  if (host === 'denied.example') {
    client.end(Buffer.from([5, 2, 0, 1, 0, 0, 0, 0, 0, 0]));
    return;
  }
  const upstream = connect(port, isName ? '127.0.0.1' : host, () => {
    // The answer and the first bytes of the server may come in one piece.
    client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
    upstream.pipe(client);
    client.pipe(upstream);
  });
  upstream.on('error', () => client.destroy());
}

/** What `kubectl proxy` is: plain HTTP that adds the credentials. */
async function startPlainServer(): Promise<TestProxy> {
  const seen: string[] = [];
  const agent = new Agent({ ca: await readFile(cluster.caFile), keepAlive: false });
  const server = createHttpServer((request, response) => {
    seen.push(`${request.url} ${request.headers.authorization ?? 'anonymous'}`);
    const headers = { authorization: `Bearer ${cluster.token('admin')}` };
    httpsRequest(`${cluster.server}${request.url}`, { agent, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    }).end();
  });
  return listen(server, seen);
}

async function listen(server: Server, seen: string[]): Promise<TestProxy> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    // Who was refused may go without a word.
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    take: () => seen.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

const PATH = '/api/v1/namespaces?limit=1';

function viaProxy(url: string, server: string, more: object = {}): Promise<string> {
  return writeKubeconfig(folder, 'proxied', {
    cluster: { server, 'certificate-authority': cluster.caFile, 'proxy-url': url, ...more },
    user: { token: cluster.token('admin') },
  });
}

test('proxy-url: an HTTP proxy, with and without password', { skip }, async () => {
  for (const login of ['', 'jane:s%40fe@']) {
    const kubeconfig = await viaProxy(`http://${login}127.0.0.1:${httpProxy.port}`, cluster.server);
    assert.equal((await getThrough({ kubeconfig }, fakeIo(), PATH)).status, 200);
    assert.deepEqual(httpProxy.take(), [`CONNECT 127.0.0.1:${cluster.port} ${login === '' ? '' : 'jane:s@fe'}`.trim()]);
  }
});

test("proxy-url: a proxy that speaks TLS is trusted by the server's authorities", { skip }, async () => {
  const authority = await createAuthority(join(folder, 'proxy'));
  const proxy = await startHttpProxy(await authority.issue({ name: 'proxy', serves: ['DNS:localhost'] }));
  const both = Buffer.concat([await readFile(cluster.caFile), Buffer.from('\n'), await readFile(authority.caFile)]);
  const kubeconfig = await writeKubeconfig(folder, 'proxied', {
    cluster: {
      server: cluster.server,
      'certificate-authority-data': both.toString('base64'),
      'proxy-url': `https://localhost:${proxy.port}`,
    },
    user: { token: cluster.token('admin') },
  });
  assert.equal((await getThrough({ kubeconfig }, fakeIo(), PATH)).status, 200);
  assert.deepEqual(proxy.take(), [`CONNECT 127.0.0.1:${cluster.port}`]);
  const theirs = await runKubectl(cluster.kubectl, ['get', '--raw', PATH, `--kubeconfig=${kubeconfig}`]);
  assert.equal(theirs.code, 0, theirs.errors);
  const untrusting = await viaProxy(`https://localhost:${proxy.port}`, cluster.server);
  assert.match((await getThrough({ kubeconfig: untrusting }, fakeIo(), PATH)).text, /proxyconnect tcp: /);
  await proxy.close();
});

test('proxy-url: a SOCKS5 proxy, with and without password', { skip }, async () => {
  for (const login of ['', 'jane:secret@']) {
    const kubeconfig = await viaProxy(`socks5://${login}127.0.0.1:${socksProxy.port}`, cluster.server);
    assert.equal((await getThrough({ kubeconfig }, fakeIo(), PATH)).status, 200);
    assert.deepEqual(socksProxy.take(), [`127.0.0.1:${cluster.port} ${login.replace('@', '')}`.trim()]);
  }
});

test('the proxy resolves the name of the server, and its certificate is checked all the same', { skip }, async () => {
  const server = `https://cluster.example:${cluster.port}`;
  for (const [url, proxy] of [
    [`http://127.0.0.1:${httpProxy.port}`, httpProxy],
    [`socks5://127.0.0.1:${socksProxy.port}`, socksProxy],
  ] as const) {
    const refused = await getThrough({ kubeconfig: await viaProxy(url, server) }, fakeIo(), PATH);
    assert.match(refused.text, /cluster\.example/);
    const kubeconfig = await viaProxy(url, server, { 'tls-server-name': '127.0.0.1' });
    assert.equal((await getThrough({ kubeconfig }, fakeIo(), PATH)).status, 200);
    assert.equal(proxy.take().length, 2);
  }
});

test('a proxy that refuses is named, without its password', { skip }, async () => {
  const denied = await viaProxy(`http://denied:SECRET@127.0.0.1:${httpProxy.port}`, cluster.server);
  assert.equal(
    (await getThrough({ kubeconfig: denied }, fakeIo(), PATH)).text,
    `Unable to connect to the server: Proxy Authentication Required (from the proxy 127.0.0.1:${httpProxy.port})`,
  );
  const notAllowed = await viaProxy(`socks5://127.0.0.1:${socksProxy.port}`, 'https://denied.example');
  assert.match(
    (await getThrough({ kubeconfig: notAllowed }, fakeIo(), PATH)).text,
    /connection not allowed by ruleset$/,
  );
  const wrongPassword = await viaProxy(`socks5://jane:WRONG@127.0.0.1:${socksProxy.port}`, cluster.server);
  const { text } = await getThrough({ kubeconfig: wrongPassword }, fakeIo(), PATH);
  assert.match(text, /username\/password authentication failed$/);
  assert.doesNotMatch(text, /WRONG/);
  const gone = await viaProxy('http://127.0.0.1:1', cluster.server);
  assert.equal(
    (await getThrough({ kubeconfig: gone }, fakeIo(), PATH)).text,
    'Unable to connect to the server: proxyconnect tcp: dial tcp 127.0.0.1:1: connect: connection refused',
  );
  httpProxy.take();
  socksProxy.take();
});

test(
  'HTTPS_PROXY is used unless the server is on loopback, or NO_PROXY or proxy-url say otherwise',
  { skip },
  async () => {
    const url = `127.0.0.1:${httpProxy.port}`;
    const server = `https://cluster.example:${cluster.port}`;
    const plain = (address: string): Promise<string> =>
      writeKubeconfig(folder, 'environment', {
        cluster: { server: address, 'certificate-authority': cluster.caFile, 'tls-server-name': '127.0.0.1' },
        user: { token: cluster.token('admin') },
      });
    const kubeconfig = await plain(server);
    for (const env of [{ HTTPS_PROXY: url }, { https_proxy: `http://${url}` }]) {
      assert.equal((await getThrough({ kubeconfig }, fakeIo(env), PATH)).status, 200);
      assert.deepEqual(httpProxy.take(), [`CONNECT cluster.example:${cluster.port}`]);
    }
    assert.equal(
      (await getThrough({ kubeconfig }, fakeIo({ HTTPS_PROXY: url, NO_PROXY: '.example' }), PATH)).status,
      undefined,
    );
    assert.deepEqual(httpProxy.take(), []);

    const local = await plain(cluster.server);
    assert.equal((await getThrough({ kubeconfig: local }, fakeIo({ HTTPS_PROXY: url }), PATH)).status, 200);
    assert.deepEqual(httpProxy.take(), []);

    const own = await viaProxy(`socks5://127.0.0.1:${socksProxy.port}`, cluster.server);
    assert.equal((await getThrough({ kubeconfig: own }, fakeIo({ HTTPS_PROXY: url }), PATH)).status, 200);
    assert.deepEqual([httpProxy.take().length, socksProxy.take().length], [0, 1]);
  },
);

test('a server without TLS, as `kubectl proxy` is one: no credentials are sent', { skip }, async () => {
  for (const server of [`http://127.0.0.1:${plainServer.port}`, `127.0.0.1:${plainServer.port}`]) {
    const kubeconfig = await writeKubeconfig(folder, 'plain', { cluster: { server }, user: { token: 'SECRET' } });
    assert.equal((await getThrough({ kubeconfig }, fakeIo(), PATH)).status, 200);
    const ours = plainServer.take();
    const theirs = await runKubectl(cluster.kubectl, ['get', '--raw', PATH, `--kubeconfig=${kubeconfig}`]);
    assert.equal(theirs.code, 0, theirs.errors);
    assert.deepEqual(ours, plainServer.take());
  }
});

test('a server without TLS behind a proxy', { skip }, async () => {
  const server = `http://127.0.0.1:${plainServer.port}`;
  for (const [url, proxy] of [
    [`http://jane:x@127.0.0.1:${httpProxy.port}`, httpProxy],
    [`socks5://127.0.0.1:${socksProxy.port}`, socksProxy],
  ] as const) {
    const kubeconfig = await writeKubeconfig(folder, 'plain', { cluster: { server, 'proxy-url': url } });
    assert.equal((await getThrough({ kubeconfig }, fakeIo(), '/version')).status, 200);
    assert.deepEqual(plainServer.take(), ['/version anonymous']);
    assert.deepEqual(proxy.take(), [
      proxy === httpProxy ? `GET ${server}/version jane:x` : `127.0.0.1:${plainServer.port}`,
    ]);
  }
});

test('the single executable goes through the same proxies and says the same of them', { skip }, async (context) => {
  const authority = await createAuthority(join(folder, 'tls-proxy'));
  const tlsProxy = await startHttpProxy(await authority.issue({ name: 'proxy', serves: ['DNS:localhost'] }));
  context.after(() => tlsProxy.close());
  const both = join(folder, 'both.crt');
  await writeFile(both, `${await readFile(cluster.caFile, 'utf8')}\n${await readFile(authority.caFile, 'utf8')}`);
  // How many connections are opened side by side is the engine's affair.
  const seen = (): unknown =>
    [httpProxy, socksProxy, plainServer, tlsProxy].map(({ take }) => [...new Set(take())].toSorted());
  const named = `https://cluster.example:${cluster.port}`;
  const http = `127.0.0.1:${httpProxy.port}`;
  const socks = `127.0.0.1:${socksProxy.port}`;
  const plain = { cluster: { server: `http://127.0.0.1:${plainServer.port}` }, user: { token: 'SECRET' } };
  const lines: readonly (readonly [string | undefined, string, object?])[] = [
    [`http://${http}`, cluster.server],
    [`http://jane:s%40fe@${http}`, cluster.server],
    [`http://${http}`, named],
    [`http://${http}`, named, { 'tls-server-name': '127.0.0.1' }],
    [`http://denied:SECRET@${http}`, cluster.server],
    ['http://127.0.0.1:1', cluster.server],
    [`https://localhost:${tlsProxy.port}`, cluster.server],
    [`https://localhost:${tlsProxy.port}`, cluster.server, { 'certificate-authority': both }],
    [`socks5://${socks}`, cluster.server],
    [`socks5://jane:secret@${socks}`, named, { 'tls-server-name': '127.0.0.1' }],
    [`socks5://jane:WRONG@${socks}`, cluster.server],
    [`socks5://${socks}`, 'https://denied.example'],
  ];
  for (const [url = '', server, more] of lines) {
    const kubeconfig = await viaProxy(url, server, more);
    await assertBinaryAgrees(['get', 'namespaces', '-o', 'name', `--kubeconfig=${kubeconfig}`], { seen });
  }
  for (const more of [{}, { 'proxy-url': `http://jane:x@${http}` }, { 'proxy-url': `socks5://${socks}` }]) {
    const kubeconfig = await writeKubeconfig(folder, 'plain', { ...plain, cluster: { ...plain.cluster, ...more } });
    await assertBinaryAgrees(['version', `--kubeconfig=${kubeconfig}`], { seen });
  }
  const direct = await writeKubeconfig(folder, 'environment', {
    cluster: { server: named, 'certificate-authority': cluster.caFile, 'tls-server-name': '127.0.0.1' },
    user: { token: cluster.token('admin') },
  });
  for (const env of [{ HTTPS_PROXY: http }, { HTTPS_PROXY: http, NO_PROXY: '.example' }, {}]) {
    await assertBinaryAgrees(['version', `--kubeconfig=${direct}`], { seen, env });
  }
});

test(
  'when a refused certificate is valid is seen through every proxy, and nothing is sent to who showed it',
  { skip },
  async (context) => {
    const authority = await createAuthority(join(folder, 'expired'));
    const files = await authority.issue({ name: 'expired', serves: ['IP:127.0.0.1'], days: -1 });
    const cert = await readFile(files.certFile, 'utf8');
    const heard: unknown[] = [];
    const server = createTlsServer(
      { cert, key: await readFile(files.keyFile, 'utf8'), requestCert: true, rejectUnauthorized: false },
      (socket) => {
        heard.push(socket.getPeerCertificate());
        socket.on('data', (data) => heard.push(data)).on('error', () => undefined);
      },
    );
    const { port, close } = await listen(server, []);
    context.after(close);
    const text = `https://127.0.0.1:${port}`;
    const { validFromDate, validToDate } = new X509Certificate(cert);
    const validity = { from: validFromDate.getTime(), to: validToDate.getTime() };
    const urls = [undefined, `http://127.0.0.1:${httpProxy.port}`, `socks5://127.0.0.1:${socksProxy.port}`];
    for (const url of urls) {
      const proxy = url === undefined ? undefined : parseProxyUrl(url);
      assert.ok(typeof proxy !== 'string');
      assert.deepEqual(
        await lookAtRefused(parseServerUrl(text), proxy, { ca: await readFile(authority.caFile) }),
        validity,
      );
      const more = { 'certificate-authority': authority.caFile, ...(url === undefined ? {} : { 'proxy-url': url }) };
      const kubeconfig = await writeKubeconfig(folder, 'out-of-time', {
        cluster: { server: text, ...more },
        user: { token: 'SECRET' },
      });
      const end = await assertBinaryAgrees(['version', `--kubeconfig=${kubeconfig}`]);
      if (end !== undefined) assert.match(end.err, /current time \S+ is after \S+\n$/);
    }
    assert.ok(heard.length > 0);
    assert.deepEqual(new Set(heard.map((each) => JSON.stringify(each))), new Set(['{}']));
    await close();
    const [from, to] = [parseServerUrl(text), parseProxyUrl('http://127.0.0.1:1')];
    assert.ok(typeof to !== 'string');
    assert.deepEqual(
      [await lookAtRefused(from, undefined, {}), await lookAtRefused(from, to, {})],
      [undefined, undefined],
    );
    httpProxy.take();
    socksProxy.take();
  },
);
