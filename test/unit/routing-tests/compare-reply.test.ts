import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TraceOutcome } from '../../../src/documents/trace-result.ts';
import { compareReply } from '../../../src/routing-tests/compare-reply.ts';
import type { Reply } from '../../../src/routing-tests/compare-reply.ts';
import { findingText } from '../../../src/view/routing-test-text.ts';
import { backend, trace } from './traces.ts';

const reached = trace({}).outcome;
const notFound: TraceOutcome = { state: 'answered', statusCode: 404, backends: [] };
const redirect: TraceOutcome = {
  state: 'answered',
  statusCode: 301,
  backends: [],
  redirect: { statusCode: 301, scheme: 'https', host: 'a', path: '/', location: 'https://a/' },
};
const call: TraceOutcome = { state: 'answered', grpcStatus: 0, backends: [backend('cart')] };
const refused: TraceOutcome = { state: 'refused', backends: [] };
const rejected: TraceOutcome = { state: 'rejected', backends: [] };
const passed: TraceOutcome = { state: 'answered', backends: [backend('vault')] };

function answer(
  statusCode: number | undefined,
  headers: Readonly<Record<string, string>> = {},
  grpcStatus?: number,
): Reply {
  return { state: 'answered', statusCode, grpcStatus, headers: new Map(Object.entries(headers)) };
}

function fail(kind: string, message: string): Reply {
  return { state: 'failed', kind, message };
}

suite('an answer held against the prediction', () => {
  for (const [what, outcome, reply, findings] of [
    ['the backend answers', reached, answer(200), []],
    ['a success is a success', reached, answer(204), []],
    [
      'a share is known to fail',
      { ...reached, failing: [{ field: 'f', share: 0.1, statusCode: 500, reason: 'r' }] },
      answer(500),
      [],
    ],
    ['another status', reached, answer(404, { server: 'envoy' }), ['a:80: predicted 200, got 404 (server: envoy)']],
    [
      'somebody else answers',
      notFound,
      answer(200, { 'x-service': 'cart' }),
      ['a:80: predicted 404, got 200 from service cart (by x-service)'],
    ],
    ['the same error', notFound, answer(404), []],
    [
      'the wrong backend',
      reached,
      answer(200, { 'x-served-by': 'cart-next-6d4f-abcde' }),
      ['a:80: predicted service shop/cart:8080, got service cart-next (by x-served-by)'],
    ],
    ['the right backend', reached, answer(200, { 'x-served-by': 'cart-6d4f-abcde' }), []],
    ['a header that is no name', reached, answer(200, { 'x-id': 'cartridge' }), []],
    ['the redirect', redirect, answer(301, { location: 'https://a:443/' }), []],
    [
      'another redirect',
      redirect,
      answer(302, { location: 'https://b/' }),
      ['a:80: predicted 301, got 302', 'a:80: predicted Location https://a/, got https://b/'],
    ],
    [
      'no redirect',
      redirect,
      answer(200),
      ['a:80: predicted 301, got 200', 'a:80: predicted Location https://a/, got none'],
    ],
    [
      'a header that a filter sets',
      { ...reached, responseHeaders: { 'x-a': '1' } },
      answer(200, { 'x-a': '2' }),
      ['a:80: predicted header x-a: 1, got x-a: 2'],
    ],
    ['the header that a filter sets', { ...reached, responseHeaders: { 'x-a': '1' } }, answer(200, { 'x-a': '1' }), []],
    ['a call', call, answer(200, {}, 0), []],
    ['a call that the method refuses', call, answer(200, {}, 3), []],
    ['a method that is not there', call, answer(200, {}, 12), ['a:80: predicted gRPC status 0, got gRPC status 12']],
    ['no gRPC', call, answer(404), ['a:80: predicted gRPC status 0, got 404']],
    ['a call that nothing serves', { ...call, grpcStatus: 12, backends: [] }, answer(200, {}, 12), []],
    ['refused', refused, fail('refused', 'connection refused'), []],
    ['not refused', refused, answer(200), ['a:80: predicted connection refused, got 200']],
    [
      'refused all the same',
      reached,
      fail('refused', 'connection refused'),
      ['a:80: predicted 200, got connection refused'],
    ],
    ['no TLS', rejected, fail('tls', 'remote error: tls: handshake failure'), []],
    ['no TLS where it is predicted', reached, fail('tls', 'tls: x'), ['a:80: predicted 200, got tls: x']],
    [
      'a timeout is no refusal',
      refused,
      fail('timeout', 'no answer within 10s'),
      ['a:80: predicted connection refused, got no answer within 10s'],
    ],
    ['a connection', passed, answer(undefined), []],
    [
      'no connection',
      passed,
      fail('refused', 'connection refused'),
      ['a:80: predicted a connection, got connection refused'],
    ],
    ['nothing was predicted', { state: 'unknown', backends: [] }, answer(200), []],
  ] satisfies readonly (readonly [string, TraceOutcome, Reply, readonly string[]])[]) {
    test(what, () => {
      const report = compareReply(outcome, reply, 'a:80', ['cart', 'cart-next']);
      assert.deepEqual(
        report.findings.map((finding) => findingText(finding, report)),
        findings,
      );
    });
  }
});
