import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { load } from 'js-yaml';
import { fieldText } from '../../../src/model/field-reader.ts';
import { readRoutingTests } from '../../../src/routing-tests/read-routing-tests.ts';
import type { RoutingTestReading } from '../../../src/routing-tests/read-routing-tests.ts';

const HEAD = 'apiVersion: gwctl.dev/v1alpha1\nkind: RoutingTest\n';

function read(text: string): RoutingTestReading {
  return readRoutingTests(load(HEAD + text));
}

function faults(text: string): readonly string[] {
  return read(text).faults.map(({ path, message }) => `${fieldText(path)} ${message}`);
}

suite('a file of routing tests', () => {
  test('says where requests come in once, for all tests', () => {
    const { tests, faults: wrong } = read(`gateway: infra/web
headers: {x-team: shop, x-env: test}
tests:
- request: GET https://shop.example.com/pay
  headers: {X-Env: prod}
  expect: {backend: shop/pay:8080}
- request: https://shop.example.com/
  gateway: infra/other
  expect: {status: 404}
`);
    assert.deepEqual(wrong, []);
    assert.deepEqual(
      tests.map(({ request }) => request),
      [
        {
          gateway: 'infra/web',
          method: 'GET',
          url: 'https://shop.example.com/pay',
          headers: [
            ['x-team', 'shop'],
            ['X-Env', 'prod'],
          ],
        },
        {
          gateway: 'infra/other',
          method: undefined,
          url: 'https://shop.example.com/',
          headers: [
            ['x-team', 'shop'],
            ['x-env', 'test'],
          ],
        },
      ].map((request) => Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined))),
    );
    assert.deepEqual(
      tests.map(({ name }) => name),
      [
        'GET https://shop.example.com/pay, x-team: shop, X-Env: prod',
        'GET https://shop.example.com/, x-team: shop, x-env: test',
      ],
    );
  });

  test('takes curl as it is pasted', () => {
    const { tests, faults: wrong } = read(`tests:
- curl: >-
    curl -X POST 'https://a/b?c=d e' -H "x-a: \\"1\\""
  expect: {status: 200}
- request: |
    curl https://a/ \\
      -H $'x-b: it\\'s'
  expect: {status: 200}
- request: {curl: "https://a/"}
  expect: {status: 200}
`);
    assert.deepEqual(wrong, []);
    assert.deepEqual(
      tests.map(({ request }) => request.curl),
      [['-X', 'POST', 'https://a/b?c=d e', '-H', 'x-a: "1"'], ['https://a/', '-H', "x-b: it's"], ['https://a/']],
    );
  });

  test('has a long form, for what has no URL too', () => {
    const { tests, faults: wrong } = read(`tests:
- request: {method: PUT, url: "http://a/", headers: ["x-a: b: c", "x-a: d"], backendResponseHeaders: {server: x}}
  expect: {status: 200}
- request: {protocol: TLS, port: 8443, sni: eu.vault.example.com}
  expect: {backend: vault}
- request: http://inventory.example.com
  grpc: shop.Inventory/List
  expect: {grpcStatus: 0}
`);
    assert.deepEqual(wrong, []);
    assert.deepEqual(tests[0]?.request.headers, [
      ['x-a', 'b: c'],
      ['x-a', 'd'],
    ]);
    assert.deepEqual(tests[0].request.backendResponseHeaders, [['server', 'x']]);
    assert.deepEqual(tests[1]?.request, { headers: [], protocol: 'TLS', port: 8443, sni: 'eu.vault.example.com' });
    assert.equal(tests[2]?.name, 'shop.Inventory/List at http://inventory.example.com');
  });

  test('tells a typo, and where it stands', () => {
    assert.deepEqual(faults('gatway: a\ntests:\n- request: http://a/\n  expected: {status: 200}\n'), [
      'gatway is unknown; the fields are apiVersion, kind, metadata, gateway, listener, mesh, clientNamespace, port, protocol, headers, tests',
      'tests[0].expected is unknown; the fields are name, request, curl, sni, grpc, gateway, listener, mesh, clientNamespace, port, protocol, headers, expect',
      'tests[0].expect must be an object',
    ]);
    assert.deepEqual(faults('tests: [{request: http://a/, expect: {statuscode: 200, not: {bakend: a}}}]'), [
      'tests[0].expect.statuscode is unknown; the fields are backend, backends, mirrors, status, grpcStatus, redirect, path, host, requestHeaders, responseHeaders, route, rule, match, listener, policy, not',
      'tests[0].expect.not.bakend is unknown; the fields are backend, backends, mirrors, status, grpcStatus, redirect, path, host, requestHeaders, responseHeaders, route, rule, match, listener, policy',
    ]);
  });

  for (const [expectation, wrong] of [
    [
      '{}',
      'tests[0].expect expects nothing; it may hold backend, backends, mirrors, status, grpcStatus, redirect, path, host, requestHeaders, responseHeaders, route, rule, match, listener, policy, not',
    ],
    ['{status: "200"}', 'tests[0].expect.status must be a status code from 100 to 599, or refused, or rejected'],
    ['{status: 2000}', 'tests[0].expect.status must be a status code from 100 to 599, or refused, or rejected'],
    ['{backend: 7}', 'tests[0].expect.backend must name an object as [KIND/][NAMESPACE/]NAME[:PORT]'],
    ['{backend: "a:b:c"}', 'tests[0].expect.backend must name an object as [KIND/][NAMESPACE/]NAME[:PORT]'],
    ['{backend: "a:99999"}', 'tests[0].expect.backend must name an object as [KIND/][NAMESPACE/]NAME[:PORT]'],
    ['{backends: {a: 90}, path: x}', 'tests[0].expect.path must be a path that begins with /'],
    ['{backends: {a: 90%, b: 1}}', 'tests[0].expect.backends must have percentages or weights, not both'],
    ['{backends: {a: 900%}}', 'tests[0].expect.backends.a must be a share such as 90%, or a weight'],
    ['{backends: []}', 'tests[0].expect.backends must name a backend; where none answers, expect a status'],
    ['{backends: x}', 'tests[0].expect.backends must be a list'],
    ['{rule: -1}', 'tests[0].expect.rule must be the index of a rule, counted from 0, or its name'],
    ['{rule: 1.5}', 'tests[0].expect.rule must be the index of a rule, counted from 0, or its name'],
    ['{redirect: 301}', 'tests[0].expect.redirect must be the Location header: a URL'],
    [
      '{requestHeaders: {x-version: 1.10}}',
      'tests[0].expect.requestHeaders.x-version must be a string: put it into quotes',
    ],
    ['{requestHeaders: {}}', 'tests[0].expect.requestHeaders must name a header'],
    ['{policy: []}', 'tests[0].expect.policy must name kinds of policies'],
    ['{policy: [7]}', 'tests[0].expect.policy[0] must be a non-empty string'],
    ['{not: 7}', 'tests[0].expect.not must be an object'],
    ['{not: {status: x}}', 'tests[0].expect.not.status must be a status code from 100 to 599, or refused, or rejected'],
    ['7', 'tests[0].expect must be an object'],
  ] as const) {
    test(`refuses expect: ${expectation}`, () => {
      assert.deepEqual(faults(`tests: [{request: http://a/, expect: ${expectation}}]`), [wrong]);
    });
  }

  for (const [entry, wrong] of [
    ['7', 'tests[0] must be an object'],
    ['{expect: {status: 200}}', 'tests[0] has no request: request: GET https://…, or curl: …'],
    [
      '{request: 7, expect: {status: 200}}',
      'tests[0].request must be METHOD URL, a command line of curl, or the long form',
    ],
    [
      '{request: a b c, expect: {status: 200}}',
      'tests[0].request must be METHOD URL, a command line of curl, or the long form',
    ],
    [
      '{request: {uri: a}, expect: {status: 200}}',
      'tests[0].request.uri is unknown; the fields are method, url, headers, sni, grpc, port, protocol, curl, backendResponseHeaders',
    ],
    [
      '{request: http://a/, curl: a, expect: {status: 200}}',
      'tests[0].curl stands beside request: one of them is meant',
    ],
    [
      '{curl: "curl \'a", expect: {status: 200}}',
      'tests[0].curl must be a command line of curl with its quotes closed',
    ],
    ['{request: http://a/, port: 70000, expect: {status: 200}}', 'tests[0].port must be a port from 1 to 65535'],
    [
      '{request: http://a/, protocol: QUIC, expect: {status: 200}}',
      'tests[0].protocol must be one of HTTP, HTTPS, GRPC, TLS, TCP, UDP',
    ],
    [
      '{request: http://a/, headers: x, expect: {status: 200}}',
      'tests[0].headers must hold names and values, or be a list of lines "Name: value"',
    ],
    ['{request: http://a/, headers: ["x"], expect: {status: 200}}', 'tests[0].headers[0] must be a line "Name: value"'],
    ['{request: http://a/, headers: {"x y": z}, expect: {status: 200}}', 'tests[0].headers.x y is not a header name'],
    [
      '{request: http://a/, headers: {x: "a\\nb"}, expect: {status: 200}}',
      'tests[0].headers.x must not hold line breaks or NUL',
    ],
    [
      '{request: http://a/, headers: {x: [1]}, expect: {status: 200}}',
      'tests[0].headers.x must be a string: put it into quotes',
    ],
  ] as const) {
    test(`refuses the test ${entry}`, () => {
      assert.deepEqual(faults(`tests: [${entry}]`), [wrong]);
    });
  }

  test('is a file of its kind', () => {
    assert.deepEqual(
      readRoutingTests({ apiVersion: 'v1', kind: 'Test' }).faults.map(
        ({ path, message }) => `${fieldText(path)} ${message}`,
      ),
      ['apiVersion must be gwctl.dev/v1alpha1', 'kind must be RoutingTest', 'tests must be a list of tests'],
    );
    assert.deepEqual(readRoutingTests(['x']).faults, [{ path: [], message: 'must be an object' }]);
    assert.deepEqual(faults('tests: {}'), ['tests must be a list']);
  });

  test('does not take the keys of a stranger for those of an object', () => {
    const { tests, faults: wrong } = readRoutingTests(
      JSON.parse(
        '{"apiVersion":"gwctl.dev/v1alpha1","kind":"RoutingTest","tests":[{"request":"http://a/","headers":{"__proto__":"x"},"expect":{"requestHeaders":{"__proto__":"x","constructor":null}}}]}',
      ),
    );
    assert.deepEqual(wrong, []);
    assert.deepEqual(tests[0]?.request.headers, [['__proto__', 'x']]);
    assert.deepEqual(tests[0].expectation.always, [
      {
        key: 'requestHeaders',
        headers: [
          { name: '__proto__', value: 'x' },
          { name: 'constructor', value: null },
        ],
      },
    ]);
    assert.deepEqual(readRoutingTests(JSON.parse('{"__proto__":{},"toString":1}')).faults.length, 5);
  });
});
