import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { isRecord, readPath, readRecords } from '../../src/model/read.ts';
import { skip } from '../cluster/api-support.ts';
import { VERBS, assertSame, patternOf, shown } from './expect.ts';
import { partFaults, requestFaults } from './faults.ts';
import { answer, only, rewrite, slow, tooSlow } from './interventions.ts';
import type { Intervention } from './proxy.ts';
import { LIMIT, sharedBench } from './support.ts';
import type { Bench, Run } from './support.ts';

const UNABLE = 'the server is currently unable to handle the request';
let bench: Bench;

before(async () => {
  if (skip === false) bench = await sharedBench();
});

/** Runs several command lines at once under one fault. */
function runUnder(
  fault: Intervention,
  lines: readonly (readonly string[])[],
  options?: { cold: boolean },
): Promise<readonly Run[]> {
  return bench.under(fault, () => Promise.all(lines.map((line) => bench.run(line, options))));
}

const CANNOT_READ = /^Warning: cannot read httproutes\.gateway\.networking\.k8s\.io( in namespace faults)?: .+$/;
const IS_FORBIDDEN = /^Warning: cannot read httproutes( in namespace (faults|shop))?: forbidden; .+$/;

const LINES = [
  ['get', 'gateways', LIMIT],
  ['get', 'gateways,httproutes,services', LIMIT],
  ['get', 'gateways', '-o', 'wide', LIMIT],
  ['get', 'routes', LIMIT],
  ['describe', 'httproute', 'cart', LIMIT],
  ['describe', 'gateway', 'web', LIMIT],
  ['status', LIMIT],
  ['graph', 'gateway/web', LIMIT],
  ['effective', 'gateway/web', LIMIT],
] as const;

for (const fault of requestFaults) {
  test(`${partFaults.oneKind.name}: ${fault.name} for httproutes`, { skip }, async () => {
    const [plain, several, merged] = await Promise.all([bench.run(LINES[0]), bench.run(LINES[1]), bench.run(LINES[8])]);
    const routes = only(/\/httproutes(\/|\?|$)/, fault.intervention);
    const runs = await runUnder(routes, LINES);
    const [untouched, some, wide, virtual, own, gateway, screen, graph, effective] = runs;
    assert.ok(untouched && some && wide && virtual && own && gateway && screen && graph && effective);
    const says = patternOf(fault.says);

    // What was asked and not touched is whole; of what was asked and touched nothing is shown, with its error and 1.
    assertSame(LINES[0], untouched, plain);
    assertSame(LINES[8], effective, merged);
    const sections = shown(several).split('\n\n');
    const others = sections.filter((section) => !section.includes('httproute'));
    assert.equal(others.length, sections.length - 1);
    assert.equal(shown(some).trimEnd(), others.join('\n\n').trimEnd());
    assert.match(some.err.trimEnd(), says);
    assert.equal(some.code, partFaults.oneKind.exit);
    for (const run of [virtual, own]) {
      assert.match(run.err.trimEnd(), says);
      assert.equal(run.out, '');
    }
    // Routes of other kinds could be read: a part of what was asked is missing.
    assert.deepEqual([virtual.code, own.code], [partFaults.oneKind.exit, fault.exit]);

    // Beside what was asked it is named on stderr, and unknown is not none. A kind that is not served any more is none.
    const isForbidden = /^40[13]/.test(fault.name);
    const isGone = fault.says.includes('NotFound');
    for (const run of [wide, gateway, screen, graph]) {
      // Of a screen and of a graph routes are a part.
      const isPart: boolean = !isGone && (run === screen || run === graph);
      assert.equal(run.code, isPart ? partFaults.oneKind.exit : 0, run.err);
      const warnings = run.err.split('\n').filter((line) => line.startsWith('Warning: '));
      assert.ok(isGone || warnings.length > 0, JSON.stringify(run));
      // What is forbidden in the whole cluster may be allowed in a namespace: what is referred to is tried there.
      for (const line of warnings) assert.match(line, isForbidden ? IS_FORBIDDEN : CANNOT_READ);
      assert.doesNotMatch(run.out, /missing|does not exist/);
    }
    if (isGone) return;
    assert.match(shown(wide), /^web .* <unknown> 0$/m);
    assert.match(shown(gateway), /^ http 80 HTTP same namespace unknown /m);
    assert.match(shown(screen), /^ web faults <none> Pending 1 <unknown> <unknown>$/m);
    assert.match(shown(graph), /listener http :80 HTTP routes unknown$/m);
  });
}

