import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { analyze } from '../../../src/app/analyze.ts';
import { GATEWAY_API_TYPES } from '../../../src/gateway-api/kinds.ts';
import { readPath, readRecords } from '../../../src/model/read.ts';
import { NOW, openCluster } from '../../support/fake-cluster.ts';
import type { Trouble } from '../../support/fake-cluster.ts';
import { runVerb } from '../../support/run-verb.ts';
import { runMain } from '../../support/run-main.ts';

const GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: acme}
spec: {controllerName: acme.example/c}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP}]
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {ports: [{port: 8080}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: cart-1, namespace: shop, labels: {kubernetes.io/service-name: cart}}
addressType: IPv4
endpoints: [{addresses: [10.0.0.1], conditions: {ready: true}}]
---`;

/** A route whose backend has not the port. */
function route(
  name: string,
  { backends = ['80'], more = '' }: { backends?: readonly string[]; more?: string } = {},
): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: shop${more}}
spec:
  parentRefs: [{name: web}]
  hostnames: [${name}.example.com]
  rules:
  - backendRefs:
${backends.map((port) => `    - {name: cart, port: ${port}}`).join('\n')}
---`;
}

const EVERY_PLURAL = GATEWAY_API_TYPES.map(({ plural }) => plural);

/** Analyzes a cluster with the route `cart` and trouble. */
function analyzeCluster(trouble: Trouble): ReturnType<typeof runVerb> {
  return runVerb(
    (io, open) => analyze([], { allNamespaces: true, suppress: ['GW1001'] }, io, open),
    () => openCluster(CART, trouble),
    { now: () => NOW, cwd: '/' },
  );
}

async function findings(words: readonly string[], input: string, cwd = '/'): Promise<readonly string[]> {
  const { out } = await runMain(['analyze', '--from', '-', '--complete', '-o', 'json', ...words], input, { cwd });
  return readRecords(readPath(JSON.parse(out), 'findings')).map(
    ({ code, subject, path }) => `${String(code)} ${String(readPath(subject, 'name'))} ${String(path)}`,
  );
}

/** The exit code, and what is said on stderr, of an analysis of the route `cart`. */
async function outcomeOf(words: readonly string[]): Promise<readonly [number, string]> {
  const { code, err } = await runMain(['analyze', '--from', '-', '--complete', ...words], CART);
  return [code, err];
}

/** What is said of a configuration that cannot be used. */
async function refused(folder: string, text: string): Promise<string> {
  await writeFile(join(folder, 'bad.yaml'), text);
  const { code, err } = await runMain(['analyze', '--from', '-', '--config', 'bad.yaml'], CART, { cwd: folder });
  assert.equal(code, 3);
  return err;
}

const CART = `${GATEWAY}${route('cart')}`;
const FOUND = 'GW2003 cart spec.rules[0].backendRefs[0]';

