import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { Ajv } from 'ajv';
import { schemaPath } from '../../../scripts/schemas.ts';
import { test as testVerb } from '../../../src/app/test.ts';
import { readPath, readRecords } from '../../../src/model/read.ts';
import { load } from 'js-yaml';
import { born, gateway, gatewayClass, make, route, service } from '../../support/world.ts';
import { openCluster } from '../../support/fake-cluster.ts';
import { runMain } from '../../support/run-main.ts';
import type { Outcome } from '../../support/run-main.ts';
import { runVerb } from '../../support/run-verb.ts';

const HEAD = 'apiVersion: gwctl.dev/v1alpha1\nkind: RoutingTest\ngateway: shop/web\ntests:\n';
const OBJECTS = [
  gatewayClass(),
  gateway('web', [
    { name: 'http', port: 80, protocol: 'HTTP' },
    { name: 'alt', port: 8080, protocol: 'HTTP' },
  ]),
  service('a'),
  service('b'),
  route(
    'HTTPRoute',
    'shop',
    [{ name: 'web', sectionName: 'http' }],
    {
      rules: [
        { matches: [{ path: { type: 'PathPrefix', value: '/a' } }], backendRefs: [{ name: 'a', port: 80 }] },
        { matches: [{ path: { type: 'PathPrefix', value: '/b' } }], backendRefs: [{ name: 'b', port: 80 }] },
      ],
    },
    born(1),
  ),
  route(
    'HTTPRoute',
    'alt',
    [{ name: 'web', sectionName: 'alt' }],
    { rules: [{ backendRefs: [{ name: 'b', port: 80 }] }] },
    born(1),
  ),
];

