import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { describeCommand } from '../../../src/app/describe-command.ts';
import { effective } from '../../../src/app/effective.ts';
import { get } from '../../../src/app/get.ts';
import { graph } from '../../../src/app/graph.ts';
import { status } from '../../../src/app/status.ts';
import { table } from '../../../src/app/table.ts';
import { test as testVerb } from '../../../src/app/test.ts';
import { trace } from '../../../src/app/trace.ts';
import type { ExitCode, Io } from '../../../src/cli/io.ts';
import { isRecord, readPath } from '../../../src/model/read.ts';
import type { Source } from '../../../src/model/source.ts';
import { NOW, openCluster } from '../../support/fake-cluster.ts';
import { runVerb } from '../../support/run-verb.ts';
import type { Outcome } from '../../support/run-verb.ts';

/** A Gateway with a class, one HTTPRoute, its Service and a policy on that. */
const SHOP = await readFile(new URL('shop.yaml', import.meta.url), 'utf8');
const IN_SHOP = { namespace: 'shop' };
const CART = 'http://shop.example.com/cart';

type Run = (io: Io, open: () => Promise<Source>) => Promise<ExitCode>;

/** A command line with its exit codes: of a user who may read nothing, no HTTPRoutes, no Gateways, no Services. */
type Row = readonly [line: string, codes: readonly [number, number, number, number], run: Run];

/**
 * 0: all that was asked could be read (what is beside it is `<unknown>` or `?`, and named on stderr); 1: a part of it could not; 3:
 * nothing of it.
 */
