import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readPath, readRecords } from '../../../src/model/read.ts';
import { runMain } from '../../support/run-main.ts';

const OWN = 'acme.example/controller';
const FORMER = 'former.example/controller';
const API = 'gateway.networking.k8s.io/v1';

type Fields = Readonly<Record<string, unknown>>;

const condition = (type: string, status: string, observedGeneration = 2): Fields => ({
  type,
  status,
  reason: status === 'True' ? type : 'NotAllowedByListeners',
  message: `its words on ${type}`,
  observedGeneration,
  lastTransitionTime: '2026-11-20T00:00:00Z',
});

const entry = (controllerName: string, conditions: readonly Fields[], parentRef: Fields = { name: 'web' }): Fields => ({
  parentRef,
  controllerName,
  conditions,
});

const GOOD = [condition('Accepted', 'True'), condition('ResolvedRefs', 'True')];
const BAD = [condition('Accepted', 'False'), condition('ResolvedRefs', 'False')];
const OLD = [condition('Accepted', 'False', 1), condition('ResolvedRefs', 'False', 1)];

const object = (apiVersion: string, kind: string, name: string, rest: Fields): Fields => ({
  apiVersion,
  kind,
  metadata: {
    name,
    ...(kind === 'GatewayClass' ? {} : { namespace: 'shop' }),
    generation: 2,
    uid: `uid-${kind}-${name}`,
  },
  ...rest,
});

/** A route `cart` of the Gateway `web`, with what was written of both. */
function world(
  parents: readonly Fields[],
  gateway: readonly Fields[] = [condition('Accepted', 'True'), condition('Programmed', 'True')],
  more: readonly Fields[] = [],
): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [
      object(API, 'GatewayClass', 'acme', {
        spec: { controllerName: OWN },
        status: { conditions: [condition('Accepted', 'True')] },
      }),
      object(API, 'Gateway', 'web', {
        spec: { gatewayClassName: 'acme', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
        status: { conditions: gateway },
      }),
      object(API, 'HTTPRoute', 'cart', {
        spec: { parentRefs: [{ name: 'web' }], rules: [{ backendRefs: [{ name: 'cart', port: 80 }] }] },
        status: { parents },
      }),
      object('v1', 'Service', 'cart', { spec: { ports: [{ port: 80 }] } }),
      ...more,
    ],
  });
}

async function say(words: string, input: string): Promise<string> {
  return (await runMain([...words.split(' '), '-n', 'shop', '--from', '-'], input)).out;
}

async function problemsOf(input: string): Promise<readonly string[]> {
  const { out } = await runMain(['status', 'shop', '-o', 'json', '--problems', '0', '--from', '-'], input);
  return readRecords(readPath(JSON.parse(out), 'problems')).map(
    (problem) =>
      `${String(readPath(problem, 'subject', 'kind'))} ${String(problem['reason'])}: ${String(problem['message'])}`,
  );
}

/** ACCEPTED and RESOLVED of get. */
async function cellsOf(input: string): Promise<readonly string[]> {
  const [, row = ''] = (await say('get httproute cart', input)).split('\n');
  return row.split(/ {2,}/).slice(3, 5);
}

const UNREPORTED = `not reported by ${OWN} for Gateway shop/web: it is not running or does not watch the route`;

describe("the controller of the Gateway's class decides", () => {
  for (const [what, words] of [
    ['refuses', BAD],
    ['refused in an older generation', OLD],
  ] as const) {
    test(`what a former controller ${what} is shown as foreign and decides nothing`, async () => {
      const input = world([entry(FORMER, words), entry(OWN, GOOD)]);
      assert.deepEqual(await problemsOf(input), []);
      assert.deepEqual(await cellsOf(input), ['True', 'True']);
      const page = await say('describe httproute cart', input);
      assert.match(page, /\n {2}✓ gateway\/web +listener http :80\n/);
      assert.match(page, new RegExp(`reported +Accepted=False .* by ${FORMER} \\(foreign\\)\n`));
      assert.doesNotMatch(page, /stale:/);
    });
  }

  for (const [what, words] of [
    ['refuses', BAD],
    ['admits', GOOD],
  ] as const) {
    test(`where only a former controller ${what} it, nobody has reported`, async () => {
      const input = world([entry(FORMER, words)]);
      assert.deepEqual(await problemsOf(input), [`HTTPRoute NotReported: ${UNREPORTED}`]);
      assert.deepEqual(await cellsOf(input), ['NotReported', 'NotReported']);
      const page = await say('describe httproute cart', input);
      assert.match(page, /\n {2}! gateway\/web +listener http :80\n/);
      assert.ok(page.includes(`      ${UNREPORTED}\n`), page);
    });
  }

  for (const words of [BAD, OLD, GOOD]) {
    test(`what is left over of ${String(words[0]?.['status'])}, ${String(words[0]?.['observedGeneration'])} is said to be, and no more`, async () => {
      const input = world([entry(OWN, GOOD), entry(OWN, words, { name: 'gone' })]);
      assert.deepEqual(await problemsOf(input), []);
      assert.deepEqual(await cellsOf(input), ['True', 'True']);
      const page = await say('describe httproute cart', input);
      assert.match(page, /\n {2}! gateway\/gone +left over: no parentRef in the spec names it\n/);
      assert.doesNotMatch(page, /stale:|✗/);
    });
  }

  test('objects that no server wrote may have no status', async () => {
    const input = world([]).replaceAll(/,"uid":"[^"]*"/g, '');
    assert.deepEqual(await problemsOf(input), []);
    // What is computed stands there.
    assert.deepEqual(await cellsOf(input), ['True*', 'True*']);
  });
});

