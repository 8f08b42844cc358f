import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { readPath } from '../../../src/model/read.ts';
import { createAuthority } from '../../cluster/authority.ts';
import { runMain } from '../../support/run-main.ts';
import type { Outcome } from '../../support/run-main.ts';
import { born, gateway, gatewayClass, make, route, service } from '../../support/world.ts';
import { closedPort, serveBytes, serveGrpc } from './servers.ts';
import type { ServerKeys, TestServer } from './servers.ts';

type Fields = Readonly<Record<string, unknown>>;

const OK = 'HTTP/1.1 200 OK\r\nServer: proxy\r\nX-Service: cart\r\nContent-Length: 0\r\n\r\n';
const NOT_FOUND = 'HTTP/1.1 404 Not Found\r\nServer: proxy\r\nContent-Length: 0\r\n\r\n';
const MOVED = 'HTTP/1.1 301 Moved\r\nLocation: https://shop.example.com/old\r\nContent-Length: 0\r\n\r\n';

function http(name: string, rules: readonly Fields[]): object {
  return route('HTTPRoute', name, ['web'], { rules }, born(1));
}

/** The first line of what came back. */
function lineOf({ out }: Outcome): string {
  return /^Sent:\n {2}(.*)$/m.exec(out)?.[1] ?? '';
}