/** The ready endpoint of Service a. */
const SLICE = make('discovery.k8s.io/v1', 'EndpointSlice', 'a-1', {
  metadata: { labels: { 'kubernetes.io/service-name': 'a' } },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: true } }],
  ports: [{ port: 80 }],
});

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gwctl-test-'));
  await writeFile(join(folder, 'manifests.yaml'), OBJECTS.map((object) => JSON.stringify(object)).join('\n---\n'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** Runs tests, written as a list, against the manifests. */
async function run(tests: string, words: readonly string[] = [], head = HEAD): Promise<Outcome> {
  await writeFile(join(folder, 'shop.routes.yaml'), head + tests);
  return runMain(['test', 'shop.routes.yaml', '--from', 'manifests.yaml', ...words], '', { cwd: folder });
}

/** What is said of a file that is no file of tests. */
async function errorOf(text: string): Promise<string> {
  return (await run('', [], text)).err;
}

const PASSES = '- request: http://x/a\n  expect: {backend: a}\n';
const FAILS = '- request: http://x/b/c\n  expect: {backend: a, not: {route: shop/shop}}\n';

suite('gwctl test', () => {
  test('passes where all is as expected', async () => {
    assert.deepEqual(await run(PASSES), { code: 0, out: '✓ GET http://x/a\n1 passed, 0 failed\n', err: '' });
  });

  test('fails with what is otherwise, why, and where it is written', async () => {
    assert.deepEqual(await run(PASSES + FAILS), {
      code: 1,
      out: `✓ GET http://x/a
✗ GET http://x/b/c
    expected backend a, got shop/b:80                                           shop.routes.yaml:7
    expected never route shop/shop, got it
    httproute shop/shop rule 1: PathPrefix /b                                   manifests.yaml:9
1 passed, 1 failed
`,
      err: '',
    });
    const { out } = await run(PASSES + FAILS, ['--only-failures']);
    assert.doesNotMatch(out, /✓/);
    assert.match(out, /1 passed, 1 failed/);
  });

  test('tells the nearest where nothing answers', async () => {
    const { out } = await run('- request: http://x/c\n  expect: {status: 200}\n');
    assert.match(out, /expected status 200, got 404 /);
    assert.match(out, /no rule of any HTTPRoute matches/);
    assert.match(out, /httproute shop\/shop rule 0: \/a is not a prefix of \/c +manifests\.yaml:9/);
  });

  test('covers matches, and says which are missing as ready tests', async () => {
    const { code, out } = await run(PASSES, ['--coverage']);
    assert.equal(code, 0);
    assert.equal(
      out,
      `✓ GET http://x/a
1 passed, 0 failed; 1 of 3 matches covered (33 %)
not covered:
- request: GET http://any-host/b
  gateway: shop/web
  expect: {backend: shop/b:80, route: shop/shop, rule: 1}
- request: GET http://any-host:8080/
  gateway: shop/web
  expect: {backend: shop/b:80, route: shop/alt, rule: 0}
`,
    );
    const ready = out.slice(out.indexOf('- request'));
    assert.match(
      (await run(PASSES + ready, ['--coverage'])).out,
      /3 passed, 0 failed; 3 of 3 matches covered \(100 %\)\n$/,
    );
  });

  for (const [percent, code] of [
    ['33', 0],
    ['33.4', 1],
    ['100', 1],
    ['0', 0],
  ] as const) {
    test(`--fail-under ${percent} ends with ${code} where a third is covered`, async () => {
      const outcome = await run(PASSES, ['--fail-under', percent]);
      assert.equal(outcome.code, code);
      assert.equal(outcome.err, code === 0 ? '' : `error: the tests reach less than ${percent} % of the matches\n`);
    });
  }

  test('sees the manifests as if a change were applied', async () => {
    const change = route('HTTPRoute', 'shop', [{ name: 'web', sectionName: 'http' }], {
      rules: [{ backendRefs: [{ name: 'b', port: 80 }] }],
    });
    await writeFile(join(folder, 'change.yaml'), JSON.stringify(change));
    const { code, out } = await run(PASSES, ['-f', 'change.yaml']);
    assert.equal(code, 1);
    assert.match(out, /expected backend a, got shop\/b:80/);
    assert.match(out, /rule 0.* change\.yaml:1/);
    assert.equal((await run(PASSES, ['-f', 'gone.yaml'])).code, 3);
  });

  test('comes to the listener that a test names', async () => {
    const { out, code } = await run(
      '- {request: "http://x/", listener: alt, expect: {route: alt, listener: alt}}\n- {request: "http://x/", listener: gone, expect: {status: 404}}\n',
    );
    assert.equal(code, 1);
    assert.match(out, /✓ GET http:\/\/x\/\n✗ GET http:\/\/x\/\n {4}expected listener gone, got none of this name/);
  });

  test('takes what curl takes', async () => {
    const { out } = await run(
      `- curl: curl -sS -X POST http://x/b -d 'a=b'\n  expect: {backend: b, requestHeaders: {content-type: application/x-www-form-urlencoded}}\n`,
    );
    assert.equal(out, "✓ curl -sS -X POST http://x/b -d 'a=b'\n1 passed, 0 failed\n");
  });

  test('tells each mistake with its line, and runs nothing then', async () => {
    const text = `- request: http://x/a
  expect: {backend: a}
- request: http://x/a
  expects: {backend: a}
- request: https://
  expect:
    status: 200
    backnd: a
- curl: curl --frob http://x/
  expect: {status: 200}
- request: http://x/
  listener: alt
  gateway: web
  port: http
  expect: {status: 200}
`;
    const { code, out, err } = await run(text);
    assert.deepEqual([code, out], [3, '']);
    assert.deepEqual(
      err.split('\n').map((line) => line.replace(/ is unknown; .*/, ' is unknown')),
      [
        'error: shop.routes.yaml:7: tests[1].expect must be an object',
        'error: shop.routes.yaml:8: tests[1].expects is unknown',
        'error: shop.routes.yaml:12: tests[2].expect.backnd is unknown',
        'error: shop.routes.yaml:13: tests[3].request is no request: unknown flag of curl: --frob',
        'error: shop.routes.yaml:18: tests[4].port must be a port from 1 to 65535',
        '',
      ],
    );
  });

  test('tells a file that is none', async () => {
    assert.equal(await errorOf('kind: [\n'), 'error: shop.routes.yaml:2: deficient indentation\n');
    assert.equal(await errorOf('[]\n'), 'error: shop.routes.yaml:1: the file must be an object\n');
    assert.equal(await errorOf(''), 'error: no tests in shop.routes.yaml\n');
    assert.equal(
      await errorOf('apiVersion: v1\nkind: Pod\n'),
      `error: shop.routes.yaml:1: apiVersion must be gwctl.dev/v1alpha1
error: shop.routes.yaml:1: tests must be a list of tests
error: shop.routes.yaml:2: kind must be RoutingTest
`,
    );
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefg'[at]}`).join()}]\n`).join('')}`;
    assert.match(await errorOf(bomb), /^error: shop\.routes\.yaml:1: aliases expand to too many values\n$/);
  });

  test('reads folders, and only their tests', async () => {
    const inner = join(folder, 'tests', 'inner');
    await mkdir(inner, { recursive: true });
    await writeFile(join(inner, 'a.routes.yaml'), HEAD + PASSES);
    await writeFile(join(inner, 'b.routes.yml'), HEAD + PASSES);
    await writeFile(join(inner, 'manifest.yaml'), 'kind: broken: [');
    const { code, out } = await runMain(['test', 'tests', '--from', 'manifests.yaml'], '', { cwd: folder });
    assert.deepEqual([code, out], [0, '✓ GET http://x/a\n✓ GET http://x/a\n2 passed, 0 failed\n']);
    await mkdir(join(folder, 'none'), { recursive: true });
    const { err } = await runMain(['test', 'none', '--from', 'manifests.yaml'], '', { cwd: folder });
    assert.equal(err, 'error: error reading [none]: no routing tests (*.routes.yaml, *.routes.yml, *.routes.json)\n');
  });

  test('may lie beside the manifests that it tests', async () => {
    const both = join(folder, 'both');
    await mkdir(both, { recursive: true });
    await writeFile(join(both, 'a.routes.yaml'), HEAD + PASSES);
    await writeFile(join(both, 'objects.yaml'), OBJECTS.map((object) => JSON.stringify(object)).join('\n---\n'));
    assert.deepEqual(await runMain(['test', 'both', '--from', 'both'], '', { cwd: folder }), {
      code: 0,
      out: '✓ GET http://x/a\n1 passed, 0 failed\n',
      err: '',
    });
  });

  test('reads tests from standard input', async () => {
    const { code } = await runMain(['test', '-', '--from', 'manifests.yaml'], HEAD + PASSES, { cwd: folder });
    assert.equal(code, 0);
    const { err } = await runMain(['test', '-', '--from', '-'], HEAD + PASSES, { cwd: folder });
    assert.equal(err, 'error: standard input can be read only once\n');
  });

  for (const [words, message] of [
    [[], 'test needs a file or directory of routing tests, or --generate'],
    [['a', '--generate'], '--generate writes tests, and takes no files of them'],
    [['--generate', '-o', 'json'], '--generate takes neither -o nor --send'],
    [['a', '--fail-under', '101'], '--fail-under must be a percentage from 0 to 100'],
    [['a', '-o', 'tap', '--only-failures'], '--only-failures does not go with -o tap, which lists every test'],
    [
      ['a', '-o', 'wide'],
      'unable to match a printer suitable for the output format "wide", allowed formats are: json,yaml,tap,junit',
    ],
    [['a', '--insecure'], '--insecure is for --send'],
    [['a', '--send', '--address', 'a b'], '--address must be HOST[:PORT], not "a b"'],
    [['a', '--send', '--max-time', '0s'], '--max-time must be more than 0'],
    [['a', '--send', '--max-time', '5'], '--max-time: time: missing unit in duration "5"'],
  ] as const) {
    test(`refuses ${words.join(' ')}`, async () => {
      assert.deepEqual(await runMain(['test', ...words], '', { cwd: folder }), {
        code: 2,
        out: '',
        err: `error: ${message}\n`,
      });
    });
  }

  test('answers with a document that its schema describes', async () => {
    const { out } = await run(PASSES + FAILS, ['-o', 'json', '--coverage']);
    const schema: unknown = JSON.parse(await readFile(schemaPath('TestReport'), 'utf8'));
    assert.ok(typeof schema === 'object' && schema !== null);
    const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
    const report: unknown = JSON.parse(out);
    assert.ok(validate(report), JSON.stringify(validate.errors));
    assert.deepEqual(readPath(report, 'summary'), { total: 2, passed: 1, failed: 1, unknown: 0 });
    assert.deepEqual(
      readRecords(readPath(report, 'tests')).map(({ line, state }) => [line, state]),
      [
        [5, 'passed'],
        [7, 'failed'],
      ],
    );
  });

  test('has a schema for editors that takes what is right and refuses what is not known', async () => {
    const schema: unknown = JSON.parse(await readFile(schemaPath('RoutingTest'), 'utf8'));
    assert.ok(typeof schema === 'object' && schema !== null);
    const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
    const { out } = await runMain(['test', '--generate', '--from', 'manifests.yaml'], '', { cwd: folder });
    for (const text of [
      out,
      `${HEAD}- {name: a, request: {method: GET, url: "http://a/", headers: {a: 1}}, headers: ["a: b"], expect: {backends: {a: 90%, b: 10}, requestHeaders: {a: null}, not: {backend: a}, policy: [A], status: refused}}`,
    ]) {
      assert.ok(validate(load(text)), JSON.stringify(validate.errors));
    }
    for (const text of [
      `${HEAD}- {request: a, expect: {backnd: a}}`,
      `${HEAD}- {requst: a, expect: {backend: a}}`,
      `gatway: a\n${HEAD}- {request: a, expect: {backend: a}}`,
      `${HEAD}- {request: a, expect: {status: ok}}`,
      `${HEAD}- {request: a}`,
    ]) {
      assert.equal(validate(load(text)), false, text);
    }
  });
});

suite('gwctl test of a cluster', () => {
  const inFolder = { cwd: '/', env: { HOME: '/nonexistent', LANG: 'C.UTF-8' } };

  test('asks for what the tests need', async () => {
    const file = join(folder, 'live.routes.yaml');
    await writeFile(file, HEAD + PASSES);
    const { code, out } = await runVerb(
      (io, open) => testVerb([file], {}, io, open),
      () => openCluster([...OBJECTS, SLICE]),
      inFolder,
    );
    assert.deepEqual([code, out], [0, '✓ GET http://x/a\n1 passed, 0 failed\n']);
  });

  test('never takes what it may not read for what is not there', async () => {
    const file = join(folder, 'live.routes.yaml');
    await writeFile(file, `${HEAD}- request: http://x/zzz\n  expect: {status: 404}\n`);
    const { code, out, err } = await runVerb(
      (io, open) => testVerb([file], {}, io, open),
      () => openCluster(OBJECTS, { forbidden: ['httproutes'] }),
      inFolder,
    );
    assert.equal(code, 1);
    assert.match(out, /^\? GET http:\/\/x\/zzz\n/);
    assert.match(out, /0 passed, 0 failed, 1 unknown\n$/);
    assert.match(err, /cannot read httproutes: forbidden/);
  });
});
