import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { status as statusOf } from '../../../src/app/status.ts';
import { GATEWAY_API_TYPES } from '../../../src/gateway-api/kinds.ts';
import { COMMON_TYPES } from '../../../src/gateway-api/well-known-types.ts';
import type { ResourceCatalog } from '../../../src/model/resource-type.ts';
import { readPath, readRecords } from '../../../src/model/read.ts';
import { captureIo } from '../../support/captured-io.ts';
import { openCluster } from '../../support/fake-cluster.ts';
import { runMain } from '../../support/run-main.ts';
import type { Outcome } from '../../support/run-main.ts';

const CLASS = `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: acme, generation: 1}
spec: {controllerName: acme.io/c}
status: {conditions: [{type: Accepted, status: "True", reason: Accepted, message: "", observedGeneration: 1, lastTransitionTime: "2026-11-20T00:00:00Z"}]}
---`;

function gateway(name: string, conditions: string, listeners = '[{name: http, port: 80, protocol: HTTP}]'): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: shop, generation: 2}
spec: {gatewayClassName: acme, listeners: ${listeners}}
status: {conditions: [${conditions}]}
---`;
}

function condition(type: string, value: string, generation = 2): string {
  return `{type: ${type}, status: "${value}", reason: Because, message: its own words, observedGeneration: ${generation}, lastTransitionTime: "2026-11-20T00:00:00Z"}`;
}

const PENDING =
  '{type: Accepted, status: Unknown, reason: Pending, message: Waiting for controller, lastTransitionTime: "1970-01-01T00:00:00Z"}';
const FINE = `${condition('Accepted', 'True')}, ${condition('Programmed', 'True')}`;

function route(name: string, parent: string, backend = 'cart', namespace = 'shop'): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: ${namespace}}
spec: {parentRefs: [{name: ${parent}, namespace: shop}], rules: [{backendRefs: [{name: ${backend}, port: 80}]}]}
---`;
}

const SERVICE = `
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {ports: [{port: 80}]}
---`;
const GOOD = CLASS + gateway('web', FINE) + route('cart', 'web') + SERVICE;

function status(input: string, ...words: readonly string[]): Promise<Outcome> {
  return runMain(['status', ...words, '--from', '-'], input);
}

/** The problems of a report, as `rank kind/name reason`. */
async function problemsOf(input: string, ...words: readonly string[]): Promise<readonly string[]> {
  const { out } = await status(input, 'shop', '-o', 'json', '--problems', '0', ...words);
  return readRecords(readPath(JSON.parse(out), 'problems')).map(
    (problem) =>
      `${String(problem['rank'])} ${String(readPath(problem, 'subject', 'kind'))}/${String(readPath(problem, 'subject', 'name'))} ${String(problem['reason'])}`,
  );
}

/** What is said of a cluster without objects, whose discovery tells these types. */
async function saidOfNothing(...catalogs: readonly ResourceCatalog[]): Promise<string> {
  const { io, written } = captureIo({});
  await statusOf([], { namespace: 'shop' }, io, () => openCluster([], { catalogs }));
  return written.err;
}