suite('analyze', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gwctl-analyze-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test('names file, line, field and fix', async () => {
    const { out, code } = await runMain(['analyze', '--from', '-', '--complete'], CART);
    assert.equal(
      out,
      `stdin
  33  error    GW2003 backend-port  httproute/cart  spec.rules[0].backendRefs[0]
        Service shop/cart has no port 80: it has 8080
        fix: port: 8080
1 error, 0 warnings in 3 objects
`,
    );
    assert.equal(code, 1);
  });

  test('breaks sentences to fit the terminal', async () => {
    const { out } = await runMain(['analyze', '--from', '-', '--complete', '--color', 'never'], CART, {
      outIsTerminal: true,
      columns: 44,
    });
    assert.match(out, /^ {8}Service shop\/cart has no port 80: it\n {8}has 8080$/m);
  });

  test('the exit code follows --fail-on, not --show', async () => {
    for (const [words, expected] of [
      [[], 1],
      [['--fail-on', 'never'], 0],
      [['--show', 'error', '--fail-on', 'info'], 1],
      [['--skip', 'backend-port'], 0],
      [['--rule', 'gw1001'], 0],
      [['--rule', 'GW2003'], 1],
      [['--rule', 'backend-prot'], 2],
    ] as const) {
      const [code] = await outcomeOf(words);
      assert.equal(code, expected, words.join(' '));
    }
  });

  test('a name that is not there is an error, and an empty place nothing to examine', async () => {
    const [code, err] = await outcomeOf(['httproute/nope', '-n', 'shop']);
    assert.equal(code, 1);
    assert.match(err, /"nope" not found/);
    assert.equal((await outcomeOf(['-n', 'shpo']))[0], 3);
    assert.equal((await outcomeOf(['-l', 'app=nothing']))[0], 3);
  });

  test('a broken file is a part that could not be read', async () => {
    const { code } = await runMain(
      ['analyze', '--from', '-', '--skip', 'GW2003'],
      `${CART}\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: [`,
    );
    assert.equal(code, 1);
  });

  test('asks about the objects that are named or have the labels', async () => {
    const both = `${CART}${route('pay', { more: ', labels: {app: pay}' })}`;
    assert.deepEqual(await findings(['httproute/cart', '-n', 'shop'], both), [FOUND]);
    assert.deepEqual(await findings(['-l', 'app=pay'], both), ['GW2003 pay spec.rules[0].backendRefs[0]']);
    assert.equal((await findings(['-n', 'shop'], both)).length, 1);
  });

  test('names the fault of another object that one waits for', async () => {
    const named = await findings(
      ['httproute/cart', '-n', 'shop'],
      CART.replace('gatewayClassName: acme', 'gatewayClassName: acne').replace('80}', '8080}'),
    );
    assert.deepEqual(named[0], 'GW1001 web spec.gatewayClassName');
  });

  test('suppressions: annotation, flag, configuration', async () => {
    const annotated = `${GATEWAY}${route('cart', { more: ", annotations: {gwctl.dev/suppress: 'backend-port, GW4010'}" })}`;
    const report = async (words: readonly string[], input: string, cwd = folder): Promise<unknown> =>
      JSON.parse((await runMain(['analyze', '--from', '-', '--complete', '-o', 'json', ...words], input, { cwd })).out);
    const byAnnotation = await report([], annotated);
    assert.deepEqual(readPath(byAnnotation, 'findings'), []);
    assert.deepEqual(
      readRecords(readPath(byAnnotation, 'suppressed')).map(({ by }) => by),
      ['annotation'],
    );
    assert.deepEqual(readPath(byAnnotation, 'unusedSuppressions'), ['GW4010 (annotation of HTTPRoute/shop/cart)']);
    for (const [text, isMeant] of [
      ['GW2003', true],
      ['backend-port=HTTPRoute/shop/cart', true],
      ['GW2003=httproute/*/c*t', true],
      ['GW2003=*/shop/cart*', true],
      ['GW2003=HTTPRoute/shop/art', false],
      ['GW2003=HTTPRoute/cart', false],
      ['GW2003=HTTPRoute/shop/ca*a*rt', false],
      ['GW1001=HTTPRoute/shop/cart', false],
    ] as const) {
      const byFlag = await report(['--suppress', text], CART);
      assert.equal(readRecords(readPath(byFlag, 'findings')).length, isMeant ? 0 : 1, text);
      assert.deepEqual(readPath(byFlag, 'unusedSuppressions'), isMeant ? [] : [text]);
    }
    await writeFile(join(folder, '.gwctl.yaml'), 'analyze:\n  suppress: [GW2003=HTTPRoute/shop/*]\n');
    assert.deepEqual(readPath(await report([], CART), 'findings'), []);
    await writeFile(join(folder, 'other.yaml'), 'analyze:\n  severity: {backend-port: info}\n');
    assert.deepEqual(readPath(await report(['--config', 'other.yaml'], CART), 'summary', 'info'), 1);
  });

  test('no suppression is called unused of a rule that was not run', async () => {
    assert.deepEqual(await unusedBeside(), ['GW4010']);
    assert.deepEqual(await unusedBeside('--skip', 'GW1001'), ['GW4010']);
    assert.deepEqual(await unusedBeside('--skip', 'GW4010'), []);
    assert.deepEqual(await unusedBeside('--rule', 'GW1001'), []);
    assert.deepEqual(await unusedBeside('-n', 'shop'), []);
  });

  test('what could not be read is not missing: rules that need it are not run, and named', async () => {
    const { code, out, err } = await analyzeCluster({ forbidden: ['services', 'gateways', 'endpointslices'] });
    assert.equal(code, 1);
    assert.match(err, /^Warning: cannot read gateways, services: forbidden/);
    assert.doesNotMatch(out, /GW\d{4} \w/);
    assert.match(out, /^0 errors, 0 warnings in 2 objects\nnot run: (GW\d{4}, )+.* is forbidden/m);
    assert.doesNotMatch(out, /nothing needs/);
    const whole = await analyzeCluster({});
    assert.match(whole.out, /GW2003 backend-port[\s\S]*unused suppression: GW1001$/m);
  });

  test('of a Gateway of more matches than fit in memory, says so and asks the rules of the others', async () => {
    const listeners = Array.from(
      { length: 1000 },
      (_entry, at) => `{name: l${at}, port: ${at + 1000}, protocol: HTTP}`,
    );
    const rules = Array.from({ length: 501 }, (_entry, at) => `{matches: [{path: {value: /p${at}}}]}`);
    const huge = `${GATEWAY}
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: huge, namespace: shop}
spec: {gatewayClassName: acme, listeners: [${listeners.join(', ')}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: huge, namespace: shop}
spec: {parentRefs: [{name: huge}], rules: [${rules.join(', ')}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: twice, namespace: shop}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}, {backendRefs: [{name: cart, port: 8080}]}]
`;
    const words = ['analyze', '--from', '-', '--complete', '--rule', 'GW4001', '--rule', 'GW1003'];
    const { out, code } = await runMain(words, huge);
    assert.equal(code, 1);
    assert.match(out, /GW4001 unreachable-rule {2}httproute\/twice {2}spec\.rules\[1\]/);
    assert.match(out, /^not run: GW4001: Gateway shop\/huge has 501,000 matches: too many to follow/m);
  });

  test('where nothing could be read nothing is answered', async () => {
    const { code, out } = await analyzeCluster({ forbidden: EVERY_PLURAL });
    assert.equal(code, 3);
    assert.equal(out, '');
  });

  test('a configuration with a mistake is refused with its line', async () => {
    assert.equal(
      await refused(folder, 'analyze:\n  skip:\n  - GW2003\n  - GW20003\n'),
      'error: bad.yaml:4: analyze.skip: there is no rule GW20003; did you mean GW2003 backend-port?\n',
    );
    assert.match(await refused(folder, 'analyse: {}\n'), /^error: bad\.yaml:1: analyse: is not known: analyze\n$/);
    assert.match(
      await refused(folder, 'analyze:\n  severity:\n    GW2003: fatal\n'),
      /bad\.yaml:3: analyze\.severity\.GW2003: must be one of/,
    );
    assert.match(await refused(folder, 'analyze: {suppress: [GW2003=cart]}\n'), /is RULE=Kind\/namespace\/name/);
  });

  test('a baseline counts only what is new, wherever it stands', async () => {
    const of = (input: string, ...words: readonly string[]): ReturnType<typeof runMain> =>
      runMain(['analyze', '--from', '-', '--complete', '-o', 'json', ...words], input, { cwd: folder });
    const written = await of(CART, '--write-baseline', 'known.json', '--config', 'other.yaml', '--fail-on', 'info');
    assert.equal(written.code, 0);
    assert.equal(written.err, 'Wrote 1 finding to known.json\n');
    assert.deepEqual(readPath(JSON.parse(await readFile(join(folder, 'known.json'), 'utf8')), 'fingerprints'), [
      'GW2003 gateway.networking.k8s.io/HTTPRoute/shop/cart spec.rules[].backendRefs[]',
    ]);
    const flags = ['--baseline', 'known.json', '--config', 'other.yaml', '--fail-on', 'info'];
    assert.equal((await of(CART, ...flags)).code, 0);
    const moved = `${GATEWAY}${route('cart', { backends: ['8080', '80'] })}`;
    assert.equal((await of(moved, ...flags)).code, 0);
    const twice = await of(`${GATEWAY}${route('cart', { backends: ['80', '81'] })}`, ...flags);
    assert.equal(twice.code, 1);
    assert.equal(readRecords(readPath(JSON.parse(twice.out), 'findings')).length, 1);
    await writeFile(join(folder, 'none.json'), '{}');
    assert.equal((await of(CART, '--baseline', 'none.json')).code, 3);
  });

  test('says what a stranger wrote harmlessly', async () => {
    const { out } = await runMain(
      ['analyze', '--from', '-', '--complete'],
      CART.replace('name: cart, namespace: shop', 'name: "ca\\e[31mrt", namespace: shop'),
    );
    assert.doesNotMatch(out, /\u001b/);
  });
});

/** The suppressions that are called unused: GW4010 is suppressed, which nothing in the manifest is about. */
async function unusedBeside(...words: readonly string[]): Promise<unknown> {
  const { out } = await runMain(
    ['analyze', '--from', '-', '--complete', '-o', 'json', '--suppress', 'GW4010', ...words],
    CART,
  );
  return readPath(JSON.parse(out), 'unusedSuppressions');
}
