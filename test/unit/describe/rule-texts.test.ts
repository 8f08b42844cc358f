import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shares } from '../../../src/view/describe/backend-text.ts';
import { filterLines, filterText } from '../../../src/view/describe/filter-text.ts';
import { matchText } from '../../../src/view/describe/match-text.ts';
import { sessionText } from '../../../src/view/describe/session-text.ts';

test('a match is said with the defaults of semantics.md 1.6', () => {
  assert.equal(matchText({}, 'HTTPRoute'), 'PathPrefix /');
  assert.equal(matchText({ path: { value: '/pay' }, method: 'POST' }, 'HTTPRoute'), 'POST PathPrefix /pay');
  assert.equal(
    matchText(
      {
        path: { type: 'Exact', value: '/a' },
        headers: [{ name: 'x', value: '1' }],
        queryParams: [{ type: 'RegularExpression', name: 'q', value: '.*' }],
      },
      'HTTPRoute',
    ),
    'Exact /a + header x = 1 + query q ~ .*',
  );
});

test('a gRPC match says which part of the method is open', () => {
  assert.equal(matchText({}, 'GRPCRoute'), 'any method');
  assert.equal(matchText({ method: { service: 'shop.Cart' } }, 'GRPCRoute'), 'Exact shop.Cart/*');
  assert.equal(matchText({ headers: [{ name: 'v', value: '2' }] }, 'GRPCRoute'), 'header v = 2');
});

const FILTERS: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
  [
    {
      type: 'RequestHeaderModifier',
      requestHeaderModifier: {
        set: [{ name: 'a', value: '1' }],
        add: [{ name: 'b', value: '2' }],
        remove: ['c'],
      },
    },
    'RequestHeaderModifier set a=1, add b=2, remove c',
  ],
  [
    {
      type: 'RequestRedirect',
      requestRedirect: { scheme: 'https', port: 8443, path: { type: 'ReplaceFullPath', replaceFullPath: '/new' } },
    },
    'RequestRedirect 302, scheme https, port 8443, path /new',
  ],
  [
    {
      type: 'URLRewrite',
      urlRewrite: { hostname: 'a.io', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '' } },
    },
    'URLRewrite host a.io, prefix /',
  ],
  [
    { type: 'RequestMirror', requestMirror: { backendRef: { name: 's', port: 80 }, fraction: { numerator: 1 } } },
    'RequestMirror to service/s:80 1/100',
  ],
  [
    { type: 'CORS', cors: { allowOrigins: ['*'], allowCredentials: true } },
    'CORS origins *, with credentials, max age 5s',
  ],
  [
    {
      type: 'ExternalAuth',
      externalAuth: {
        protocol: 'GRPC',
        backendRef: { name: 'auth', namespace: 'sec', port: 9 },
        forwardBody: { maxSize: 10 },
      },
    },
    'ExternalAuth GRPC sec/service/auth:9, body up to 10 bytes',
  ],
  [
    { type: 'ExtensionRef', extensionRef: { group: 'x.io', kind: 'Lua', name: 'magic' } },
    'ExtensionRef x.io/Lua/magic',
  ],
  [{ type: 'Teleport' }, 'Teleport'],
  [{}, 'filter without type'],
];

for (const [filter, text] of FILTERS) {
  test(`a filter is said in words: ${text}`, () => {
    assert.equal(filterText(filter, 'shop'), text);
  });
}

test('a long filter is broken behind commas', () => {
  const headers = Array.from({ length: 6 }, (_, index) => ({ name: `x-header-${index}`, value: 'value' }));
  const lines = filterLines({ type: 'ResponseHeaderModifier', responseHeaderModifier: { set: headers } }, undefined);
  assert.ok(lines.length > 1);
  assert.ok(lines.every((line) => line.length <= 60));
  assert.equal(
    lines.map((line) => line.trim()).join(', '),
    filterText({ type: 'ResponseHeaderModifier', responseHeaderModifier: { set: headers } }, undefined),
  );
});

test('session persistence is read in the shapes of every release (semantics.md 1.4)', () => {
  assert.equal(sessionText(undefined), undefined);
  assert.equal(
    sessionText({ sessionName: 's', type: 'Cookie', idleTimeout: '1h', cookieConfig: { lifetimeType: 'Permanent' } }),
    'session by cookie s, lifetime Permanent, idle timeout 1h',
  );
  assert.equal(
    sessionText({ type: 'Cookie', absoluteTimeout: '2h', cookie: { name: 's', path: '/a' } }),
    'session by cookie s, path /a, absolute timeout 2h',
  );
  assert.equal(sessionText({ type: 'Header', header: { name: 'x-s' } }), 'session by header x-s');
});

test('weights become shares of their rule (semantics.md 3.3)', () => {
  assert.deepEqual(shares([90, 10]), ['90 %', '10 %']);
  assert.deepEqual(shares([1, 2]), ['33.3 %', '66.7 %']);
  assert.deepEqual(shares([0, 0]), [undefined, undefined]);
});