let folder = '';
let ca = '';
let keys: ServerKeys = { cert: '', key: '' };

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gwctl-sent-'));
  const authority = await createAuthority(join(folder, 'ca'));
  const { certFile, keyFile } = await authority.issue({ name: 'shop', serves: ['DNS:shop.example.com'] });
  ca = authority.caFile;
  keys = { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') };
  const objects = [
    gatewayClass(),
    gateway(
      'web',
      [
        { name: 'http', port: 80, protocol: 'HTTP' },
        { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'tls' }] } },
        { name: 'tcp', port: 5432, protocol: 'TCP' },
        { name: 'udp', port: 53, protocol: 'UDP' },
      ],
      {},
      { status: { addresses: [{ type: 'IPAddress', value: '127.0.0.1' }] } },
    ),
    make('v1', 'Secret', 'tls', { type: 'kubernetes.io/tls', data: { 'tls.crt': '', 'tls.key': '' } }),
    service('cart'),
    service('cart-next'),
    http('cart', [
      { matches: [{ path: { type: 'PathPrefix', value: '/cart' } }], backendRefs: [{ name: 'cart', port: 80 }] },
      {
        matches: [{ path: { type: 'PathPrefix', value: '/old' } }],
        filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
      },
      { matches: [{ path: { type: 'PathPrefix', value: '/next' } }], backendRefs: [{ name: 'cart-next', port: 80 }] },
    ]),
    route(
      'GRPCRoute',
      'calls',
      ['web'],
      {
        rules: [{ matches: [{ method: { service: 'a.B', method: 'C' } }], backendRefs: [{ name: 'cart', port: 80 }] }],
      },
      born(1),
    ),
    route(
      'TCPRoute',
      'db',
      [{ name: 'web', sectionName: 'tcp' }],
      { rules: [{ backendRefs: [{ name: 'cart', port: 80 }] }] },
      born(1),
    ),
    route(
      'UDPRoute',
      'dns',
      [{ name: 'web', sectionName: 'udp' }],
      { rules: [{ backendRefs: [{ name: 'cart', port: 80 }] }] },
      born(1),
    ),
  ];
  await writeFile(join(folder, 'objects.yaml'), objects.map((object) => JSON.stringify(object)).join('\n---\n'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** Traces a request and sends it to a server; what was said of it. */
async function sent(
  serving: Promise<TestServer>,
  words: readonly string[],
): Promise<{ readonly lines: readonly string[]; readonly code: number; readonly received: readonly string[] }> {
  const server = await serving;
  try {
    const { out, code } = await runMain(
      ['trace', ...words, '--from', 'objects.yaml', '--send', '--address', `127.0.0.1:${server.port}`],
      '',
      { cwd: folder },
    );
    const [, part = ''] = /^Sent:\n((?: {2}.*\n)+)/m.exec(out) ?? [];
    const lines = part
      .trimEnd()
      .split('\n')
      .map((line) => line.trim().replace(String(server.port), 'PORT'));
    return { lines, code, received: server.received.map(({ text }) => text.split('\r\n')[0] ?? '') };
  } finally {
    await server.close();
  }
}

suite('trace --send', () => {
  for (const [what, serving, words, lines, code] of [
    [
      'the answer that is predicted',
      () => serveBytes(OK),
      ['http://shop.example.com/cart?x=1'],
      ['127.0.0.1:PORT answers 200 as predicted (server: proxy)'],
      0,
    ],
    [
      'another status',
      () => serveBytes(NOT_FOUND),
      ['http://shop.example.com/cart'],
      ['127.0.0.1:PORT: predicted 200, got 404 (server: proxy)'],
      1,
    ],
    [
      'an answer where none is predicted',
      () => serveBytes(OK),
      ['http://shop.example.com/gone'],
      ['127.0.0.1:PORT: predicted 404, got 200 from service cart (by x-service) (server: proxy)'],
      1,
    ],
    [
      'another backend',
      () => serveBytes(OK),
      ['http://shop.example.com/next'],
      ['127.0.0.1:PORT: predicted service shop/cart-next:80, got service cart (by x-service) (server: proxy)'],
      1,
    ],
    [
      'the redirect',
      () => serveBytes(MOVED),
      ['http://shop.example.com/old'],
      ['127.0.0.1:PORT answers 301 as predicted'],
      0,
    ],
    [
      'another redirect',
      () => serveBytes(MOVED),
      ['http://shop.example.com/old/x'],
      ['127.0.0.1:PORT: predicted Location https://shop.example.com/old/x, got https://shop.example.com/old'],
      1,
    ],
    [
      'silence',
      () => serveBytes(undefined),
      ['http://shop.example.com/cart', '--max-time', '50ms'],
      ['127.0.0.1:PORT: predicted 200, got no answer within 0.05s'],
      1,
    ],
    [
      'garbage',
      () => serveBytes('what?\r\n\r\n'),
      ['http://shop.example.com/cart'],
      ['127.0.0.1:PORT: predicted 200, got net/http: HTTP/1.x transport connection broken: malformed HTTP response'],
      1,
    ],
    [
      'a call',
      () => serveGrpc(0, 'trailers'),
      ['http://shop.example.com', '--grpc', 'a.B/C'],
      ['127.0.0.1:PORT answers 200 as predicted (server: test)'],
      0,
    ],
    [
      'a call that is not served',
      () => serveGrpc(12, 'head'),
      ['http://shop.example.com', '--grpc', 'a.B/C'],
      ['127.0.0.1:PORT: predicted gRPC status 0, got gRPC status 12 (server: test)'],
      1,
    ],
    ['a connection', () => serveBytes(OK), ['tcp://db:5432'], ['127.0.0.1:PORT answers as predicted'], 0],
  ] as const) {
    test(`tells ${what}`, async () => {
      const outcome = await sent(serving(), words);
      assert.deepEqual([outcome.lines, outcome.code], [lines, code]);
    });
  }

  test('sends what was traced, once, and no body unless one is given', async () => {
    const { received } = await sent(serveBytes(OK), ['http://shop.example.com/cart?x=1', '-X', 'PUT', '-H', 'X-A: b']);
    assert.deepEqual(received, ['PUT /cart?x=1 HTTP/1.1']);
    const server = await serveBytes(OK);
    await runMain(
      [
        'trace',
        '--from',
        'objects.yaml',
        '--send',
        '--address',
        `127.0.0.1:${server.port}`,
        'curl',
        'http://shop.example.com/cart',
        '-d',
        'a=b',
        '-d',
        'c',
      ],
      '',
      { cwd: folder },
    );
    await server.close();
    const [request = { text: '' }] = server.received;
    assert.match(request.text, /^POST \/cart HTTP\/1\.1\r\nHost: shop\.example\.com\r\n/);
    assert.match(request.text, /\r\nContent-Length: 5\r\n/);
    assert.match(request.text, /\r\ncontent-type: application\/x-www-form-urlencoded\r\n/);
  });

  test('speaks TLS with the server name, and verifies the certificate unless told otherwise', async () => {
    const https = ['https://shop.example.com/cart'];
    const unknown =
      '127.0.0.1:PORT: predicted 200, got tls: failed to verify certificate: x509: certificate signed by unknown authority';
    assert.deepEqual((await sent(serveBytes(OK, keys), https)).lines, [unknown]);
    for (const words of [['--cacert', ca], ['--insecure']]) {
      const { lines, code } = await sent(serveBytes(OK, keys), [...https, ...words]);
      assert.deepEqual([lines, code], [['127.0.0.1:PORT answers 200 as predicted (server: proxy)'], 0]);
    }
    assert.deepEqual(
      (await sent(serveGrpc(0, 'trailers', keys), ['https://shop.example.com', '--grpc', 'a.B/C', '--insecure'])).code,
      0,
    );
  });

  test('sends to the address of the Gateway, or where curl is told to connect', async () => {
    const port = await closedPort();
    const own = await runMain(
      ['trace', 'http://shop.example.com/cart', '--from', 'objects.yaml', '--send', '--max-time', '2s'],
      '',
      { cwd: folder },
    );
    assert.match(lineOf(own), /^127\.0\.0\.1:80: predicted 200, got /);
    const told = await runMain(
      [
        'trace',
        `http://shop.example.com/cart`,
        '--from',
        'objects.yaml',
        '--send',
        '--address',
        `[::ffff:127.0.0.1]:${port}`,
      ],
      '',
      { cwd: folder },
    );
    assert.match(
      lineOf(told),
      new RegExp(`^\\[::ffff:127\\.0\\.0\\.1\\]:${port}: predicted 200, got connection refused$`),
    );
  });

  test('says in a document what came back', async () => {
    const server = await serveBytes(NOT_FOUND);
    const { out, code } = await runMain(
      [
        'trace',
        'http://shop.example.com/cart',
        '--from',
        'objects.yaml',
        '--send',
        '--address',
        `127.0.0.1:${server.port}`,
        '-o',
        'json',
      ],
      '',
      { cwd: folder },
    );
    await server.close();
    assert.equal(code, 1);
    assert.deepEqual(readPath(JSON.parse(out), 'sent'), {
      address: `127.0.0.1:${server.port}`,
      findings: [{ got: '404', predicted: '200', what: 'status' }],
      server: 'proxy',
      statusCode: 404,
    });
  });

  test('sends nothing unless it is asked to, nor what cannot be sent', async () => {
    const server = await serveBytes(OK);
    const { err, code } = await runMain(
      ['trace', 'http://shop.example.com/cart', '--from', 'objects.yaml', '--address', `127.0.0.1:${server.port}`],
      '',
      { cwd: folder },
    );
    assert.deepEqual([code, err], [2, 'error: --address is for --send\n']);
    await runMain(
      ['trace', 'udp://x:53', '--from', 'objects.yaml', '--send', '--address', `127.0.0.1:${server.port}`],
      '',
      { cwd: folder },
    );
    await server.close();
    assert.deepEqual(server.received, []);
    const { err: refused } = await runMain(['trace', 'http://x/', '--send', '--data', '@file'], '', { cwd: folder });
    assert.equal(refused, 'error: --data does not read files: give the text itself\n');
  });
});

suite('test --send', () => {
  test('sends each test once, and fails where an answer is another', async () => {
    const server = await serveBytes(OK);
    await writeFile(
      join(folder, 'a.routes.yaml'),
      `apiVersion: gwctl.dev/v1alpha1
kind: RoutingTest
tests:
- request: http://shop.example.com/cart
  expect: {backend: cart}
- request: http://shop.example.com/gone
  expect: {status: 404}
- request: udp://x:53
  expect: {backend: cart}
- curl: curl http://shop.example.com/cart -d 'a=b'
  expect: {backend: cart}
`,
    );
    const { out, code } = await runMain(
      ['test', 'a.routes.yaml', '--from', 'objects.yaml', '--send', '--address', `127.0.0.1:${server.port}`],
      '',
      { cwd: folder },
    );
    await server.close();
    assert.equal(code, 1);
    assert.equal(
      out.replaceAll(String(server.port), 'PORT'),
      `✓ GET http://shop.example.com/cart
    127.0.0.1:PORT answers 200 as predicted (server: proxy)
✗ GET http://shop.example.com/gone
    127.0.0.1:PORT: predicted 404, got 200 from service cart (by x-service) (server: proxy)
    no rule of any HTTPRoute matches                                            objects.yaml:3
    listener http (HTTP, port 80); it serves any host                           objects.yaml:3
✓ udp://x:53
✓ curl http://shop.example.com/cart -d 'a=b'
    127.0.0.1:PORT answers 200 as predicted (server: proxy)
3 passed, 1 failed
`,
    );
    assert.deepEqual(
      server.received.map(({ text }) => text.split(' ').slice(0, 2).join(' ')),
      ['GET /cart', 'GET /gone', 'POST /cart'],
    );
    assert.match(server.received[2]?.text ?? '', /\r\nContent-Length: 3\r\n/);
  });
});
