import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { gateway, make, route } from '../../support/world.ts';
import { routingOf, traceOf } from './trace-of.ts';

const LISTENERS = [
  { name: 'http', port: 80, protocol: 'HTTP' },
  { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'cert' }] } },
];
const cert = make('v1', 'Secret', 'cert', { type: 'kubernetes.io/tls', data: { 'tls.crt': '', 'tls.key': '' } });

/** Whether a redirect loops for a request. */
function loops(requestRedirect: object, url: string, more: object = {}): boolean {
  const rules = [{ filters: [{ type: 'RequestRedirect', requestRedirect }] }];
  const world = routingOf([
    gateway('web', LISTENERS),
    cert,
    route('HTTPRoute', 'r', ['web'], { hostnames: ['a.example.com'], rules, ...more }),
  ]);
  const { protocol, hostname, pathname, search, port } = new URL(url);
  const scheme = protocol.slice(0, -1);
  const trace = traceOf(world, {
    protocol: scheme === 'https' ? 'HTTPS' : 'HTTP',
    port: port === '' ? undefined : Number(port),
    scheme,
    host: hostname,
    path: pathname + search,
    sni: scheme === 'https' ? hostname : undefined,
  });
  assert.equal(trace.outcome.redirect === undefined, false);
  return trace.notes.some(({ code }) => code === 'redirectLoop');
}

suite('a redirect that leads back to what was asked for', () => {
  const cases: readonly (readonly [string, object, boolean])[] = [
    ['https://a.example.com/x?y=1', { scheme: 'https' }, true],
    ['http://a.example.com/', { scheme: 'https' }, false],
    ['https://a.example.com/', { scheme: 'https', port: 443 }, true],
    ['https://a.example.com/', { scheme: 'https', port: 8443 }, false],
    ['http://a.example.com/', { statusCode: 301 }, true],
    ['http://a.example.com/', { hostname: 'b.example.com' }, false],
    ['http://a.example.com/', { path: { type: 'ReplaceFullPath', replaceFullPath: '/new' } }, false],
    ['http://a.example.com/new', { path: { type: 'ReplaceFullPath', replaceFullPath: '/new' } }, true],
  ];
  for (const [url, redirect, expected] of cases) {
    test(`${url} by ${JSON.stringify(redirect)}: ${expected ? 'a loop' : 'no loop'}`, () => {
      assert.equal(loops(redirect, url), expected);
    });
  }
});
