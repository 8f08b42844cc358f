import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { effectivePolicies } from '../../../src/policy/effective.ts';
import { policiesActingOn } from '../../../src/policy/acting.ts';
import { born, gateway, index, policy, policyKind, ref, route, service } from './world.ts';

const KINDS = [policyKind('P', { class: 'Inherited' })];
const listeners = Array.from({ length: 40 }, (_, at) => `l${at}`);
const topology = [gateway('g', listeners), route('r', ['g'], [{ backends: ['b'] }]), service('b')];

/** A spec that counts how often its fields are looked up. */
function counted(fields: Readonly<Record<string, unknown>>, count: { looks: number }): object {
  return new Proxy(fields, {
    get: (target, key, receiver): unknown => {
      count.looks++;
      return Reflect.get(target, key, receiver);
    },
    getOwnPropertyDescriptor: (target, key) => {
      count.looks++;
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  });
}

/** How often the fields of policies at one object are looked up, to find what acts there. */
function looksOf(many: number): number {
  const count = { looks: 0 };
  const policies = Array.from({ length: many }, (_, at) =>
    policy(
      'P',
      `p${at}`,
      'Gateway/g',
      { strategy: 'patch', defaults: counted({ [`k${at}`]: at, common: at }, count) },
      born(at % 9),
    ),
  );
  const acting = policiesActingOn(index([...topology, ...policies], KINDS), ref.gateway('g'));
  assert.equal(acting.length, many);
  return count.looks;
}

suite('what many paths and policies share is worked out once', () => {
  test('equal policies on the paths of 40 listeners have one outcome, also where one is of the route', () => {
    const world = index(
      [
        ...topology,
        policy('P', 'above', 'Gateway/g', { defaults: { a: 1, b: 2 } }, born(1)),
        policy('P', 'listener', 'Gateway/g#l0', { defaults: { c: 4 } }, born(2)),
        policy('P', 'own', 'HTTPRoute/r', { defaults: { b: 3 } }, born(3)),
      ],
      KINDS,
    );
    const answers = effectivePolicies(world, { object: ref.route('r') });
    assert.equal(answers.length, 40);
    assert.equal(new Set(answers.map(({ sources }) => sources)).size, 2);
  });

  test('of N policies at one object each is looked at a bounded number of times', () => {
    const [few, more] = [looksOf(50), looksOf(400)];
    assert.ok(more <= few * 8 * 1.5, `${more} looks for 8 times the policies that take ${few}`);
  });
});
