import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CannotRunError } from '../../../src/model/errors.ts';
import { parseServerUrl } from '../../../src/source/live/kubeconfig/server-url.ts';

const cases = [
  ['https://127.0.0.1:6443', 'https://127.0.0.1:6443', '127.0.0.1', 6443, '127.0.0.1_6443'],
  ['https://api.example.com', 'https://api.example.com', 'api.example.com', 443, 'api.example.com'],
  ['https://api.example.com:443/', 'https://api.example.com:443', 'api.example.com', 443, 'api.example.com_443'],
  [
    'https://r.example/k8s/clusters/c-1',
    'https://r.example/k8s/clusters/c-1',
    'r.example',
    443,
    'r.example/k8s/clusters/c_1',
  ],
  ['https://h:1/a/?x=y#z', 'https://h:1/a', 'h', 1, 'h_1/a'],
  ['http://localhost:8001', 'http://localhost:8001', 'localhost', 8001, 'localhost_8001'],
  ['localhost:8080', 'http://localhost:8080', 'localhost', 8080, 'localhost_8080'],
  ['https://[::1]:6443', 'https://[::1]:6443', '::1', 6443, '___1__6443'],
  ['https://h/../../etc', 'https://h/etc', 'h', 443, 'h/etc'],
  ['https://h/a/%2e%2e/b', 'https://h/b', 'h', 443, 'h/b'],
] as const;

for (const [server, text, hostname, port, cacheKeyHost] of cases) {
  test(`server ${server}`, () => {
    const parsed = parseServerUrl(server);
    assert.deepEqual(
      { text: parsed.text, hostname: parsed.hostname, port: parsed.port, cacheKeyHost: parsed.cacheKeyHost },
      { text, hostname, port, cacheKeyHost },
    );
    assert.equal(parsed.secure, text.startsWith('https:'));
  });
}

test('no address of a server leads out of the cache folder', () => {
  for (const server of ['https://..', 'https://h/..', 'https://h/.../x', 'https://h/a/..%2f..', '..', '../..']) {
    let key = '';
    try {
      key = parseServerUrl(server).cacheKeyHost;
    } catch (error) {
      assert.ok(error instanceof CannotRunError);
    }
    assert.doesNotMatch(key, /(^|\/)\.\.(\/|$)/);
  }
});

for (const server of ['https://', 'host/path', 'ftp://host', 'https://a b', 'https://host:99999']) {
  test(`server ${JSON.stringify(server)} is refused`, () => {
    assert.throws(() => parseServerUrl(server), CannotRunError);
  });
}