test(`${partFaults.absentGroup.name}: is said, and discovery is asked anew`, { skip }, async () => {
  const gone = only(/^\/apis\/gateway\.networking\.k8s\.io\//, answer(404, '404 page not found\n'));
  const cacheDir = await bench.newCache();
  assert.equal((await bench.run(['get', 'gateways'], { cacheDir })).code, 0);
  const services = await bench.run(['get', 'services']);
  const [failed, beside, screen] = await runUnder(gone, [['get', 'gateways'], ['get', 'services'], ['status']]);
  assert.ok(failed && beside && screen);
  assert.match(failed.err.trimEnd(), patternOf(partFaults.absentGroup.says));
  assert.deepEqual([failed.out, failed.code], ['', partFaults.absentGroup.exit]);
  assertSame(['get', 'services'], beside, services);
  assert.match(screen.err.trimEnd(), patternOf(partFaults.absentGroup.says));
  assert.deepEqual([screen.out, screen.code], ['', 1]);

  await bench.under(gone, async () => {
    await bench.run(['get', 'gateways'], { cacheDir });
    assert.ok(!bench.proxy.requests.includes('GET /apis'));
    await bench.run(['get', 'gateways'], { cacheDir });
    assert.ok(bench.proxy.requests.includes('GET /apis'));
  });
});

/** Aggregated discovery, changed. */
function discovery(change: (items: Record<string, unknown>[]) => void): Intervention {
  return only(
    /^\/apis$/,
    rewrite((text) => {
      const document: unknown = JSON.parse(text);
      const items = readRecords(readPath(document, 'items')).map((item) => ({ ...item }));
      change(items);
      return JSON.stringify(isRecord(document) ? { ...document, items } : document);
    }),
  );
}

const stale = (version: string): object => ({ version, freshness: 'Stale', resources: [] });

test(`${partFaults.brokenOther.name}: changes no answer`, { skip }, async () => {
  const broken = discovery((items) => {
    items.push({ metadata: { name: 'broken.example' }, versions: [stale('v1')] });
  });
  const healthy = await Promise.all(VERBS.map((verb) => bench.run(verb, { cold: true })));
  const runs = await runUnder(broken, VERBS, { cold: true });
  for (const [index, verb] of VERBS.entries()) {
    const [run, expected] = [runs[index], healthy[index]];
    assert.ok(run && expected);
    const warning = `Warning: cannot read broken.example/v1: ${UNABLE}\n`;
    // It may hold policies: verbs that ask for all policies name it.
    assertSame(verb, { ...run, err: run.err.replace(warning, '') }, expected);
  }
});

test(`${partFaults.brokenOwn.name}: is never said to hold nothing`, { skip }, async () => {
  const broken = discovery((items) => {
    for (const item of items) {
      if (readPath(item, 'metadata', 'name') === 'gateway.networking.k8s.io') item['versions'] = [stale('v1')];
    }
  });
  const lines = [
    ['get', 'gateways'],
    ['get', 'routes'],
    ['describe', 'gateway', 'web'],
    ['status'],
    ['graph', 'gateway/web'],
    ['effective', 'httproute/cart'],
    ['graph'],
    ['get', 'policies'],
    ['get', 'backends'],
    ['api-resources'],
  ];
  const runs = await runUnder(broken, lines, { cold: true });
  for (const [index, run] of runs.entries()) {
    const what = `${lines[index]?.join(' ')}: ${JSON.stringify(run)}`;
    assert.match(run.err, new RegExp(`gateway\\.networking\\.k8s\\.io/v1.*${UNABLE}|${UNABLE} \\(gateway`), what);
    assert.doesNotMatch(run.err, /not installed|No Gateways/, what);
  }
  assert.deepEqual(
    runs.slice(0, 6).map(({ out }) => out),
    ['', '', '', '', '', ''],
  );
  assert.deepEqual(
    runs.slice(0, 6).map(({ code }) => code),
    [1, 1, 1, 3, 1, 1],
  );
});

test(`${partFaults.slow.name}: whole with time, an error without, nothing between`, { skip }, async () => {
  const healthy = await bench.run(['get', 'httproutes']);
  const line = ['get', 'httproutes', LIMIT];
  const patient = await bench.under(slow(1024), () => bench.run(line));
  const hasty = await bench.under(tooSlow, () => bench.run(line));
  assertSame(['get', 'httproutes'], patient, healthy);
  assert.match(hasty.err, /^error: unexpected error when reading response body\. Please retry\. .*exceeded.*\n$/);
  assert.deepEqual([hasty.out, hasty.code], ['', 3]);
});
