import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { traceDocument } from '../../../src/view/trace.ts';
import type { RequestParts } from '../../../src/routing/make-request.ts';
import { gateway, route, service } from '../../support/world.ts';
import { routingOf, traceOf } from './trace-of.ts';

const world = routingOf([
  gateway('web'),
  service('s'),
  route('HTTPRoute', 'r', ['web'], {
    hostnames: ['a.com', '*.b.com'],
    rules: [
      { matches: [{ path: { value: '/a' } }], backendRefs: [{ name: 's', port: 80 }] },
      { matches: [{ path: { type: 'RegularExpression', value: '(/z+)+$' } }], backendRefs: [{ name: 's', port: 80 }] },
      {
        matches: [{ path: { value: '/h' }, headers: [{ name: '__proto__', value: '1' }] }],
        backendRefs: [{ name: 's', port: 80 }],
      },
    ],
  }),
]);

/** The status of a request to the Gateway, and the rule that answers it. */
function answer(parts: RequestParts): string {
  const trace = traceOf(world, parts);
  // A document of it is plain data.
  JSON.stringify(traceDocument(trace, []));
  return `${trace.outcome.statusCode ?? trace.outcome.state} ${trace.rule?.index ?? '-'}`;
}

suite('requests that nobody means well', () => {
  test('a header of 10 MB', () => {
    assert.equal(answer({ host: 'a.com', path: '/a', headers: [['x', 'y'.repeat(10_000_000)]] }), '200 0');
  });

  test('a path of 64 kB, of one element or of thousands', () => {
    assert.equal(answer({ host: 'a.com', path: `/a/${'x'.repeat(65_536)}` }), '200 0');
    assert.equal(answer({ host: 'a.com', path: `/a${'/x'.repeat(32_768)}` }), '200 0');
    assert.equal(answer({ host: 'a.com', path: `/b${'/x'.repeat(32_768)}` }), '404 -');
  });

  test('a path on which a backtracking engine would never end', () => {
    assert.equal(answer({ host: 'a.com', path: `${'/zz'.repeat(10_000)}!` }), '404 -');
    assert.equal(answer({ host: 'a.com', path: '/zz/zzz' }), '200 1');
  });

  test('percent-encoding of every kind is left as it is', () => {
    for (const path of ['/%61', '/a%2fb', '/a%', '/a%zz', '/%2e%2e/a', '/a%00', '/%F0%9F%98%80']) {
      assert.equal(answer({ host: 'a.com', path }), '404 -', path);
    }
    assert.equal(answer({ host: 'a.com', path: '/a?%zz=%&%61=1&=&&' }), '200 0');
  });

  test('hosts that are no hosts', () => {
    const long = `${'x.'.repeat(10_000)}b.com`;
    assert.equal(answer({ host: long, path: '/a' }), '200 0');
    for (const host of [
      '',
      '.',
      '..',
      '*',
      '*.b.com',
      'b.com',
      '.b.com',
      'a.com.',
      '[::1]',
      '127.0.0.1',
      '\u0000',
      '__proto__',
    ]) {
      assert.match(answer({ host, path: '/a' }), /^(404 -|200 0)$/, host);
    }
    assert.equal(answer({ host: 'b.com', path: '/a' }), '404 -');
    assert.equal(answer({ host: '127.0.0.1', path: '/a' }), '404 -');
    assert.equal(answer({ host: 'A.COM:8080', path: '/a' }), '200 0');
  });

  test('names that live on prototypes are names like others', () => {
    assert.equal(answer({ host: 'a.com', path: '/h', headers: [['__proto__', '1']] }), '200 2');
    assert.equal(answer({ host: 'a.com', path: '/h' }), '404 -');
    const { outcome } = traceOf(world, { host: 'a.com', path: '/a', headers: [['__proto__', '1']] });
    assert.equal(Object.getOwnPropertyDescriptor(outcome.requestHeaders ?? {}, '__proto__')?.value, '1');
  });
});
