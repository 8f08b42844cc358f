import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TraceResult } from '../../../src/documents/trace-result.ts';
import { FieldReader } from '../../../src/model/field-reader.ts';
import { compare } from '../../../src/routing-tests/compare.ts';
import { readExpectation } from '../../../src/routing-tests/read-expectation.ts';
import { sameLocation } from '../../../src/routing-tests/same-location.ts';
import { differenceText } from '../../../src/view/routing-test-text.ts';
import { backend, trace } from './traces.ts';

function differences(expected: object, result: TraceResult): readonly string[] {
  const reader = new FieldReader();
  const expectation = readExpectation(expected, [], reader);
  assert.deepEqual(reader.faults, []);
  assert.ok(expectation);
  return compare(expectation, result).map(differenceText);
}

const SPLIT = trace({ backends: [backend('pay', 0.9), backend('pay-next', 0.1)] });
const REDIRECT = trace({
  statusCode: 301,
  backends: [],
  redirect: {
    statusCode: 301,
    scheme: 'https',
    host: 'a.example.com',
    path: '/b',
    location: 'https://a.example.com/b',
  },
});
const NOTHING = trace(
  { statusCode: 404, backends: [], reason: 'no rule matches' },
  { route: undefined, rule: undefined },
);

suite('an answer held against what is expected', () => {
  for (const [expected, result] of [
    [{ backend: 'cart' }, trace({})],
    [{ backend: 'shop/cart' }, trace({})],
    [{ backend: 'shop/cart:8080' }, trace({})],
    [{ backend: 'service/shop/cart:8080' }, trace({})],
    [{ backends: ['pay', 'pay-next'] }, SPLIT],
    [{ backends: { pay: '90%', 'pay-next': '10%' } }, SPLIT],
    [{ backends: { pay: 9, 'pay-next': 1 } }, SPLIT],
    [{ backends: { pay: '90%', 'pay-next': '10%', other: '0%' } }, SPLIT],
    [{ backends: { a: '33%', b: '67%' } }, trace({ backends: [backend('a', 1 / 3), backend('b', 2 / 3)] })],
    [{ backends: { cart: '100%' } }, trace({ backends: [backend('cart', 0.5), backend('cart', 0.5)] })],
    [{ status: 200, route: 'shop/cart', rule: 1, match: 0, listener: 'https' }, trace({})],
    [{ route: 'httproute/shop/cart', rule: 'items', listener: 'infra/web#https' }, trace({})],
    [{ redirect: 'https://A.example.com:443/b', status: 301 }, REDIRECT],
    [{ status: 404, not: { route: 'shop/cart', rule: 1, backend: 'cart', redirect: 'https://a/' } }, NOTHING],
    [{ path: '/cart', host: 'shop.example.com' }, trace({})],
    [{ path: '/cart?x=1' }, trace({})],
    [{ path: '/items', host: 'cart.internal' }, trace({ rewritten: { path: '/items?x=1', host: 'cart.internal' } })],
    [
      { requestHeaders: { 'X-Team': 'shop', 'x-none': null }, responseHeaders: { 'x-a': 1 } },
      trace({ requestHeaders: { 'x-team': 'shop' }, responseHeaders: { 'x-a': '1' } }),
    ],
    [{ mirrors: [] }, trace({})],
    [
      { mirrors: { 'pay-next': '5%' }, not: { mirrors: ['cart'] } },
      trace({ mirrors: [{ group: '', kind: 'Service', namespace: 'shop', name: 'pay-next', percent: 5 }] }),
    ],
    [{ status: 'refused' }, trace({ state: 'refused', statusCode: undefined, backends: [] })],
    [{ grpcStatus: 12 }, trace({ statusCode: undefined, grpcStatus: 12, backends: [] })],
    [
      { policy: 'timeoutpolicy', not: { policy: 'RatePolicy' } },
      trace({}, { decided: [{ step: 'policies', text: 'x', of: { group: 'a', kind: 'TimeoutPolicy', name: 'p' } }] }),
    ],
    [{ not: { backends: ['pay-next'], status: 500 } }, trace({})],
  ] as const) {
    test(`${JSON.stringify(expected)} holds`, () => {
      assert.deepEqual(differences(expected, result), []);
    });
  }

  for (const [expected, result, said] of [
    [{ backend: 'pay' }, trace({}), ['expected backend pay, got shop/cart:8080']],
    [{ backend: 'other/cart' }, trace({}), ['expected backend other/cart, got shop/cart:8080']],
    [{ backend: 'cart:80' }, trace({}), ['expected backend cart:80, got shop/cart:8080']],
    [{ backend: 'pay' }, SPLIT, ['expected backend pay, got shop/pay:8080 90%, shop/pay-next:8080 10%']],
    [{ backend: 'pay' }, NOTHING, ['expected backend pay, got none, but 404']],
    [
      { backends: { pay: '80%', 'pay-next': '20%' } },
      SPLIT,
      ['expected backends pay 80%, pay-next 20%, got shop/pay:8080 90%, shop/pay-next:8080 10%'],
    ],
    [
      { backends: { pay: 1, 'pay-next': 1 } },
      SPLIT,
      ['expected backends pay with weight 1, pay-next with weight 1, got shop/pay:8080 90%, shop/pay-next:8080 10%'],
    ],
    [
      { backends: { cart: '100%' } },
      trace({
        backends: [backend('cart', 0.9)],
        failing: [{ field: 'spec.rules[0].backendRefs[1]', share: 0.1, statusCode: 500, reason: 'missing' }],
      }),
      ['expected backends cart 100%, got shop/cart:8080 90%, 500 for 10%'],
    ],
    [
      { not: { backends: ['cart', 'pay'], status: 200, route: 'cart', rule: 'items', listener: 'https' } },
      trace({}),
      [
        'expected never backends cart, got it',
        'expected never status 200, got it',
        'expected never route cart, got it',
        'expected never rule items, got it',
        'expected never listener https, got it',
      ],
    ],
    [
      { status: 301, rule: 0, route: 'shop/pay' },
      trace({}),
      ['expected status 301, got 200', 'expected route shop/pay, got shop/cart', 'expected rule 0, got 1'],
    ],
    [{ status: 200 }, trace({ state: 'rejected', backends: [] }), ['expected status 200, got rejected']],
    [{ match: 1 }, trace({}), ['expected match 1, got 0']],
    [{ rule: 'other' }, trace({}, { rule: { index: 3 } }), ['expected rule other, got rule 3']],
    [
      { rule: 0, route: 'a', listener: 'x' },
      NOTHING,
      ['expected route a, got none', 'expected rule 0, got none', 'expected listener x, got https'],
    ],
    [
      { redirect: 'https://a/' },
      trace({}),
      ['expected redirect to https://a/, got no redirect, but 200 from shop/cart:8080'],
    ],
    [
      { redirect: 'https://a.example.com/c' },
      REDIRECT,
      ['expected redirect to https://a.example.com/c, got https://a.example.com/b'],
    ],
    [
      { path: '/b', host: 'b' },
      REDIRECT,
      [
        'expected path for the backend /b, got no backend, but 301 to https://a.example.com/b',
        'expected host for the backend b, got no backend, but 301 to https://a.example.com/b',
      ],
    ],
    [
      { requestHeaders: { a: 'b', c: null } },
      trace({ requestHeaders: { a: 'c', c: 'd' } }),
      ['expected request header a: b, got a: c', 'expected request header no c, got c: d'],
    ],
    [
      { responseHeaders: { constructor: 'b' } },
      trace({}),
      ['expected response header constructor: b, got no constructor'],
    ],
    [{ mirrors: ['a'] }, trace({}), ['expected mirrors a, got none']],
    [{ policy: ['A', 'B'] }, trace({}), ['expected policy A, got none', 'expected policy B, got none']],
    [{ grpcStatus: 0 }, trace({}), ['expected gRPC status 0, got none']],
  ] as const) {
    test(`${JSON.stringify(expected)}: ${said.join('; ')}`, () => {
      assert.deepEqual(differences(expected, result), said);
    });
  }
});

suite('two Location headers', () => {
  for (const [a, b, same] of [
    ['https://a.example.com/x', 'https://A.EXAMPLE.COM:443/x', true],
    ['http://a:80', 'http://a/', true],
    ['http://a:443/', 'http://a/', false],
    ['https://a/x', 'https://a/X', false],
    ['https://a/x?q', 'https://a/x', false],
    ['/x', '/x', true],
    ['/x', 'https://a/x', false],
    ['constructor://a/x', 'constructor://a/x', true],
  ] as const) {
    test(`${a} and ${b} ${same ? 'lead' : 'do not lead'} to the same place`, () => {
      assert.equal(sameLocation(a, b), same);
    });
  }
});