describe('status', () => {
  test('all is right', async () => {
    const { out, err, code } = await status(GOOD, 'shop', '--check');
    assert.match(out, /^Classes:\n +NAME +CONTROLLER +ACCEPTED +GATEWAYS\n +acme +acme\.io\/c +True +1\n/);
    assert.match(out, /\n +web +acme +<none> +True +1 +1 +0\n/);
    assert.match(out, /\nRoutes: +1 \(1 attached\)\nProblems:\n +✓ none\n$/);
    assert.deepEqual([err, code], ['', 0]);
  });

  test('what a controller refuses, in its own words, once', async () => {
    const broken = CLASS + gateway('web', `${condition('Accepted', 'False')}, ${condition('Programmed', 'False')}`);
    assert.deepEqual(await problemsOf(broken), ['gateway Gateway/web Because']);
    const { out, code } = await status(broken, 'shop');
    assert.match(
      out,
      /✗ gateway shop\/web +Accepted: Because\n +its own words\n +gwctl describe gateway\/web -n shop --from -\n/,
    );
    assert.equal(code, 0, 'only --check makes an exit code of it');
    assert.equal((await status(broken, 'shop', '--check')).code, 1);
  });

  test('the worst first: class, Gateway, listener, route, backend', async () => {
    const input =
      CLASS.replace('"True"', '"False"') +
      gateway('web', condition('Accepted', 'False')) +
      gateway(
        'tls',
        FINE,
        '[{name: a, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: lost}]}}, {name: b, port: 80, protocol: HTTP}]',
      ) +
      route('lost', 'tls', 'absent') +
      route('odd', 'gone');
    assert.deepEqual(
      (await problemsOf(input, '--complete')).map((line) => line.split(' ', 1)[0]),
      ['class', 'gateway', 'listener', 'route', 'backend', 'backend'],
    );
  });

  test('a status of an older generation is stale', async () => {
    const input = CLASS + gateway('web', `${condition('Accepted', 'True', 1)}, ${condition('Programmed', 'True', 1)}`);
    assert.deepEqual(await problemsOf(input), ['stale Gateway/web Stale']);
    assert.equal((await status(input, 'shop', '--check')).code, 1);
  });

  test('nothing but the default of the CRD: no controller has looked, unless it could only refuse', async () => {
    assert.deepEqual(await problemsOf(CLASS + gateway('web', PENDING)), ['gateway Gateway/web Pending']);
    const clash = '[{name: a, port: 80, protocol: HTTP}, {name: b, port: 80, protocol: TCP}]';
    const problems = await problemsOf(CLASS + gateway('web', PENDING, clash));
    // The Gateway is refused for its listeners, which conflict with each other.
    assert.deepEqual(problems, ['listener Gateway/web ProtocolConflict']);
  });

  test('of a namespace only what is its own, and the classes that it uses', async () => {
    const others =
      CLASS.replace('name: acme', 'name: unused').replace('"True"', '"False"') + route('away', 'gone', 'cart', 'other');
    assert.deepEqual(await problemsOf(GOOD + others), []);
    const all = await status(GOOD + others, '-A', '--check', '--complete');
    assert.equal(all.code, 1);
    assert.match(all.out, /gatewayclass unused/);
    assert.match(all.out, /httproute other\/away/);
  });

  test('an object that files hold twice is in doubt, what no verdict looks at is not', async () => {
    const twice = await status(`${GOOD}${GOOD.replaceAll('port: 80', 'port: 81')}`, 'shop', '--check');
    assert.match(
      twice.err,
      /^Warning: \w+ \S+ stands at stdin:\d+ and, different, at stdin:\d+: the later one is used$/m,
    );
    assert.equal(twice.code, 1);
    const broken = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec: [\n';
    const { out, err, code } = await status(`${GOOD}\n---\n${broken}`, 'shop', '--check');
    assert.match(out, /✓ none/);
    assert.match(err, /^Warning: cannot read stdin:\d+: /);
    assert.equal(code, 0);
  });

  test('what could not be read is no problem, but no clean bill either', async () => {
    const { out, err, code } = await status(`${GOOD}\nkind: HTTPRoute\n`, 'shop', '--check');
    assert.match(out, /\? none in what could be read/);
    assert.match(err, /^Warning: cannot read stdin:\d+: HTTPRoute has no apiVersion\n$/);
    assert.equal(code, 1);
    assert.equal((await status(`${GOOD}\nkind: HTTPRoute\n`, 'shop')).code, 0);
  });

  test('a route that one parent refuses and another takes is partly attached; one without any is told apart', async () => {
    const both = route('both', 'web').replace('[{name: web', '[{name: gone, namespace: shop}, {name: web');
    const none = route('none', 'web').replace(/parentRefs: \[[^\]]*\], /, '');
    const { out } = await status(GOOD + both + none + route('odd', 'gone'), 'shop', '--complete');
    assert.match(out, /\nRoutes: +4 \(1 attached, 1 partly attached, 1 refused, 1 without a parent\)\n/);
  });

  test('five problems on the screen, the rest counted', async () => {
    const input =
      GOOD + Array.from({ length: 8 }, (_, index) => route(`r${index}`, `gone-${'abcdefgh'[index]}`)).join('');
    const few = await status(input, 'shop', '--complete');
    assert.match(few.out, /Problems \(8\):/);
    assert.match(few.out, /and 3 more: --problems=0 shows all\n$/);
    const all = await status(input, 'shop', '--problems=0', '--complete');
    assert.doesNotMatch(all.out, /more:/);
    assert.equal(all.out.match(/✗/g)?.length, 8);
  });

  test('what was not examined is not called right', async () => {
    const empty = await status(SERVICE, 'shop');
    assert.match(empty.out, /Problems:\n +\? nothing to examine\n/);
    assert.deepEqual([empty.err, empty.code], ['No Gateways or routes found in shop namespace\n', 0]);
    assert.equal((await status(SERVICE, 'shop', '--check')).code, 3);
    const misspelled = await status(GOOD, 'shp', '--check');
    assert.match(misspelled.out, /Problems:\n +\? nothing to examine\n/);
    assert.equal(
      misspelled.err,
      'No Gateways or routes found in shp namespace: no object in the files is in namespace shp; did you mean shop?\n',
    );
    assert.equal(misspelled.code, 3);
    assert.equal((await status(SERVICE, '--check')).code, 3);
  });

  test('of a cluster a namespace that does not exist is named', async () => {
    const manifest = `${GOOD}\n{apiVersion: v1, kind: Namespace, metadata: {name: shop}}\n`;
    const { io, written } = captureIo({});
    const code = await statusOf(['shp'], { check: true }, io, () => openCluster(manifest));
    assert.equal(
      written.err,
      'No Gateways or routes found in shp namespace: Namespace shp does not exist; did you mean shop?\n',
    );
    assert.match(written.out, /\? nothing to examine\n$/);
    assert.equal(code, 3);
  });

  test('what could not be determined is said, and fails the check', async () => {
    const odd = gateway('web', '', '[{name: odd, port: 80, protocol: acme.io/ODD}]');
    const { out, code } = await status(CLASS + odd, '-A', '--check');
    assert.match(out, /Problems:\n +\? none in what could be determined\n/);
    assert.match(
      out,
      /Undetermined \(1\):\n +\? gateway shop\/web#odd +spec\.listeners\[0\]\n +.*acme\.io\/ODD.*\n +gwctl describe gateway\/web -n shop --from -\n$/,
    );
    assert.equal(code, 1);
    const { undetermined, problemCount } = JSON.parse((await status(CLASS + odd, '-A', '-o', 'json')).out);
    assert.deepEqual([undetermined.length, problemCount], [1, 0]);
  });

  test('whoever may read one namespace only can check it', async () => {
    const all = `${GOOD}\n{apiVersion: v1, kind: Namespace, metadata: {name: shop}}\n`;
    const types = (await (await openCluster(all)).catalog()).types.map(({ plural }) => plural);
    const forbidden = types.map((plural) => `${plural} in all`).concat('gatewayclasses', 'namespaces');
    const check = async (manifest: string, refused = forbidden): Promise<readonly [string, number]> => {
      const { io, written } = captureIo({});
      const code = await statusOf(['shop'], { check: true }, io, () => openCluster(manifest, { forbidden: refused }));
      return [written.out, code];
    };
    const [fine, code] = await check(all);
    assert.match(fine, /ok none\n$/);
    assert.equal(code, 0);
    assert.equal((await check(all + route('lost', 'gone')))[1], 1);
    const [part, partly] = await check(all, [...forbidden, 'tcproutes']);
    assert.match(part, /\? none in what could be read\n/);
    assert.equal(partly, 1);
  });

  test('files are taken whole unless a namespace is named, and scripts get every problem', async () => {
    const lost = Array.from({ length: 7 }, (_, index) => route(`r${index}`, `gone-${index}`, 'cart', `n${index}`));
    const { out } = await status(GOOD + lost.join(''), '--complete');
    assert.match(out, /Problems \(\d+\):/);
    assert.match(out, /httproute n0\/r0/);
    const { problems, problemCount, namespace } = JSON.parse(
      (await status(GOOD + lost.join(''), '--complete', '-o', 'json')).out,
    );
    assert.equal(namespace, undefined);
    assert.equal(problems.length, problemCount);
    assert.ok(problemCount > 7);
  });

  test('wrong usage', async () => {
    for (const words of [
      ['shop', 'pay'],
      ['shop', '-A'],
      ['shop', '-n', 'pay'],
      ['--problems', '-1'],
      ['-o', 'wide'],
    ]) {
      assert.equal((await status(GOOD, ...words)).code, 2, words.join(' '));
    }
  });

  test('without the Gateway API that is what is said, but not of a cache from before its installation', async () => {
    const bare = { types: COMMON_TYPES, gaps: [] };
    const whole = { types: [...COMMON_TYPES, ...GATEWAY_API_TYPES], gaps: [] };
    assert.equal(
      await saidOfNothing(bare),
      'The Gateway API is not installed: the server has no resources of group gateway.networking.k8s.io.\n',
    );
    assert.equal(
      await saidOfNothing(bare, whole),
      'No Gateways or routes found in shop namespace: Namespace shop does not exist\n',
    );
  });
});