const ROWS: readonly Row[] = [
  ['get gateways', [3, 0, 3, 0], (io, open) => get(['gateways'], IN_SHOP, io, open)],
  ['get gateways -o wide', [3, 0, 3, 0], (io, open) => get(['gateways'], { ...IN_SHOP, output: 'wide' }, io, open)],
  ['get gatewayclasses', [3, 0, 0, 0], (io, open) => get(['gatewayclasses'], { output: 'wide' }, io, open)],
  ['get httproutes', [3, 3, 0, 0], (io, open) => get(['httproutes'], IN_SHOP, io, open)],
  ['get services', [3, 0, 0, 3], (io, open) => get(['services'], { ...IN_SHOP, output: 'wide' }, io, open)],
  ['get routes', [3, 1, 0, 0], (io, open) => get(['routes'], IN_SHOP, io, open)],
  ['get backends', [3, 1, 0, 1], (io, open) => get(['backends'], IN_SHOP, io, open)],
  ['get listeners', [3, 0, 1, 0], (io, open) => get(['listeners'], IN_SHOP, io, open)],
  ['get namespaces', [3, 0, 0, 0], (io, open) => get(['namespaces'], { output: 'wide' }, io, open)],
  ['get tcproutes,httproutes', [3, 1, 0, 0], (io, open) => get(['tcproutes,httproutes'], IN_SHOP, io, open)],
  ['get routes --for', [3, 1, 3, 0], (io, open) => get(['routes'], { ...IN_SHOP, for: 'gateway/web' }, io, open)],
  ['describe gateway', [3, 0, 3, 0], (io, open) => describeCommand(['gateway/web'], IN_SHOP, io, open)],
  ['describe httproutes', [3, 3, 0, 0], (io, open) => describeCommand(['httproutes'], IN_SHOP, io, open)],
  ['describe service', [3, 0, 0, 3], (io, open) => describeCommand(['service/cart'], IN_SHOP, io, open)],
  [
    'describe tcproutes,gateways',
    [3, 0, 1, 0],
    (io, open) => describeCommand(['tcproutes,gateways'], IN_SHOP, io, open),
  ],
  ['graph', [3, 1, 1, 0], (io, open) => graph([], IN_SHOP, io, open)],
  ['graph -A', [3, 1, 1, 0], (io, open) => graph([], { allNamespaces: true }, io, open)],
  ['graph --only-broken', [3, 1, 1, 0], (io, open) => graph([], { ...IN_SHOP, onlyBroken: true }, io, open)],
  ['graph -o json', [3, 1, 1, 0], (io, open) => graph([], { ...IN_SHOP, output: 'json' }, io, open)],
  ['graph -o mermaid', [3, 1, 1, 0], (io, open) => graph([], { ...IN_SHOP, output: 'mermaid' }, io, open)],
  ['graph gateway', [3, 1, 3, 0], (io, open) => graph(['gateway/web'], IN_SHOP, io, open)],
  ['graph gatewayclass', [3, 1, 1, 0], (io, open) => graph(['gatewayclass/acme'], {}, io, open)],
  ['graph service', [3, 1, 1, 3], (io, open) => graph(['service/cart'], IN_SHOP, io, open)],
  ['graph namespace', [3, 1, 1, 0], (io, open) => graph(['namespace/shop'], IN_SHOP, io, open)],
  ['effective gateway', [3, 0, 3, 0], (io, open) => effective(['gateway/web'], IN_SHOP, io, open)],
  ['effective httproutes', [3, 3, 1, 1], (io, open) => effective(['httproutes'], IN_SHOP, io, open)],
  ['effective service', [3, 1, 0, 3], (io, open) => effective(['service/cart'], IN_SHOP, io, open)],
  ['status', [3, 1, 1, 0], (io, open) => status([], IN_SHOP, io, open)],
  ['status -A', [3, 1, 1, 0], (io, open) => status([], { allNamespaces: true }, io, open)],
  ['status -o json', [3, 1, 1, 0], (io, open) => status([], { ...IN_SHOP, output: 'json' }, io, open)],
  ['status --check', [3, 1, 1, 1], (io, open) => status([], { ...IN_SHOP, check: true }, io, open)],
  ['trace', [3, 1, 3, 0], (io, open) => trace([CART], IN_SHOP, io, open)],
  ['trace --gateway', [3, 1, 3, 0], (io, open) => trace([CART], { ...IN_SHOP, gateway: 'web' }, io, open)],
  ['trace --mesh', [3, 1, 0, 3], (io, open) => trace(['/'], { ...IN_SHOP, mesh: 'shop/cart' }, io, open)],
  ['table', [3, 1, 3, 0], (io, open) => table([], IN_SHOP, io, open)],
  ['table -o csv', [3, 1, 3, 0], (io, open) => table([], { ...IN_SHOP, output: 'csv' }, io, open)],
  ['table services', [3, 1, 0, 3], (io, open) => table(['services'], IN_SHOP, io, open)],
  ['test', [3, 1, 3, 0], (io, open) => testVerb(['cart.routes.yaml'], IN_SHOP, io, open)],
  ['test --generate', [3, 1, 3, 0], (io, open) => testVerb([], { ...IN_SHOP, generate: true }, io, open)],
];

/** What says of something unread that it is not there, or right. */
const ZEROES =
  /No resources found|No Gateways|No policies apply|Nothing is broken(?! in what could be read)|✓ none|no routes|nothing refers to it|tests: \[\]$/m;

const statusAll: Run = (io, open) => status([], { allNamespaces: true }, io, open);
const statusJson: Run = (io, open) => status([], { allNamespaces: true, output: 'json' }, io, open);
const route: Run = (io, open) => describeCommand(['httproute/cart'], IN_SHOP, io, open);
const ofClass: Run = (io, open) => graph(['gatewayclass/acme'], {}, io, open);
const alone: Run = (io, open) => graph(['configmap/ca'], IN_SHOP, io, open);

async function run(verb: Run, forbidden: readonly string[], manifest = SHOP): Promise<Outcome> {
  const surroundings = { env: { LC_ALL: 'C.UTF-8' }, now: () => NOW, cwd: import.meta.dirname };
  return runVerb(verb, () => openCluster(manifest, { forbidden }), surroundings);
}

/** Everything that the cluster serves. */
async function everything(): Promise<readonly string[]> {
  return (await (await openCluster(SHOP)).catalog()).types.map(({ plural }) => plural);
}

