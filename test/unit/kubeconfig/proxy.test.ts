import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findEnvironmentProxy, parseProxyUrl } from '../../../src/source/live/kubeconfig/proxy.ts';
import { parseServerUrl } from '../../../src/source/live/kubeconfig/server-url.ts';

function proxyOf(server: string, env: Readonly<Record<string, string>>): string | undefined {
  const proxy = findEnvironmentProxy(parseServerUrl(server), env);
  return proxy && `${proxy.kind} ${proxy.hostname}:${proxy.port}`;
}

/** Which variable counts (golang.org/x/net/http/httpproxy). */
const variables = [
  ['https://a.example', { HTTPS_PROXY: 'http://p:3128' }, 'http p:3128'],
  ['https://a.example', { https_proxy: 'http://p:3128' }, 'http p:3128'],
  ['https://a.example', { HTTPS_PROXY: 'http://upper:1', https_proxy: 'http://lower:2' }, 'http upper:1'],
  ['https://a.example', { HTTP_PROXY: 'http://p:3128' }, undefined],
  ['http://a.example', { HTTP_PROXY: 'http://p:3128' }, 'http p:3128'],
  ['http://a.example', { HTTPS_PROXY: 'http://p:3128' }, undefined],
  ['https://a.example', { HTTPS_PROXY: 'p:3128' }, 'http p:3128'],
  ['https://a.example', { HTTPS_PROXY: 'p' }, 'http p:80'],
  ['https://a.example', { HTTPS_PROXY: 'https://p' }, 'https p:443'],
  ['https://a.example', { HTTPS_PROXY: 'socks5://p' }, 'socks5 p:1080'],
  ['https://a.example', { HTTPS_PROXY: 'socks5h://p' }, 'socks5 p:1080'],
  ['https://a.example', { HTTPS_PROXY: 'http://[::2]:3128' }, 'http ::2:3128'],
  ['https://a.example', { HTTPS_PROXY: 'gopher://p' }, undefined],
  ['https://a.example', { HTTPS_PROXY: '', https_proxy: 'p:1' }, 'http p:1'],
  ['https://localhost', { HTTPS_PROXY: 'p:1' }, undefined],
  ['https://127.9.9.9', { HTTPS_PROXY: 'p:1' }, undefined],
  ['https://[::1]', { HTTPS_PROXY: 'p:1' }, undefined],
  ['https://localhost.example', { HTTPS_PROXY: 'p:1' }, 'http p:1'],
] as const;

for (const [server, env, expected] of variables) {
  test(`proxy for ${server} with ${JSON.stringify(env)}`, () => {
    assert.equal(proxyOf(server, env), expected);
  });
}

/** NO_PROXY, the server, and whether it keeps the proxy away. */
const exclusions = [
  ['*', 'https://a.example', true],
  ['a.example', 'https://a.example', true],
  ['A.EXAMPLE', 'https://a.example', true],
  ['example', 'https://a.example', true],
  ['xample', 'https://a.example', false],
  ['.example', 'https://a.example', true],
  ['.a.example', 'https://a.example', false],
  ['*.a.example', 'https://a.example', false],
  ['*.example', 'https://a.example', true],
  ['a.example:443', 'https://a.example', true],
  ['a.example:6443', 'https://a.example', false],
  ['a.example:6443', 'https://a.example:6443', true],
  [' b.example , a.example ', 'https://a.example', true],
  [',,', 'https://a.example', false],
  ['10.0.0.1', 'https://10.0.0.1', true],
  ['10.0.0.1:443', 'https://10.0.0.1', true],
  ['10.0.0.1:80', 'https://10.0.0.1', false],
  ['10.0.0.0/8', 'https://10.200.3.4:6443', true],
  ['10.0.0.0/8', 'https://11.0.0.1', false],
  ['10.0.0.0/33', 'https://10.0.0.1', false],
  ['fd00::/8', 'https://[fd12::1]', true],
  ['[fd12::1]:443', 'https://[fd12::1]', true],
  ['fd12:0::1', 'https://[fd12::1]', true],
  ['0.0.1', 'https://10.0.0.1', false],
] as const;

for (const [rules, server, excluded] of exclusions) {
  test(`NO_PROXY=${rules} ${excluded ? 'excludes' : 'does not exclude'} ${server}`, () => {
    const env = { HTTPS_PROXY: 'p:1', NO_PROXY: rules };
    assert.equal(proxyOf(server, env), excluded ? undefined : 'http p:1');
    assert.equal(proxyOf(server, { HTTPS_PROXY: 'p:1', no_proxy: rules }), excluded ? undefined : 'http p:1');
  });
}

test('a proxy address holds name and password, decoded', () => {
  const proxy = parseProxyUrl('socks5://j%40ne:s%3Acret@p:1');
  assert.ok(typeof proxy !== 'string');
  assert.deepEqual([proxy.username, proxy.password], ['j@ne', 's:cret']);
});

test('a proxy address that cannot be read is explained', () => {
  assert.equal(parseProxyUrl('ftp://p'), 'unsupported scheme "ftp", must be http, https, or socks5');
  assert.equal(parseProxyUrl('p:1'), 'unsupported scheme "", must be http, https, or socks5');
  assert.equal(parseProxyUrl('http://%zz'), 'could not parse the URL');
});