describe('a route waits for its Gateway', () => {
  for (const [what, gateway, sentence] of [
    ['that is refused', [condition('Accepted', 'False')], 'waits for Gateway shop/web, which is refused'],
    [
      'that is stale',
      [condition('Accepted', 'True', 1)],
      'not processed yet: the controller has not seen the current Gateway shop/web',
    ],
    ['on which nobody has reported', [], 'waits for Gateway shop/web, on which no controller has reported'],
  ] as const) {
    test(what, async () => {
      const input = world([], gateway);
      const page = await say('describe httproute cart', input);
      assert.ok(page.includes(`      ${sentence}\n`), page);
      assert.doesNotMatch(page, /not reported by|not running/);
      assert.ok((await problemsOf(input)).every((problem) => !problem.includes('NotReported')));
    });
  }

  test('what was written before the Gateway changed contradicts nothing', async () => {
    const input = world([entry(OWN, BAD)], [condition('Accepted', 'True', 1)]);
    const page = await say('describe httproute cart', input);
    assert.doesNotMatch(page, /but the specification says/);
    assert.match(page, /not processed yet: the controller has not seen the current Gateway shop\/web\n/);
  });
});

const policy = (apiVersion: string, kind: string, targetRef: Fields, ancestors: readonly Fields[]): Fields =>
  object(apiVersion, kind, 'own', {
    spec: {
      targetRefs: [targetRef],
      validation: { wellKnownCACertificates: 'System', hostname: 'cart' },
    },
    status: { ancestors: ancestors.map(({ parentRef, ...rest }) => ({ ...rest, ancestorRef: parentRef })) },
  });

const withTlsPolicy = (...ancestors: readonly Fields[]): string =>
  world([entry(OWN, GOOD)], undefined, [
    policy(API, 'BackendTLSPolicy', { group: '', kind: 'Service', name: 'cart' }, ancestors),
  ]);

describe('the word on a policy', () => {
  test('of a former controller, of the specification: foreign', async () => {
    const input = withTlsPolicy(entry(FORMER, BAD), entry(OWN, GOOD));
    assert.deepEqual(await problemsOf(input), []);
    assert.match(await say('get backendtlspolicies', input), / True +<unknown>\n$/);
    assert.match(await say('describe backendtlspolicy own', input), new RegExp(`by ${FORMER} \\(foreign\\)`));
  });

  test('of an ancestor that leads to it no more: left over', async () => {
    const input = withTlsPolicy(entry(OWN, GOOD), entry(OWN, BAD, { name: 'gone' }));
    assert.deepEqual(await problemsOf(input), []);
    assert.doesNotMatch(await say('describe backendtlspolicy own', input), /✗/);
  });

  test('of nobody: not reported', async () => {
    const said =
      'not reported by acme.example/controller for Gateway shop/web: it is not running or does not watch the policy';
    assert.deepEqual(await problemsOf(withTlsPolicy(entry(FORMER, GOOD))), [`BackendTLSPolicy NotReported: ${said}`]);
    assert.match(await say('get backendtlspolicies', withTlsPolicy(entry(FORMER, GOOD))), / NotReported +<unknown>\n$/);
  });

  test("of a vendor's own controller counts where that of the class is silent", async () => {
    const target = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' };
    const input = world([entry(OWN, GOOD)], undefined, [
      policy('kuadrant.io/v1', 'AuthPolicy', target, [entry('kuadrant.io/policy-controller', BAD)]),
    ]);
    assert.match((await problemsOf(input)).join('\n'), /^AuthPolicy NotAllowedByListeners: its words on Accepted/);
  });
});
