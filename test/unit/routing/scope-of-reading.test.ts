import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TraceFlags } from '../../../commands/trace.ts';
import { trace } from '../../../src/app/trace.ts';
import { readPath } from '../../../src/model/read.ts';
import { NOW, openCluster } from '../../support/fake-cluster.ts';
import { runVerb } from '../../support/run-verb.ts';
import { gateway, gatewayClass, http, namespace, route, service, to } from '../../support/world.ts';

const tcp = { name: 'tcp', port: 9000, protocol: 'TCP' };
const objects = [
  gatewayClass(),
  namespace('shop'),
  gateway('web', [{ ...http, allowedRoutes: { namespaces: { from: 'All' } } }, tcp]),
  gateway('other', [{ ...http, port: 81 }]),
  route('HTTPRoute', 'cart', ['web'], { hostnames: ['a.com'], ...to({ name: 'cart', port: 80 }) }),
  route('HTTPRoute', 'elsewhere', ['other'], { hostnames: ['a.com'], ...to({ name: 'far', port: 80 }) }),
  route('TCPRoute', 'db', ['web'], to({ name: 'cart', port: 80 })),
  service('cart'),
  service('far'),
];

/** What a question to a cluster printed, and what it asked for. */
async function ask(url: string, flags: TraceFlags, forbidden: readonly string[] = []) {
  return runVerb(
    (io, open) => trace([url], { namespace: 'shop', ...flags }, io, open),
    () => openCluster(objects, { kind: 'live', forbidden }),
    { now: () => NOW, env: { LC_ALL: 'C.UTF-8' } },
  );
}

suite('a trace reads only what its question needs', () => {
  test('the kinds of routes that could answer, and the backends of the rule that does', async () => {
    const { out, code, asked } = await ask('http://a.com/x', { gateway: 'web' });
    // No EndpointSlice: nothing is ready.
    assert.match(out, /^503: service shop\/cart has no ready endpoints/);
    assert.equal(code, 0);
    const lines = asked.join('\n');
    assert.match(lines, /httproutes/);
    assert.doesNotMatch(lines, /tcproutes|udproutes|tlsroutes/);
    assert.doesNotMatch(lines, /\bfar\b/);
  });

  test('without a Gateway only those that could answer are looked into', async () => {
    const { out, asked } = await ask('http://a.com:81/x', {});
    assert.match(out, /^503: service shop\/far has no ready endpoints/);
    assert.doesNotMatch(asked.join('\n'), /\bcart\b/);
  });
});

suite('what could not be read is never taken for absent', () => {
  test('routes that may not be read: no 404, and a gap', async () => {
    const { out, code, err } = await ask('http://b.com/', { gateway: 'web' }, [
      'httproutes in all',
      'httproutes in shop',
    ]);
    assert.match(out, /^cannot tell: not all objects of kind HTTPRoute could be read/);
    assert.equal(code, 1);
    assert.match(err, /cannot read httproutes/);
  });

  test('where a route answers, one that was not seen may win: a note', async () => {
    const { out } = await ask('http://a.com/', { gateway: 'web', output: 'json' }, ['httproutes in all']);
    const document: unknown = JSON.parse(out);
    assert.equal(readPath(document, 'outcome', 'state'), 'answered');
    assert.deepEqual(readPath(document, 'notes'), [
      'not all objects of kind HTTPRoute could be read: one of them may win',
    ]);
  });

  test('Gateways that may not be read', async () => {
    const forbidden = ['gateways in all', 'gateways in shop'];
    const { out, code } = await ask('http://a.com/', {}, forbidden);
    assert.match(out, /^cannot tell: not all objects of kind Gateway could be read/);
    // Nothing of what was asked about could be read.
    assert.equal(code, 3);
    const named = await ask('http://a.com/', { gateway: 'web' }, forbidden);
    assert.match(named.out, /^cannot tell: gateway shop\/web could not be read/);
  });

  test('a Gateway that is not there is an answer', async () => {
    const { out, code } = await ask('http://a.com/', { gateway: 'wbe' });
    assert.match(out, /^connection refused: Gateway shop\/wbe does not exist; did you mean web\?/);
    assert.equal(code, 1);
  });
});
