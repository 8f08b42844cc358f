import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Exchange, Outgoing } from '../../../src/send/outgoing.ts';
import { sendRequest } from '../../../src/send/send-request.ts';
import { createAuthority } from '../../cluster/authority.ts';
import { closedPort, outgoing, serveBytes, serveGrpc } from './servers.ts';
import type { ServerKeys, TestServer } from './servers.ts';

const OK = 'HTTP/1.1 200 OK\r\nServer: test\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 0\r\n\r\n';

/** Sends to a server that is closed afterwards. */
async function send(
  serving: Promise<TestServer>,
  more: Partial<Outgoing> = {},
): Promise<{ readonly exchange: Exchange; readonly received: TestServer['received'] }> {
  const server = await serving;
  try {
    return { exchange: await sendRequest(outgoing(server.port, more)), received: server.received };
  } finally {
    await server.close();
  }
}

function failureOf(exchange: Exchange): readonly [kind: string, message: string] {
  assert.equal(exchange.state, 'failed');
  return [exchange.failure.kind, exchange.failure.message];
}

suite('a request over HTTP/1.1', () => {
  test('leaves as it was given: method, path, Host, every header in its order', async () => {
    const headers = [
      ['X-Version', '2'],
      ['x-a', 'b'],
      ['x-A', 'c'],
    ] as const;
    const { exchange, received } = await send(serveBytes(OK), { method: 'OPTIONS', path: '/a%2Fb?c=d', headers });
    assert.deepEqual(
      received.map(({ text }) => text),
      [
        'OPTIONS /a%2Fb?c=d HTTP/1.1\r\nHost: shop.example.com\r\nX-Version: 2\r\nx-a: b\r\nx-A: c\r\nConnection: close\r\n\r\n',
      ],
    );
    assert.equal(exchange.state, 'answered');
    assert.equal(exchange.reply.statusCode, 200);
    assert.equal(exchange.reply.headers.get('server'), 'test');
    assert.equal(exchange.reply.headers.get('x-a'), '1, 2');
  });

  test('has a body only where one is given', async () => {
    const { received } = await send(serveBytes(OK), { method: 'POST', body: Buffer.from('a=b') });
    assert.match(received[0]?.text ?? '', /^POST \/ HTTP\/1\.1\r\nHost: shop\.example\.com\r\nContent-Length: 3\r\n/);
    const { received: bare } = await send(serveBytes(OK), { method: 'POST' });
    assert.match(bare[0]?.text ?? '', /\r\nContent-Length: 0\r\nConnection: close\r\n\r\n$/);
  });

  test('follows no redirect', async () => {
    const { exchange, received } = await send(
      serveBytes('HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'),
    );
    assert.equal(exchange.state, 'answered');
    assert.equal(exchange.reply.statusCode, 301);
    assert.equal(exchange.reply.headers.get('location'), 'http://127.0.0.1:1/');
    assert.equal(received.length, 1);
  });

  test('takes the switch to another protocol as an answer', async () => {
    const { exchange } = await send(
      serveBytes('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
      {
        headers: [
          ['Connection', 'Upgrade'],
          ['Upgrade', 'websocket'],
        ],
      },
    );
    assert.equal(exchange.state, 'answered');
    assert.equal(exchange.reply.statusCode, 101);
  });

  test('waits no longer than it may', async () => {
    const { exchange } = await send(serveBytes(undefined), { timeout: 50 });
    assert.deepEqual(failureOf(exchange), ['timeout', 'no answer within 0.05s']);
  });

  test('ends with Ctrl-C', async () => {
    const abort = new AbortController();
    abort.abort(new Error('interrupted'));
    const { exchange } = await send(serveBytes(undefined), { signal: abort.signal });
    assert.deepEqual(failureOf(exchange), ['broken', 'interrupted']);
  });

  test('tells who refuses, who answers garbage and who hangs up', async () => {
    assert.deepEqual(failureOf(await sendRequest(outgoing(await closedPort()))), ['refused', 'connection refused']);
    const malformed = 'net/http: HTTP/1.x transport connection broken: malformed HTTP response';
    const { exchange: garbage } = await send(serveBytes('\u0000\u0001 what? \r\n\r\n'));
    assert.deepEqual(failureOf(garbage), ['broken', malformed]);
    const { exchange: empty } = await send(serveBytes(''));
    assert.deepEqual(failureOf(empty), ['broken', 'EOF']);
    const { exchange: huge } = await send(serveBytes(`HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(1_000_000)}\r\n\r\n`));
    assert.equal(failureOf(huge)[0], 'broken');
    const unknown = await sendRequest(outgoing(80, { address: { host: 'name.invalid', port: 80 } }));
    assert.equal(failureOf(unknown)[0], 'unreachable');
  });

  test('does not leave where it cannot be written', async () => {
    const { exchange, received } = await send(serveBytes(OK), { path: '/a b' });
    assert.equal(exchange.state, 'failed');
    assert.deepEqual(received, []);
  });
});

suite('a request over TLS', () => {
  let folder = '';
  let ca = '';
  let keys: ServerKeys = { cert: '', key: '' };
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gwctl-send-'));
    const authority = await createAuthority(folder);
    const { certFile, keyFile } = await authority.issue({ name: 'shop', serves: ['DNS:shop.example.com'] });
    ca = await readFile(authority.caFile, 'utf8');
    keys = { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') };
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const secure = { protocol: 'HTTPS', secure: true, sni: 'shop.example.com' } as const;

  test('sends the server name apart from the Host, and holds the certificate against it', async () => {
    const { exchange, received } = await send(serveBytes(OK, keys), {
      ...secure,
      certificates: ca,
      authority: 'other.example.com',
    });
    assert.equal(exchange.state, 'answered');
    assert.equal(received[0]?.sni, 'shop.example.com');
    assert.match(received[0].text, /\r\nHost: other\.example\.com\r\n/);
    const { exchange: wrong } = await send(serveBytes(OK, keys), { ...secure, certificates: ca, sni: 'a.example.com' });
    assert.deepEqual(failureOf(wrong), [
      'tls',
      'tls: failed to verify certificate: x509: certificate is valid for shop.example.com, not a.example.com',
    ]);
  });

  test('takes an unknown authority only where it is told to', async () => {
    const { exchange, received } = await send(serveBytes(OK, keys), secure);
    assert.deepEqual(failureOf(exchange), [
      'tls',
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    ]);
    assert.deepEqual(received, []);
    const { exchange: insecure } = await send(serveBytes(OK, keys), { ...secure, insecure: true });
    assert.equal(insecure.state, 'answered');
  });

  test('sends no server name where there is none, or only an address', async () => {
    for (const sni of [undefined, '127.0.0.1']) {
      const { received } = await send(serveBytes(OK, keys), { ...secure, sni, insecure: true });
      assert.equal(received[0]?.sni, '');
    }
  });

  test('tells a server that speaks no TLS, and one that speaks only TLS', async () => {
    const { exchange } = await send(serveBytes('HTTP/1.1 400 Bad Request\r\n\r\n'), { ...secure, timeout: 500 });
    assert.equal(exchange.state, 'failed');
    const { exchange: plain } = await send(serveBytes(OK, keys));
    assert.equal(plain.state, 'failed');
  });

  test('is only a connection where no HTTP is spoken', async () => {
    const { exchange } = await send(serveBytes(OK, keys), { ...secure, protocol: 'TLS', certificates: ca });
    assert.deepEqual(exchange, {
      state: 'answered',
      reply: { statusCode: undefined, headers: new Map(), grpcStatus: undefined },
    });
    const { exchange: tcp } = await send(serveBytes(OK), { protocol: 'TCP' });
    assert.equal(tcp.state, 'answered');
  });

  test('calls gRPC over TLS', async () => {
    const { exchange } = await send(serveGrpc(0, 'trailers', keys), {
      ...secure,
      protocol: 'GRPC',
      method: 'POST',
      certificates: ca,
    });
    assert.equal(exchange.state, 'answered');
    assert.equal(exchange.reply.grpcStatus, 0);
  });
});

suite('a call of gRPC', () => {
  const call = {
    protocol: 'GRPC',
    method: 'POST',
    path: '/a.B/C',
    headers: [
      ['X-A', '1'],
      ['Connection', 'close'],
    ],
  } as const;

  for (const where of ['trailers', 'head'] as const) {
    test(`has its status from the ${where}`, async () => {
      const { exchange, received } = await send(serveGrpc(12, where), call);
      assert.equal(exchange.state, 'answered');
      assert.deepEqual([exchange.reply.statusCode, exchange.reply.grpcStatus], [200, 12]);
      assert.equal(exchange.reply.headers.get('server'), 'test');
      assert.deepEqual(received, [{ text: 'POST shop.example.com /a.B/C 1', sni: '' }]);
    });
  }

  test('fails where HTTP/2 is not spoken, and where nothing is', async () => {
    const { exchange } = await send(serveBytes('HTTP/1.1 400 Bad Request\r\n\r\n'), { ...call, timeout: 2000 });
    assert.equal(failureOf(exchange)[0], 'broken');
    const { exchange: silent } = await send(serveBytes(undefined), { ...call, timeout: 50 });
    assert.equal(failureOf(silent)[0], 'timeout');
    assert.deepEqual(failureOf(await sendRequest(outgoing(await closedPort(), call))), [
      'refused',
      'connection refused',
    ]);
  });
});
