import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Gap } from '../../../src/model/gap.ts';
import { SnapshotBuilder } from '../../../src/world/memory-snapshot.ts';
import { CLUSTER_TRUST_BUNDLE, NAMESPACE, SECRET, SERVICE } from '../../../src/gateway-api/kinds.ts';
import { service } from '../../support/world.ts';

const cart = { ...SERVICE, namespace: 'shop', name: 'cart' };
const gap = (more: Partial<Gap> = {}): Gap => ({
  what: 'services',
  ...SERVICE,
  reason: 'forbidden',
  message: 'services is forbidden',
  ...more,
});

type Step = (builder: SnapshotBuilder) => void;
const build = (origin: 'live' | 'files', ...steps: readonly Step[]) => {
  const builder = new SnapshotBuilder();
  for (const step of steps) step(builder);
  return builder.build(origin);
};
const complete =
  (namespace?: string): Step =>
  (builder) =>
    builder.markComplete(SERVICE, namespace);
const lost =
  (more: Partial<Gap> = {}): Step =>
  (builder) =>
    builder.addGap(gap(more));

describe('what a snapshot says of an object that was not read (design.md 4)', () => {
  for (const [name, origin, steps, expected, isComplete] of [
    ['live, not asked for', 'live', [], 'unknown', false],
    ['live, the whole cluster was read', 'live', [complete()], 'missing', true],
    ['live, its namespace was read', 'live', [complete('shop')], 'missing', true],
    ['live, another namespace was read', 'live', [complete('pay')], 'unknown', false],
    [
      'live, a get said NotFound',
      'live',
      [(builder) => builder.markMissing({ ...cart, section: '80' })],
      'missing',
      false,
    ],
    ['live, forbidden', 'live', [lost()], 'unknown', false],
    ['live, forbidden in the cluster but its namespace was read', 'live', [lost(), complete('shop')], 'missing', true],
    [
      'live, read but its namespace failed',
      'live',
      [complete(), lost({ namespace: 'shop', reason: 'failed' })],
      'unknown',
      false,
    ],
    ['live, another namespace failed', 'live', [complete(), lost({ namespace: 'pay' })], 'missing', true],
    ['live, the kind is not served', 'live', [lost({ reason: 'absent' })], 'missing', true],
    [
      'live, the whole group did not answer',
      'live',
      [complete(), lost({ kind: undefined, reason: 'failed' })],
      'unknown',
      false,
    ],
    [
      'live, this object may not be read',
      'live',
      [complete(), lost({ namespace: 'shop', name: 'cart' })],
      'unknown',
      false,
    ],
    [
      'live, another object may not be read',
      'live',
      [complete(), lost({ namespace: 'shop', name: 'pay' })],
      'missing',
      false,
    ],
    ['files', 'files', [], 'missing', true],
    [
      'files with a document that did not parse',
      'files',
      [lost({ group: undefined, kind: undefined, reason: 'failed' })],
      'unknown',
      false,
    ],
    ['files with another kind that did not parse', 'files', [lost({ ...SECRET, reason: 'failed' })], 'missing', true],
  ] as const satisfies readonly (readonly [string, 'live' | 'files', readonly Step[], string, boolean])[]) {
    test(name, () => {
      const snapshot = build(origin, ...steps);
      const lookup = snapshot.find(cart);
      assert.equal(lookup.state, expected);
      assert.equal(snapshot.isComplete(SERVICE, 'shop'), isComplete);
    });
  }

  test('what is wrong with a file is the reason of no other object than the one that it names', () => {
    const broken = { what: 'a.yaml:3', reason: 'failed', message: 'bad indentation' } as const;
    const other = build('files', lost(broken)).find(cart);
    assert.deepEqual(other, { state: 'unknown', because: { code: 'mayBeUnread', kind: 'Service' } });
    const own = build('files', lost({ ...broken, namespace: 'shop', name: 'cart' })).find(cart);
    assert.equal(own.state === 'unknown' && own.because.code, 'gap');
    const beside = build('files', lost({ ...broken, namespace: 'shop', name: 'pay' })).find(cart);
    assert.equal(beside.state, 'missing');
  });

  test('unknown says why', () => {
    const forbidden = build('live', lost()).find(cart);
    assert.equal(
      forbidden.state === 'unknown' && forbidden.because.code === 'gap' && forbidden.because.gap.message,
      'services is forbidden',
    );
    const because = { code: 'kindNotRead', kind: 'Service' };
    assert.deepEqual(build('live').find(cart), { state: 'unknown', because });
  });

  for (const type of [NAMESPACE, CLUSTER_TRUST_BUNDLE]) {
    test(`${type.kind}s belong to the cluster, not to files (semantics.md 2.4, 5.10)`, () => {
      const snapshot = build('files');
      assert.equal(snapshot.find({ ...type, name: 'x' }).state, 'unknown');
      assert.equal(snapshot.isComplete(type), false);
    });
  }
});

describe('what was read', () => {
  const [b, a, other] = [service('b'), service('a'), service('pay/z')];
  const snapshot = build('live', (builder) => {
    for (const object of [other, b, a]) builder.add(object);
  });

  test('is found, whatever the section', () => {
    assert.deepEqual(snapshot.find({ ...SERVICE, namespace: 'shop', name: 'b', section: '80' }), {
      state: 'found',
      object: b,
    });
  });

  test('comes in the order of namespace and name', () => {
    assert.deepEqual(snapshot.list(SERVICE), [other, a, b]);
    assert.deepEqual(snapshot.listIn(SERVICE, 'shop'), [a, b]);
    assert.deepEqual(snapshot.listIn(SERVICE, 'gone'), []);
  });

  test('is complete for the cluster only when no namespace has a gap', () => {
    assert.equal(build('live', complete(), lost({ namespace: 'pay' })).isComplete(SERVICE), false);
    assert.equal(build('live', complete()).isComplete(SERVICE), true);
    assert.equal(build('live', complete('shop')).isComplete(SERVICE), false);
  });

  test('of two objects with one identity the later counts', () => {
    const again = service('a', []);
    assert.equal(
      build('files', (builder) => [a, again].forEach((object) => builder.add(object))).list(SERVICE)[0],
      again,
    );
  });
});
