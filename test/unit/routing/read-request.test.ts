import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { makeRequest } from '../../../src/routing/make-request.ts';
import { readRequest } from '../../../src/routing/read-request.ts';
import { readTarget } from '../../../src/routing/read-target.ts';

/** What a URL says, with all that follows from it: `HTTPS a.com:443 /x sni a.com`. */
function understand(url: string): string {
  const target = readTarget(url);
  if ('problem' in target) return target.problem;
  const { protocol, host, port, path, sni } = makeRequest(target.parts);
  return `${protocol} ${host}:${port} ${path}${sni === undefined ? '' : ` sni ${sni}`}`;
}

suite('URLs', () => {
  for (const [url, understood] of [
    ['http://a.com', 'HTTP a.com:80 /'],
    ['https://A.com/x?y=1#z', 'HTTPS a.com:443 /x?y=1 sni a.com'],
    ['a.com/x', 'HTTP a.com:80 /x'],
    ['a.com:8080', 'HTTP a.com:8080 /'],
    ['http://me:pw@a.com/', 'HTTP a.com:80 /'],
    ['https://[::1]:8443/x', 'HTTPS [::1]:8443 /x'],
    ['https://10.0.0.1/', 'HTTPS 10.0.0.1:443 /'],
    ['http://bücher.example/ä', 'HTTP xn--bcher-kva.example:80 /ä'],
    ['http://a.com/%2e%2E/%2f//b/../c', 'HTTP a.com:80 /%2e%2E/%2f//b/../c'],
    ['http://a.com?x', 'HTTP a.com:80 /?x'],
    ['grpcs://a.com/s.A/Get', 'GRPC a.com:443 /s.A/Get sni a.com'],
    ['tls://a.com:9443', 'TLS a.com:9443 / sni a.com'],
    ['udp://a.com:53', 'UDP a.com:53 /'],
    ['http://a.com:0/', 'port 0 is not between 1 and 65535'],
    ['http://a.com:65536/', 'port 65536 is not between 1 and 65535'],
    ['http://a.com:80x/', 'port 80x is not between 1 and 65535'],
    ['http:///x', 'it has no host'],
    ['http://a b/', 'it has a space or control character'],
    ['http://a.com/\u0000', 'it has a space or control character'],
    ['ftp://a.com', 'scheme ftp is not one of http, https, grpc, grpcs, tls, tcp, udp'],
  ] as const) {
    test(url, () => assert.equal(understand(url), understood));
  }

  test('a Host header is the host, but not the name of the handshake', () => {
    const request = makeRequest({ scheme: 'https', host: 'a.com', headers: [['HOST', 'B.com:1']] });
    assert.deepEqual([request.host, request.sni, request.headers], ['b.com', 'a.com', []]);
  });
});

function problemOf(entry: unknown): string {
  const read = readRequest(entry, 'shop');
  return 'problem' in read ? `${read.field}: ${read.problem}` : 'fine';
}

function headersOf(headers: unknown): unknown {
  const read = readRequest({ request: { headers } }, 'shop');
  return 'ask' in read ? read.ask.request.headers : undefined;
}

suite('entries of a list', () => {
  for (const [entry, problem] of [
    [{}, 'fine'],
    [{ request: null, parent: null, protocol: null, listenerPort: null }, 'fine'],
    [[], ': must be an object'],
    ['x', ': must be an object'],
    [{ request: 1 }, 'request: must be an object'],
    [{ request: { host: 1 } }, 'request.host: must be a string'],
    [{ request: { scheme: 'gopher' } }, 'request.scheme: must be http or https'],
    [{ request: { headers: 'x' } }, 'request.headers[0]: must be a name and a value'],
    [{ request: { headers: [['a', 'b'], ['c']] } }, 'request.headers[1]: must be a name and a value'],
    [{ request: { headers: { a: 1 } } }, 'request.headers[0]: must be a name and a value'],
    [{ request: { grpc: { service: 1 } } }, 'request.grpc.service: must be a string'],
    [{ protocol: 'SCTP' }, 'protocol: must be one of HTTP, HTTPS, GRPC, TLS, TCP, UDP'],
    [{ listenerPort: 0 }, 'listenerPort: must be a number between 1 and 65535'],
    [{ listenerPort: '80' }, 'listenerPort: must be a number between 1 and 65535'],
    [{ parent: { kind: 'Pod', name: 'x' } }, 'parent.kind: must be one of Gateway, ListenerSet, Service'],
    [{ parent: {} }, 'parent.name: is missing'],
  ] as const) {
    test(JSON.stringify(entry), () => assert.equal(problemOf(entry), problem));
  }

  test('headers come as pairs, as objects, or as an object; keys such as __proto__ are names like others', () => {
    const expected = [['__proto__', '1']];
    assert.deepEqual(headersOf([['__proto__', '1']]), expected);
    assert.deepEqual(headersOf([{ name: '__proto__', value: '1' }]), expected);
    assert.deepEqual(headersOf(JSON.parse('{"__proto__": "1"}')), expected);
  });
});
