import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chooseKinds } from '../../../src/app/effective/choose-kinds.ts';
import { splitName } from '../../../src/app/select/split-name.ts';
import { AnswerError } from '../../../src/model/errors.ts';
import type { CatalogueEntry } from '../../../src/policy/catalogue-entry.ts';
import { effectivePolicies } from '../../../src/policy/effective.ts';
import { findUserSection } from '../../../src/policy/user-section.ts';
import { gateway, index, policy, policyKind, ref, route, service } from './world.ts';

const objects = [
  gateway('g'),
  route('r', ['g'], [{ name: 'one', backends: ['b'] }]),
  service('b', { http: 80 }),
  policy('P', 'upper', 'Gateway/g', { color: 'upper' }),
  policy('P', 'lower', 'HTTPRoute/r', { color: 'lower' }),
];

function entry(more: Partial<CatalogueEntry>): CatalogueEntry {
  return {
    group: 'policies.example.com',
    kind: 'P',
    class: 'Inherited',
    targets: [],
    merge: { strategy: 'AtomicDefaults' },
    source: 'test',
    ...more,
  };
}

describe('semantics.md 5.3: the hierarchy is the kind’s own', () => {
  test('a catalogue entry may turn it round', () => {
    const own = policyKind('P', { entry: entry({ hierarchy: ['route', 'gateway'] }) });
    const [answer] = effectivePolicies(index(objects, [own]), { object: ref.route('r') });
    assert.deepEqual(answer?.spec, { color: 'upper' });
  });

  test('a level that the hierarchy does not name does not count', () => {
    const own = policyKind('P', { entry: entry({ hierarchy: ['gateway'] }) });
    const [answer] = effectivePolicies(index(objects, [own]), { object: ref.route('r') });
    assert.deepEqual(
      answer?.inputs.map(({ policy: { ref: one } }) => one.name),
      ['upper'],
    );
  });

  test('a mesh route names its Service, whose policies act where it is the backend', () => {
    const mesh = route('mesh', ['Service/b'], [{ backends: ['b'] }]);
    const parented = {
      ...mesh,
      spec: {
        parentRefs: [{ group: '', kind: 'Service', name: 'b' }],
        rules: [{ backendRefs: [{ name: 'b', port: 80 }] }],
      },
    };
    const world = index(
      [service('b'), parented, policy('P', 'on-service', 'Service/b', { color: 'blue' })],
      [policyKind('P')],
    );
    const [answer] = effectivePolicies(world, { object: ref.service('b') });
    assert.equal(answer?.path.service?.name, 'b');
    assert.deepEqual(
      answer.inputs.map(({ level }) => level),
      ['backend'],
    );
  });

  test('where nobody says how a kind combines, the default is called a guess', () => {
    const own = policyKind('P', { class: 'Unknown', evidence: 'heuristic' });
    const [answer] = effectivePolicies(index(objects, [own]), { object: ref.route('r') });
    assert.deepEqual(answer?.notes, [{ code: 'guessedStrategy', kind: 'P' }]);
  });
});

describe('the words of effective', () => {
  test('sections stand behind the name', () => {
    assert.deepEqual(splitName('web#https'), { name: 'web', section: 'https' });
    assert.deepEqual(splitName('web'), { name: 'web', section: undefined });
  });

  test('a rule by name or number, a port by name or number', () => {
    const cases: readonly (readonly [(typeof objects)[number] | undefined, string, string])[] = [
      [objects[1], 'one', 'rules[0]'],
      [objects[1], '0', 'rules[0]'],
      [objects[1], 'rules[0]', 'rules[0]'],
      [objects[2], '80', '80'],
      [objects[2], 'http', '80'],
      [objects[0], 'http', 'http'],
    ];
    for (const [object, written, section] of cases) {
      assert.ok(object !== undefined);
      assert.deepEqual(findUserSection(object, written), { state: 'found', section }, written);
    }
    assert.ok(objects[1] !== undefined);
    assert.equal(findUserSection(objects[1], '7').state, 'missing');
  });

  test('kinds by kind or plural, with or without the group', () => {
    const kinds = [policyKind('TimeoutPolicy', { crdName: 'timeoutpolicies.policies.example.com' })];
    for (const word of [
      'TimeoutPolicy',
      'timeoutpolicies',
      'timeoutpolicy.policies.example.com',
      'TIMEOUTPOLICIES.policies.example.com',
    ]) {
      assert.deepEqual(chooseKinds([word], kinds), kinds, word);
    }
    assert.equal(chooseKinds([], kinds), undefined);
    assert.throws(() => chooseKinds(['retry'], kinds), AnswerError);
  });
});
