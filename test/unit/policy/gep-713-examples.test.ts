import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { effectivePolicies } from '../../../src/policy/effective.ts';
import type { EffectivePolicy } from '../../../src/policy/effective.ts';
import type { PolicyIndex } from '../../../src/policy/policy-index.ts';
import type { ObjectRef } from '../../../src/model/ref.ts';
import { born, gateway, index, policy, policyKind, ref, route, service } from './world.ts';

// g1 > {r1, r2} > b1, g2 > r3 > b1, g2 > r4 > b2
const topology = [
  gateway('g1'),
  gateway('g2'),
  route('r1', ['g1'], [{ backends: ['b1'] }]),
  route('r2', ['g1'], [{ backends: ['b1'] }]),
  route('r3', ['g2'], [{ backends: ['b1'] }]),
  route('r4', ['g2'], [{ backends: ['b2'] }]),
  service('b1'),
  service('b2'),
];

function byRoute(world: PolicyIndex, backend: ObjectRef): Record<string, unknown> {
  const answers = effectivePolicies(world, { object: backend });
  return Object.fromEntries(answers.map(({ path, spec }) => [`${path.gateway?.name}>${path.route?.name}`, spec]));
}

function only(answers: readonly EffectivePolicy[]): EffectivePolicy {
  const [answer] = answers;
  assert.ok(answer !== undefined && answers.length === 1, `one answer, got ${answers.length}`);
  return answer;
}

describe('semantics.md 5.7: the examples of GEP-713', () => {
  test('example 1: of two Direct policies on one Service the older is enforced, the other conflicts', () => {
    const world = index(
      [
        ...topology,
        policy('ColorPolicy', 'p2', 'Service/b1', { color: 'blue' }, born(2)),
        policy('ColorPolicy', 'p1', 'Service/b1', { color: 'red' }, born(1)),
      ],
      [policyKind('ColorPolicy', { class: 'Direct', label: 'Direct' })],
    );
    const answer = only(effectivePolicies(world, { object: ref.service('b1') }));
    assert.deepEqual(answer.spec, { color: 'red' });
    assert.equal(answer.strategy, 'None');
    assert.deepEqual(answer.path, { backend: { ...ref.service('b1') } });
    const [lost] = answer.ineffective;
    assert.equal(lost?.placement.policy.ref.name, 'p2');
    assert.deepEqual(
      lost.by.map(({ policy: winner }) => winner.ref.name),
      ['p1'],
    );
    assert.equal(lost.reason, 'older');
    assert.deepEqual(effectivePolicies(world, { object: ref.service('b2') }), []);
  });

  test('example 2: atomic defaults and overrides', () => {
    const world = index(
      [
        ...topology,
        policy('ColorPolicy', 'p1', 'Gateway/g1', { color: 'red' }),
        policy('ColorPolicy', 'p2', 'HTTPRoute/r1', { color: 'blue' }),
        policy('ColorPolicy', 'p3', 'Gateway/g2', { overrides: { color: 'yellow' } }),
        policy('ColorPolicy', 'p4', 'HTTPRoute/r4', { color: 'green' }),
      ],
      [policyKind('ColorPolicy')],
    );
    assert.deepEqual(byRoute(world, ref.service('b1')), {
      'g1>r1': { color: 'blue' },
      'g1>r2': { color: 'red' },
      'g2>r3': { color: 'yellow' },
    });
    const r4 = only(effectivePolicies(world, { object: ref.service('b2') }));
    assert.deepEqual(r4.spec, { color: 'yellow' });
    assert.equal(r4.strategy, 'AtomicOverrides');
    const [p4] = r4.ineffective;
    assert.equal(p4?.placement.policy.ref.name, 'p4');
    assert.equal(p4.reason, 'override');
  });

  test('example 3: patches and atoms, field by field with its source', () => {
    const world = index(
      [
        ...topology,
        policy('ColorPolicy', 'p1', 'Gateway/g1', { strategy: 'atomic', colors: { dark: 'brown', light: 'red' } }),
        policy('ColorPolicy', 'p2', 'HTTPRoute/r1', { colors: { light: 'blue' } }),
        policy('ColorPolicy', 'p3', 'Gateway/g2', { strategy: 'patch', overrides: { colors: { light: 'yellow' } } }),
        policy('ColorPolicy', 'p4', 'HTTPRoute/r4', { colors: { dark: 'olive', light: 'green' } }),
      ],
      [policyKind('ColorPolicy')],
    );
    assert.deepEqual(byRoute(world, ref.service('b1')), {
      'g1>r1': { colors: { light: 'blue' } },
      'g1>r2': { colors: { dark: 'brown', light: 'red' } },
      'g2>r3': { colors: { light: 'yellow' } },
    });
    const r4 = only(effectivePolicies(world, { object: ref.service('b2') }));
    assert.deepEqual(r4.spec, { colors: { dark: 'olive', light: 'yellow' } });
    assert.equal(r4.strategy, 'PatchOverrides');
    assert.deepEqual(r4.ineffective, []);
    const light = r4.sources.find(({ path }) => path.join('.') === 'colors.light');
    assert.equal(light?.placement.policy.ref.name, 'p3');
    assert.equal(light.layer, 'override');
    assert.deepEqual(
      light.beats.map(({ placement, value, reason }) => [placement.policy.ref.name, value, reason]),
      [['p4', 'green', 'override']],
    );
  });

  test('the strategy may stand in the block as well as beside it', () => {
    const world = index(
      [
        ...topology,
        policy('ColorPolicy', 'p3', 'Gateway/g2', { overrides: { strategy: 'merge', colors: { light: 'yellow' } } }),
        policy('ColorPolicy', 'p4', 'HTTPRoute/r4', { colors: { dark: 'olive', light: 'green' } }),
      ],
      [policyKind('ColorPolicy')],
    );
    const answer = only(effectivePolicies(world, { object: ref.route('r4') }));
    assert.deepEqual(answer.spec, { colors: { dark: 'olive', light: 'yellow' } });
  });
});
