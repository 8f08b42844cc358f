import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { main } from '../../../src/main.ts';
import { readPath, readRecords } from '../../../src/model/read.ts';
import { captureIo } from '../../support/captured-io.ts';

const FILE = join(import.meta.dirname, 'world.yaml');

async function run(words: string): Promise<{ readonly out: string; readonly code: number }> {
  const { io, written } = captureIo();
  const code = await main([...words.split(' '), '--from', FILE], io);
  return { out: written.out, code };
}

const say = async (words: string): Promise<string> => (await run(words)).out;

/** The mark in front of a name, somewhere in a line; `absent` without such a line. */
function markOf(text: string, name: string): string {
  const line = text.split('\n').find((candidate) => new RegExp(`(^|[ /])${name}( |$)`).test(candidate));
  if (line === undefined) return 'absent';
  return /^[ |`-]*(ok|FAIL|!|\?) /.exec(line)?.[1] ?? '';
}

/** The state of a node of the graph document. */
async function stateOf(key: string): Promise<unknown> {
  const document: unknown = JSON.parse(await say('graph -A -o json'));
  return readRecords(readPath(document, 'nodes')).find((node) => String(node['key']).endsWith(key))?.['state'];
}

/** The block of a page that a name stands in: `Attached Routes`. */
function blockOf(page: string, name: string): string | undefined {
  let block: string | undefined;
  for (const line of page.split('\n')) {
    block = /^(\S[^(:]*?)(?: \(\d+\))?:/.exec(line)?.[1] ?? block;
    if (line.includes(`/${name} `)) return block;
  }
  return undefined;
}

interface Expected {
  /** What the rules and the controller say. */
  readonly so: string;
  readonly name: string;
  readonly namespace?: string;
  readonly state: 'ok' | 'broken';
  /** In the problems of status: `FAIL`, `!` for a status that is only old, or absent. */
  readonly problem: 'FAIL' | '!' | 'absent';
  /** ACCEPTED of get: what the controller of the class wrote, or what is computed where the files hold no status. */
  readonly reported: string;
}

const ROUTES: readonly Expected[] = [
  { so: 'refused by its controller', name: 'refused', state: 'broken', problem: 'FAIL', reported: 'False' },
  {
    so: 'refused by the rules, without a word of a controller',
    name: 'outside',
    namespace: 'away',
    state: 'broken',
    problem: 'FAIL',
    reported: 'False*',
  },
  { so: 'accepted in an older generation', name: 'stale', state: 'ok', problem: '!', reported: 'Stale' },
  { so: 'refused in an older generation', name: 'was-refused', state: 'ok', problem: '!', reported: 'Stale' },
  { so: 'without a status', name: 'silent', state: 'ok', problem: 'absent', reported: 'True*' },
  { so: 'accepted by a foreign controller', name: 'elsewhere', state: 'ok', problem: 'absent', reported: 'Unknown' },
  { so: 'refused by a foreign controller', name: 'not-theirs', state: 'ok', problem: 'absent', reported: 'Unknown' },
];

describe('one verdict on a route, in every view (semantics.md 6.2)', () => {
  for (const { so, name, namespace = 'shop', state, problem, reported } of ROUTES) {
    const isBroken = state === 'broken';
    test(so, async () => {
      const tree = await say('graph gateway/web -n shop');
      assert.equal(markOf(tree, `httproute/${name}`), isBroken ? 'FAIL' : 'ok', 'graph');
      assert.equal(await stateOf(`/HTTPRoute/${namespace}/${name}`), state, 'graph -o json');
      const broken = await say('graph -A --only-broken --policies=false');
      assert.equal(broken.includes(`httproute/${name} `), isBroken, 'graph --only-broken');

      const page = await say(`describe httproute ${name} -n ${namespace}`);
      const isOld = problem === '!';
      assert.equal(markOf(page, '(shop/)?gateway/web#http'), isBroken ? 'FAIL' : isOld ? '!' : 'ok', 'describe');
      assert.equal(page.includes('not attached: '), isBroken, 'describe');
      const parent = await say('describe gateway web -n shop');
      assert.equal(blockOf(parent, name), isBroken ? 'Refused Routes' : 'Attached Routes', 'describe gateway');
      assert.equal(markOf(parent, `httproute/${name}`), isBroken ? 'FAIL' : isOld ? '!' : 'ok', 'describe gateway');

      const problems = (await say('status -A --problems=0')).split('Problems')[1] ?? '';
      assert.equal(markOf(problems, `httproute ${namespace}/${name}`), problem, 'status');

      const row = (await say(`get httproute ${name} -n ${namespace}`)).split('\n')[1] ?? '';
      assert.equal(row.split(/ {2,}/)[3], reported, 'get');
    });
  }

  test('and what is refused fails --check', async () => {
    assert.equal((await run('status away --check')).code, 1);
  });

  test('and one number of them', async () => {
    const status = await say('status -A');
    assert.match(status, /\n {2}shop\/web .* {2}5 +2\n/);
    assert.match(status, /\nRoutes: {2}7 \(5 attached, 2 refused\)\n/);
    const page = await say('describe gateway web -n shop');
    assert.match(page, /\nAttached Routes \(5\):/);
    assert.match(page, /\nRefused Routes \(2\):/);
    assert.match(page, /\n {2}http +80 .* 5 +True/);
    assert.match(await say('get gateways -n shop -o wide'), / http,taken +5 +\d+\n/);
    assert.match(await say('graph gateway/web -n shop'), /listener http .* 5 routes\n/);
  });
});

describe('one verdict, in every view', () => {
  test('on a listener that its controller refuses', async () => {
    assert.match(await say('graph gateway/web -n shop'), /FAIL listener taken .* PortUnavailable: port 81 is taken/);
    assert.equal(await stateOf('/Gateway/shop/web#taken'), 'broken');
    assert.match(await say('graph -A --only-broken --policies=false'), /FAIL listener taken /);
    const page = await say('describe gateway web -n shop');
    assert.match(page, /\n {2}taken +81 .* False +True/);
    assert.match(page, /\n {2}FAIL taken +spec\.listeners\[1\]/);
    const status = await say('status -A --problems=0');
    assert.match(status, / 1 of 2 ok /);
    assert.match(status, /FAIL gateway shop\/web#taken +Accepted: PortUnavailable +spec\.listeners\[1\]\n/);
  });

  test('on a ListenerSet that its controller refuses', async () => {
    assert.match(await say('graph gateway/web -n shop'), /FAIL listenerset\/extra +Invalid: no more listeners/);
    assert.equal(await stateOf('/ListenerSet/shop/extra'), 'broken');
    assert.match(await say('graph -A --only-broken --policies=false'), /FAIL shop\/listenerset\/extra /);
    assert.match(await say('describe gateway web -n shop'), /FAIL listenerset\/extra +Invalid/);
    assert.match(await say('describe listenerset extra -n shop'), /FAIL reported +Accepted=False Invalid/);
    assert.match(await say('status -A --problems=0'), /FAIL listenerset shop\/extra +Accepted: Invalid\n/);
    assert.match(await say('get listenersets -n shop'), /\nextra .* False /);
  });

  const policies = [
    ['that its controller refuses', 'declined', 'Invalid', 'False'],
    ['in whose place an older one acts', 'overridden', 'Conflicted', 'False*'],
  ] as const;
  for (const [so, name, reason, reported] of policies) {
    test(`on a policy ${so}`, async () => {
      assert.match(await say('graph gateway/web -n shop'), new RegExp(`backendtlspolicy/${name}: ${reason}`));
      assert.equal(await stateOf(`/BackendTLSPolicy/shop/${name}`), 'broken');
      assert.match(await say(`describe backendtlspolicy ${name} -n shop`), /\nAncestors:\n {2}FAIL gateway\/web\n/);
      assert.equal(markOf(await say('describe service pay -n shop'), `backendtlspolicy/${name}`), 'FAIL');
      assert.match(
        await say('status -A --problems=0'),
        new RegExp(`FAIL backendtlspolicy shop/${name} +Accepted: ${reason}\\n`),
      );
      const row = (await say(`get backendtlspolicy ${name} -n shop`)).split('\n')[1] ?? '';
      assert.equal(row.split(/ {2,}/)[3], reported);
    });
  }
});