suite('what could not be read is unknown, never zero', () => {
  const TROUBLES = [undefined, 'httproutes', 'gateways', 'services'] as const;
  for (const [at, plural] of TROUBLES.entries()) {
    for (const [line, codes, verb] of ROWS) {
      test(`${line}, where ${plural ?? 'nothing'} ${plural === undefined ? 'can' : 'cannot'} be read`, async () => {
        const { code, out, err } = await run(verb, plural === undefined ? await everything() : [plural]);
        assert.equal(code, codes[at], out + err);
        if (code === 0) return;
        assert.doesNotMatch(out.replace('kind: RoutingTest\n', ''), /^ROUTES {2}|"total": 0/m);
        // Tests that are written where a part could not be read may well be none.
        assert.doesNotMatch((line === 'test --generate' && code === 1 ? '' : out) + err, ZEROES);
        assert.match(
          err,
          plural === undefined ? /forbidden/i : new RegExp(`cannot read ${plural}|${plural} is forbidden`),
        );
      });
    }
  }
});

suite('numbers of what could not be read', () => {
  test('GATEWAYS of status, and the Gateways themselves', async () => {
    const { out } = await run(statusAll, ['gateways']);
    assert.match(out, /acme +example\.com\/acme +True +<unknown>\n/);
    assert.match(out, /Gateways: +<unknown> \(Gateway could not be read\)\nRoutes: +1 \(1 attached\)\n/);
    const json: unknown = JSON.parse((await run(statusJson, ['gateways'])).out);
    assert.deepEqual(readPath(json, 'unread'), ['Gateway']);
    const classes = readPath(json, 'classes');
    assert.deepEqual(Array.isArray(classes) && classes.map((one) => isRecord(one) && 'gateways' in one), [false]);
  });

  test('ATTACHED and the routes of status: none that is known is no zero', async () => {
    const { out } = await run(statusAll, ['httproutes']);
    assert.match(out, /shop\/web .* <unknown> +<unknown>\n/);
    assert.match(out, /Routes: +<unknown> \(HTTPRoute could not be read\)\n/);
    const json: unknown = JSON.parse((await run(statusJson, ['httproutes'])).out);
    assert.deepEqual([readPath(json, 'routes'), readPath(json, 'unread')], [{}, ['HTTPRoute']]);
  });

  test('the routes of status: those that are known are told, and that there may be more', async () => {
    const { out, code } = await run(statusAll, ['tcproutes', 'grpcroutes']);
    assert.match(out, /Routes: +1\+ \(1 attached\), and GRPCRoute and TCPRoute could not be read\n/);
    assert.equal(code, 1);
    const json: unknown = JSON.parse((await run(statusJson, ['tcproutes'])).out);
    assert.deepEqual(readPath(json, 'routes'), { attached: 1 });
  });

  test('with the rights of a namespace, all of that namespace is known', async () => {
    const forbidden = (await everything()).map((plural) => `${plural} in all`);
    const { out, code } = await run((io, open) => status([], IN_SHOP, io, open), forbidden);
    assert.match(out, /Routes: +1 \(1 attached\)\n/);
    assert.equal(code, 0);
  });
});

suite('pages name what could not be read', () => {
  test('policies, and what stands on the paths along which they act', async () => {
    assert.match((await run(route, ['backendtlspolicies'])).out, /Other Policies: +unknown \(BackendTLSPolicy could/);
    assert.match((await run(route, ['services'])).out, /Effective Policies:\n {2}\? service\/cart {3}unknown/);
    const whole = (await run(route, [])).out;
    assert.doesNotMatch(whole, /Other Policies|unknown/);
  });

  test('the Gateways of a class, and who may refer to an object', async () => {
    assert.match(
      (await run(ofClass, ['gateways'])).out,
      /^gatewayclass\/acme {2}example\.com\/acme {2}gateways unknown$/m,
    );
    const withMap = `${SHOP}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: ca, namespace: shop }\n`;
    assert.match((await run(alone, ['backendtlspolicies'], withMap)).out, /nothing that could be read refers to it/);
    assert.match((await run(alone, [], withMap)).out, /nothing refers to it/);
  });
});
